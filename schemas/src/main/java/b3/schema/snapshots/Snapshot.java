package b3.schema.snapshots;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The latest figure of one instrument, what the old system called <i>último dado</i>: the settlement of a future's front
 * contract, or a financial indicator.
 *
 * @param kind what the instrument is
 * @param instrument commodity code of a future, {@code DI1}; identifier of an indicator, {@code taxa_selic}
 * @param name the source's own label of an indicator; null for a future
 * @param contractMonth month code of the front contract, {@code X25}; null for an indicator
 * @param expiry day on which the front contract expires; null for an indicator
 * @param session the session that the price settles; reference date of an indicator
 * @param value settlement price of a future, figure of an indicator; in {@code unit}
 * @param previous previous settlement price of a future, in {@code unit}; null when the adjustment has none and for an
 *     indicator
 * @param displayValue figure of an indicator as its source printed it; null for a future
 * @param unit what the figure counts, in the words of the adjustment (PU, POINTS, RATE) or of the indicator
 *     (PERCENT_A_YEAR, BRL_PER_USD …)
 * @param status status of the adjustment; null for an indicator
 * @param provenance of the adjustment or of the indicator
 */
public record Snapshot(
        Kind kind,
        String instrument,
        @Nullable String name,
        @Nullable String contractMonth,
        @Nullable LocalDate expiry,
        LocalDate session,
        double value,
        @Nullable Double previous,
        @Nullable String displayValue,
        String unit,
        @Nullable String status,
        Provenance provenance)
        implements MarketRecord {

    /** What an instrument is. */
    public enum Kind {
        /** A future, by its front contract. */
        FUTURE,
        /** A financial indicator. */
        INDICATOR
    }

    public Snapshot {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(instrument + " " + session + ": expected a number, saw " + value);
        }
    }

    @Override
    public String businessKey() {
        return instrument + "|" + session;
    }
}
