package b3.stream.normalize.dxy;

import b3.schema.Reason;
import b3.stream.normalize.BrazilianFormat;
import b3.stream.normalize.UnreadableFieldException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * The index at one moment.
 *
 * @param at the bar's stamp, its start
 * @param level the bar's close
 */
record DxyBar(Instant at, BigDecimal level) {

    private static final int DIGITS_OF_FLOAT = 9;
    private static final int DIGITS_OF_DOUBLE = 17;

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
