package b3.stream.normalize.dxy;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The index at one moment.
 *
 * @param at the bar's stamp, its start; the close of the day for the bar of a whole day
 * @param day the day of the index, which ends with its close at 17:00 in New York
 * @param level the bar's close
 */
record DxyBar(Instant at, LocalDate day, BigDecimal level) {

    /** Where the index's day ends. */
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final LocalTime CLOSE = LocalTime.of(17, 0);
    private static final LocalTime NEAR_CLOSE = LocalTime.of(16, 0);
    private static final Duration CLOSE_TO_MIDNIGHT = Duration.ofHours(7);

    private static final int DIGITS_OF_FLOAT = 9;
    private static final int DIGITS_OF_DOUBLE = 17;
    private static final int STEPS_OF_NOISE = 4;

    /** The index has never been lower than 70 nor, since 2000, higher than 121: 164 in 1985 is its record. */
    private static final BigDecimal LEAST = new BigDecimal(60);

    private static final BigDecimal MOST = new BigDecimal(180);

    /** A bar within a day. */
    static DxyBar within(Instant at, BigDecimal level) {
        return new DxyBar(at, day(at), level);
    }

    /** The bar of a whole day, whose close is taken at 17:00 in New York. */
    static DxyBar ofDay(LocalDate day, BigDecimal level) {
        return new DxyBar(day.atTime(CLOSE).atZone(NEW_YORK).toInstant(), day, level);
    }

    /** The day of the index that a bar with this stamp belongs to: the one whose close in New York is next. */
    static LocalDate day(Instant at) {
        return at.atZone(NEW_YORK)
                .toLocalDateTime()
                .atOffset(ZoneOffset.UTC)
                .plus(CLOSE_TO_MIDNIGHT)
                .toLocalDate();
    }

    /** Whether no more than an hour of its day is left. */
    boolean isNearClose() {
        ZonedDateTime newYork = at.atZone(NEW_YORK);
        return newYork.toLocalDate().equals(day) && !newYork.toLocalTime().isBefore(NEAR_CLOSE);
    }

    /**
     * The fault of the last bar of a document of days: it is left out because the document may have been made within
     * that day.
     */
    static UnreadableFieldException inPart(LocalDate day) {
        return new UnreadableFieldException(
                Reason.MISSING_FIELD, "close: " + day + " is the last day of the document and may be there in part");
    }

    /**
     * A level as the source gives it. The source keeps 32-bit floats and prints them as 64-bit ones: 101.12 comes as
     * {@code 101.12000274658203}, 99.954 as {@code 99.9540023803711}, and whoever computed with them may have left noise in
     * the last digits, {@code 97.87000274658205}. A figure with more digits than a float keeps that is such a float, as near as
     * a double tells, is the shortest decimal that rounds to the same float; one that is a decimal of so many digits, as near
     * as a double tells, is that decimal. Any other figure is taken as printed, and refused beyond 15 digits.
     */
    static BigDecimal level(String column, BigDecimal figure) {
        if (figure.compareTo(LEAST) < 0 || figure.compareTo(MOST) > 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    column + ": expected a level from " + LEAST + " to " + MOST + ", saw " + figure);
        }
        if (figure.precision() <= DIGITS_OF_FLOAT || figure.precision() > DIGITS_OF_DOUBLE) {
            return BrazilianFormat.exact(column, figure);
        }
        float single = figure.floatValue();
        if (isNear(figure, single)) {
            return shortest(figure, single);
        }
        BigDecimal rounded = figure.round(new MathContext(DIGITS_OF_FLOAT));
        return isNear(figure, rounded.doubleValue()) ? rounded : BrazilianFormat.exact(column, figure);
    }

    private static boolean isNear(BigDecimal figure, double meant) {
        return Math.abs(figure.doubleValue() - meant) <= STEPS_OF_NOISE * Math.ulp(meant);
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
