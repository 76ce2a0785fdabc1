package b3.stream.normalize.volsurface;

import b3.schema.calendar.ContractMonth;
import b3.schema.document.Reason;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the sheet, whatever its type: a number, a text that may spell a number ({@code 13,44}, {@code 12.49 %}), a
 * date as a serial of Excel, or a date as text (dd/MM/yyyy, yyyy-MM-dd).
 *
 * <p>A number in a cell is a double that Excel wrote with up to 17 digits and shows with 15 at most; it is read with those
 * 15. A cell formatted as percent holds a fraction: 0.1344 shown as 13.44 % is 13.44.
 *
 * @param column column from 0
 * @param row row from 1
 * @param text what a text cell says; empty for a number
 * @param number what a number cell holds, percent format applied; null for a text
 * @param base the day of serial 0
 */
record SurfaceCell(
        int column, int row, String text, @Nullable BigDecimal number, LocalDate base) {

    /** Serial 0 of the usual date system; right for every day from 1 March 1900 on. */
    static final LocalDate BASE_1900 = LocalDate.of(1899, 12, 30);

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2079;
    private static final int MAX_SERIAL = 100_000;
    private static final int DIGITS_OF_EXCEL = 15;

    static SurfaceCell ofText(int column, int row, String text) {
        return new SurfaceCell(column, row, text.strip(), null, BASE_1900);
    }

    static SurfaceCell ofNumber(int column, int row, BigDecimal number, boolean percent, LocalDate base) {
        BigDecimal shown = number.round(new MathContext(DIGITS_OF_EXCEL));
        return new SurfaceCell(column, row, "", percent ? shown.movePointRight(2) : shown, base);
    }

    /** The row's cell of this column, or a blank one. */
    static SurfaceCell at(List<SurfaceCell> row, int column, int number) {
        return row.stream()
                .filter(cell -> cell.column() == column)
                .findFirst()
                .orElseGet(() -> ofText(column, number, ""));
    }

    boolean isBlank() {
        return number == null && text.isEmpty();
    }

    /** Blank, a dash, or zero: what the filling rows hold. */
    boolean isNothing() {
        if (number != null) {
            return number.signum() == 0;
        }
        return text.isEmpty() || text.matches("[-\u2013]|0+(?:[.,]0+)?\\s?%?");
    }

    /** A number where a call delta may stand. */
    boolean isDelta() {
        try {
            return figure("delta").signum() > 0 && figure("delta").compareTo(BigDecimal.valueOf(100)) < 0;
        } catch (UnreadableFieldException e) {
            return false;
        }
    }

    /** The call delta as written; a fraction stays one. */
    BigDecimal delta() {
        return figure("delta");
    }

    /** Percent a year. */
    double volatility() {
        if (isBlank()) {
            throw new UnreadableFieldException(Reason.MISSING_FIELD, where() + ": expected a volatility, saw none");
        }
        BigDecimal volatility = figure("volatility");
        if (volatility.signum() <= 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, where() + ": expected a volatility above zero, saw " + this);
        }
        return volatility.doubleValue();
    }

    /** The date, or null if the cell is none within 2000 to 2079. */
    @Nullable
    LocalDate date() {
        LocalDate date = number != null ? ofSerial(number) : ofText();
        return date != null && date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR ? date : null;
    }

    /** The month of a cell that says {@code nov-25} or {@code X25} where a date should be. */
    ContractMonth contractMonth() {
        try {
            return text.length() == 3 ? ContractMonth.parse(text) : ContractMonth.parseLabel(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFieldException(
                    isNothing() ? Reason.MISSING_FIELD : Reason.UNREADABLE_FIELD,
                    where() + ": expected an expiry, saw " + this);
        }
    }

    /** {@code B7}. */
    String where() {
        String letters = "";
        for (int left = column; left >= 0; left = left / 26 - 1) {
            letters = (char) ('A' + left % 26) + letters;
        }
        return letters + row;
    }

    @Override
    public String toString() {
        return number != null ? number.toPlainString() : "\"" + text + "\"";
    }

    private BigDecimal figure(String what) {
        if (number != null) {
            return BrazilianFormat.exact(where(), number);
        }
        String digits = text.replaceFirst("(?i)^delta\\s*", "").replaceFirst("\\s*%$", "");
        String column = where() + " " + what;
        return digits.contains(",")
                ? BrazilianFormat.decimalComma(column, digits)
                : BrazilianFormat.decimalPoint(column, digits);
    }

    private @Nullable LocalDate ofSerial(BigDecimal serial) {
        boolean inRange = serial.signum() > 0 && serial.compareTo(BigDecimal.valueOf(MAX_SERIAL)) < 0;
        return inRange ? base.plusDays(serial.intValue()) : null;
    }

    private @Nullable LocalDate ofText() {
        try {
            if (text.length() >= 10 && text.charAt(4) == '-') {
                return LocalDate.parse(text.substring(0, 10));
            }
            return BrazilianFormat.date(where(), text);
        } catch (UnreadableFieldException | DateTimeParseException e) {
            return null;
        }
    }
}
