package b3.stream.normalize.reading;

import b3.schema.document.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Fields of the exchange's fixed-width files: digits without a decimal mark, dates without separators. */
public final class FixedWidth {

    private FixedWidth() {}

    /** Digits of which the last {@code decimals} stand behind the decimal mark. */
    public static BigDecimal implied(String column, String digits, int decimals) {
        checkDigits(column, digits);
        return BrazilianFormat.exact(column, new BigDecimal(new BigInteger(digits), decimals));
    }

    /** A count with leading zeros. */
    public static int count(String column, String digits) {
        checkDigits(column, digits);
        BigInteger count = new BigInteger(digits);
        if (count.bitLength() > 31) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, column + ": expected a count, saw \"" + digits + "\"");
        }
        return count.intValue();
    }

    /** A date yyyyMMdd. */
    public static LocalDate date(String column, String text) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, column + ": expected a date yyyyMMdd, saw \"" + text + "\"");
        }
    }

    private static void checkDigits(String column, String digits) {
        boolean onlyDigits = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!onlyDigits) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, column + ": expected digits, saw \"" + digits + "\"");
        }
    }
}
