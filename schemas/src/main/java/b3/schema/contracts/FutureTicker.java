package b3.schema.contracts;

import b3.schema.calendar.ContractMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ticker of a futures contract: three letters or digits and a contract month, {@code DI1F27}.
 *
 * <p>Left out are rolls and spreads, which name two legs ({@code DR1H25J25}), and futures on single shares ({@code PETRPG23},
 * a code of five letters). Shares and funds may have this shape ({@code BOVV11}, {@link Share}): the document decides.
 *
 * @param product code of the product, listed in the catalogue or not
 * @param month contract month
 */
public record FutureTicker(String product, ContractMonth month) {

    private static final Pattern SHAPE = Pattern.compile("([A-Z0-9]{3})(" + ContractMonth.PATTERN + ")");

    /** Reads {@code DI1F27}; empty for what has another shape. */
    public static Optional<FutureTicker> parse(String ticker) {
        Matcher code = SHAPE.matcher(ticker);
        return code.matches()
                ? Optional.of(new FutureTicker(code.group(1), ContractMonth.parse(code.group(2))))
                : Optional.empty();
    }
}
