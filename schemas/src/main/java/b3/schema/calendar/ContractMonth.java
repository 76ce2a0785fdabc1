package b3.schema.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The month in which a contract expires, written {@code X25} by the exchange and {@code nov-25} on its pages.
 *
 * @param month the month, in 2000 to 2079: two-digit years leave no other choice
 */
public record ContractMonth(YearMonth month) implements Comparable<ContractMonth> {

    private static final String LETTERS = "FGHJKMNQUVXZ";

    /** What a code looks like: a month letter and a year 00 to 79. */
    public static final String PATTERN = "[" + LETTERS + "][0-7][0-9]";

    private static final List<String> LABELS =
            List.of("jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez");
    private static final Pattern CODE = Pattern.compile(PATTERN);
    private static final Pattern LABEL = Pattern.compile("(\\p{L}{3})[-/]([0-7][0-9])");

    public ContractMonth {
        if (month.getYear() < 2000 || month.getYear() > 2079) {
            throw new IllegalArgumentException("expected a contract month in 2000 to 2079, saw " + month);
        }
    }

    /**
     * Reads {@code F27}.
     *
     * @throws IllegalArgumentException if it is not a month letter (FGHJKMNQUVXZ) and a year 00 to 79
     */
    public static ContractMonth parse(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("expected a contract month such as F27: [" + LETTERS
                    + "] and a year 00 to 79, saw \"" + code + "\"");
        }
        return of(LETTERS.indexOf(code.charAt(0)) + 1, code.substring(1));
    }

    /**
     * Reads {@code nov-25} or {@code NOV/25}.
     *
     * @throws IllegalArgumentException if it is not a Portuguese month and a year 00 to 79
     */
    public static ContractMonth parseLabel(String label) {
        Matcher matcher = LABEL.matcher(label);
        int month = matcher.matches() ? LABELS.indexOf(matcher.group(1).toLowerCase(Locale.ROOT)) + 1 : 0;
        if (month == 0) {
            throw new IllegalArgumentException(
                    "expected a month label such as nov-25: " + LABELS + " and a year 00 to 79, saw \"" + label + "\"");
        }
        return of(month, matcher.group(2));
    }

    /** The exchange's code, {@code X25}. */
    public String code() {
        return LETTERS.charAt(month.getMonthValue() - 1) + twoDigitYear();
    }

    /** The Portuguese label, {@code nov-25}. */
    public String label() {
        return LABELS.get(month.getMonthValue() - 1) + "-" + twoDigitYear();
    }

    /** Expiry of contracts on the dollar and on interest rates (DOL, WDO, DI1, DDI…): the month's first business day. */
    public LocalDate expiryOfDollar() {
        return expiryOfDollar(BusinessDays.latest());
    }

    /** The same by one version of the calendar. */
    public LocalDate expiryOfDollar(BusinessDays calendar) {
        return calendar.firstBusinessDay(month);
    }

    /**
     * Expiry of contracts on the Ibovespa (IND, WIN): the Wednesday nearest the 15th, or the next session when there is
     * none on it.
     */
    public LocalDate expiryOfIndex() {
        LocalDate wednesday = month.atDay(12).with(TemporalAdjusters.nextOrSame(DayOfWeek.WEDNESDAY));
        TradingCalendar calendar = TradingCalendar.load();
        return calendar.isSession(wednesday) ? wednesday : calendar.nextSession(wednesday);
    }

    @Override
    public int compareTo(ContractMonth other) {
        return month.compareTo(other.month);
    }

    /** The code. */
    @Override
    public String toString() {
        return code();
    }

    private static ContractMonth of(int month, String year) {
        return new ContractMonth(YearMonth.of(2000 + Integer.parseInt(year), month));
    }

    private String twoDigitYear() {
        return String.format(Locale.ROOT, "%02d", month.getYear() % 100);
    }
}
