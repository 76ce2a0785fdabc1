package b3.stream.normalize.indicators;

import b3.schema.document.Reason;
import b3.schema.indicators.Indicator.Unit;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;

/**
 * The currency of every amount here, BRL since 1 July 1994. Figures of before are in cruzeiros reais or older money, of
 * which 2,750 are one real, and no source says so.
 */
final class Real {

    /** First day of the currency. */
    static final LocalDate FIRST_DAY = LocalDate.of(1994, 7, 1);

    private Real() {}

    /**
     * Lets a figure pass unless it is an amount of older money.
     *
     * @param column where the day stands
     */
    static void check(String column, LocalDate day, Unit unit) {
        boolean isRate = unit == Unit.PERCENT_A_YEAR || unit == Unit.PERCENT_A_DAY;
        if (!isRate && day.isBefore(FIRST_DAY)) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    column + ": expected an amount in BRL of " + FIRST_DAY + " or later, saw one of " + day
                            + ", in older money");
        }
    }
}
