package b3.stream.normalize.reading;

import b3.schema.calendar.ContractMonth;
import b3.schema.document.Reason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

/**
 * Figures, dates and contract codes as the exchange writes them, read strictly: what does not fit is refused, never
 * repaired. Every method names the column in its message and throws {@link UnreadableFieldException}.
 */
public final class BrazilianFormat {

    /** Most significant digits that a double keeps for every decimal figure. */
    public static final int MAX_DIGITS = 15;

    private static final int MAX_LENGTH = 40;
    private static final Pattern DECIMAL_COMMA = Pattern.compile("-?(?:\\d+|[1-9]\\d{0,2}(?:\\.\\d{3})+)(?:,\\d+)?");
    private static final Pattern DECIMAL_POINT = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1," + MAX_DIGITS + "}");
    private static final DateTimeFormatter DAY_FIRST =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private BrazilianFormat() {}

    /** A figure of the pages and the CSV files: {@code 1.234,56} or {@code 1234,56}. */
    public static BigDecimal decimalComma(String column, String text) {
        if (!fits(DECIMAL_COMMA, text)) {
            throw unreadable(Reason.UNREADABLE_NUMBER, column, "a figure like 1.234,56", text);
        }
        return exact(column, new BigDecimal(text.replace(".", "").replace(',', '.')));
    }

    /** A figure of the XML files: {@code 1234.56}. */
    public static BigDecimal decimalPoint(String column, String text) {
        if (!fits(DECIMAL_POINT, text)) {
            throw unreadable(Reason.UNREADABLE_NUMBER, column, "a figure like 1234.56", text);
        }
        return exact(column, new BigDecimal(text));
    }

    /** A count: digits only. */
    public static long whole(String column, String text) {
        if (!fits(WHOLE, text)) {
            throw unreadable(Reason.UNREADABLE_NUMBER, column, "a whole number", text);
        }
        return Long.parseLong(text);
    }

    /** A date of the pages: {@code dd/MM/yyyy}. */
    public static LocalDate date(String column, String text) {
        try {
            return LocalDate.parse(text, DAY_FIRST);
        } catch (DateTimeParseException e) {
            throw unreadable(Reason.UNREADABLE_FIELD, column, "a date dd/MM/yyyy", text);
        }
    }

    /** A date of the files: {@code yyyy-MM-dd}. */
    public static LocalDate isoDate(String column, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw unreadable(Reason.UNREADABLE_FIELD, column, "a date yyyy-MM-dd", text);
        }
    }

    /** Month letter and two-digit year of a contract: {@code F27}. */
    public static String contractMonth(String column, String text) {
        try {
            return ContractMonth.parse(text).code();
        } catch (IllegalArgumentException e) {
            throw unreadable(Reason.UNREADABLE_FIELD, column, "[FGHJKMNQUVXZ]dd", text);
        }
    }

    /** The figure itself if a double keeps it exactly as printed: at most {@value #MAX_DIGITS} significant digits. */
    public static BigDecimal exact(String column, BigDecimal figure) {
        if (figure.stripTrailingZeros().precision() > MAX_DIGITS) {
            throw unreadable(
                    Reason.UNREADABLE_NUMBER,
                    column,
                    "at most " + MAX_DIGITS + " significant digits",
                    figure.toPlainString());
        }
        return figure;
    }

    private static boolean fits(Pattern pattern, String text) {
        return text.length() <= MAX_LENGTH && pattern.matcher(text).matches();
    }

    private static UnreadableFieldException unreadable(Reason reason, String column, String expected, String text) {
        String seen = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
        return new UnreadableFieldException(reason, column + ": expected " + expected + ", saw \"" + seen + "\"");
    }
}
