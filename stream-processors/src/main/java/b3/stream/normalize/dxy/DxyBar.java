package b3.stream.normalize.dxy;

import b3.schema.Reason;
import b3.stream.normalize.BrazilianFormat;
import b3.stream.normalize.UnreadableFieldException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The index at one moment.
 *
 * @param at the bar's stamp, its start; the close of the day for the bar of a whole day
 * @param level the bar's close
 */
record DxyBar(Instant at, BigDecimal level) {

    /** Where the index's day ends. */
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final LocalTime CLOSE = LocalTime.of(17, 0);

    private static final int DIGITS_OF_FLOAT = 9;
    private static final int DIGITS_OF_DOUBLE = 17;

    /** The bar of a whole day, whose close is taken at 17:00 in New York. */
    static DxyBar ofDay(LocalDate day, BigDecimal level) {
        return new DxyBar(day.atTime(CLOSE).atZone(NEW_YORK).toInstant(), level);
    }

    /** What to say of the last bar of a document of days: a document that was made within the day looks the same. */
    static UnreadableFieldException inPart(LocalDate day) {
        return new UnreadableFieldException(
                Reason.MISSING_FIELD, "close: " + day + " is the last day of the document and may be there in part");
    }

    /**
     * A level as the source gives it. The source keeps 32-bit floats and prints them as 64-bit ones: 101.12 comes as
     * {@code 101.12000274658203} and 99.954 as {@code 99.9540023803711}. A figure with more digits than a float keeps that is
     * exactly such a float is the shortest decimal that rounds to the same float; any other figure is taken as printed, and
     * refused beyond 15 digits.
     */
    static BigDecimal level(String column, BigDecimal figure) {
        if (figure.signum() <= 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, column + ": expected a level above zero, saw " + figure);
        }
        float single = figure.floatValue();
        boolean widened = figure.precision() > DIGITS_OF_FLOAT
                && figure.precision() <= DIGITS_OF_DOUBLE
                && Float.isFinite(single)
                && Double.compare(single, figure.doubleValue()) == 0;
        return widened ? shortest(figure, single) : BrazilianFormat.exact(column, figure);
    }

    private static BigDecimal shortest(BigDecimal figure, float single) {
        for (int digits = 1; digits < DIGITS_OF_FLOAT; digits++) {
            BigDecimal rounded = figure.round(new MathContext(digits));
            if (Float.compare(rounded.floatValue(), single) == 0) {
                return rounded;
            }
        }
        return figure.round(new MathContext(DIGITS_OF_FLOAT));
    }
}
