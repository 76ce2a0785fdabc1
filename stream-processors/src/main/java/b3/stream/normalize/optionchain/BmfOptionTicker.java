package b3.stream.normalize.optionchain;

import b3.schema.calendar.ContractMonth;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code of an option of the derivatives segment, for documents that say nothing else about the series.
 *
 * <p>{@code DOLN26C006000}: commodity {@code DOL}, contract month {@code N26}, {@code C}all or {@code P}ut, strike in six
 * digits. The same code with an {@code E} behind it is the instrument under which the exercise is booked, not a series.
 *
 * <p>Month and digits mean an expiry and a strike only by the rule of the commodity, so only commodities whose rule was
 * checked against documents that print both are read ({@link BmfProduct}): the month's first business day for {@code DOL},
 * {@code WDO} and {@code IDI} (holds for the 2308 dollar series quoted on 2026-03-10), the Wednesday nearest the 15th for
 * {@code IND}; strikes in whole points. Everything else is refused, never guessed:
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
 * @param ticker the code
 * @param product the commodity and its contract
 * @param month the contract month
 * @param type call or put
 * @param strike in points
 * @param expiry expiry date by the commodity's rule
 */
record BmfOptionTicker(
        String ticker,
        BmfProduct product,
        ContractMonth month,
        OptionSeriesBook.Type type,
        double strike,
        LocalDate expiry) {

    private static final Pattern SHAPE =
            Pattern.compile("([A-Z][A-Z0-9]{2})([FGHJKMNQUVXZ][0-7]\\d)([CP])(\\d{6})(E?)");

    /** Reads a code; empty if it is none, if it is an exercise, or if the commodity's rule is not known. */
    static Optional<BmfOptionTicker> parse(String ticker) {
        Matcher code = SHAPE.matcher(ticker);
        if (!code.matches() || !code.group(5).isEmpty()) {
            return Optional.empty();
        }
        ContractMonth month = ContractMonth.parse(code.group(2));
        int strike = Integer.parseInt(code.group(4));
        OptionSeriesBook.Type type = code.group(3).equals("C") ? OptionSeriesBook.Type.CALL : OptionSeriesBook.Type.PUT;
        return BmfProduct.of(code.group(1)).filter(product -> strike > 0).flatMap(product -> product.expiry(month)
                .map(expiry -> new BmfOptionTicker(ticker, product, month, type, strike, expiry)));
    }

    /** The commodity of a code that has the shape of an option of this segment, exercises left out; known or not. */
    static Optional<String> asset(String ticker) {
        Matcher code = SHAPE.matcher(ticker);
        return code.matches() && code.group(5).isEmpty() ? Optional.of(code.group(1)) : Optional.empty();
    }

    /** Whether this is the code of an exercise, which repeats a series. */
    static boolean isExercise(String ticker) {
        Matcher code = SHAPE.matcher(ticker);
        return code.matches() && !code.group(5).isEmpty();
    }

    /** The series that the code stands for. */
    Series series() {
        return new Series(ticker, null, type, product.style(), strike, expiry, product.multiplier());
    }
}
