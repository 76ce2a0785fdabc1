package b3.schema.contracts;

import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ticker of an option of the derivatives segment, for documents that say nothing else about the series. Options on
 * shares are {@link Share#rootOfOption}.
 *
 * <p>{@code DOLN26C006000}: product {@code DOL}, contract month {@code N26}, {@code C}all or {@code P}ut, strike in six
 * digits. The same code with an {@code E} behind it is the instrument under which the exercise is booked, not a series.
 *
 * <p>Month and digits mean an expiry and a strike only by the rule of the product, so only products whose rule was checked
 * against documents that print both are read ({@link Product} with a multiplier and an expiry rule): the month's first
 * business day for {@code DOL}, {@code WDO} and {@code IDI} (holds for the 2308 dollar series quoted on 2026-03-10), the
 * Wednesday nearest the 15th for {@code IND}; strikes in whole points. Everything else is refused, never guessed:
 *
 * <ul>
 *   <li>{@code BGI}, {@code CCM}, {@code ICF}, {@code SJC} and other commodities, whose digits hide two decimals and whose
 *       options expire by rules of their own ({@code SJCK26} on 2026-04-24);
 *   <li>options on the interest rate future ({@code D11} to {@code D14}), with strikes in percent;
 *   <li>weekly codes ({@code DS1G23P005000}: an option on the dollar that expires within the month), listed for single
 *       weeks under codes that tell the week by no published rule;
 *   <li>volatility strategies ({@code VTC}) and binary options ({@code BBC0001U26C075000}), which are no plain options.
 * </ul>
 *
 * @param series the series that the ticker stands for
 * @param month the contract month
 */
public record OptionTicker(Series series, ContractMonth month) {

    private static final Pattern SHAPE =
            Pattern.compile("([A-Z][A-Z0-9]{2})(" + ContractMonth.PATTERN + ")([CP])(\\d{6})(E?)");

    /** Reads a ticker; empty if it is none, if it is an exercise, or if the product's rule is not known. */
    public static Optional<OptionTicker> parse(String ticker) {
        Matcher code = SHAPE.matcher(ticker);
        if (!code.matches() || !code.group(5).isEmpty()) {
            return Optional.empty();
        }
        ContractMonth month = ContractMonth.parse(code.group(2));
        int strike = Integer.parseInt(code.group(4));
        OptionSeriesBook.Type type = code.group(3).equals("C") ? OptionSeriesBook.Type.CALL : OptionSeriesBook.Type.PUT;
        return Product.find(code.group(1))
                .filter(product -> strike > 0 && product.multiplier() != null)
                .flatMap(product -> product.expiry(month, BusinessDays.latest())
                        .map(expiry -> product.series(ticker, type, strike, expiry)))
                .map(series -> new OptionTicker(series, month));
    }

    /** The product of a ticker that has the shape of an option of this segment, exercises left out; known or not. */
    public static Optional<String> product(String ticker) {
        Matcher code = SHAPE.matcher(ticker);
        return code.matches() && code.group(5).isEmpty() ? Optional.of(code.group(1)) : Optional.empty();
    }

    /** Whether this is the ticker of an exercise, which repeats a series. */
    public static boolean isExercise(String ticker) {
        Matcher code = SHAPE.matcher(ticker);
        return code.matches() && !code.group(5).isEmpty();
    }
}
