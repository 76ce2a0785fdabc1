package b3.schema.snapshots;

import static b3.schema.columns.Code.COMMODITY_OR_INDICATOR;
import static b3.schema.columns.Descriptions.AS_UNIT;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The latest figure of one instrument, what the old system called <i>último dado</i>: the settlement of a future's front
 * contract, or a financial indicator.
 */
public record Snapshot(
        @Column("Whether the instrument is a future or an indicator")
        Kind kind,

        @Column(
                value = "Commodity code of a future, such as DOL; identifier of an indicator, such as taxa_selic",
                key = true,
                distinct = 256,
                code = COMMODITY_OR_INDICATOR)
        String instrument,

        @Column(value = "The source's own label of an indicator", orNull = "for a future", distinct = 256) @Nullable
        String name,

        @Column(
                value = "Month code of a future's front contract, such as H25",
                orNull = "for an indicator",
                distinct = 1024)
        @Nullable
        String contractMonth,

        @Column(value = "Day on which the front contract expires", orNull = "for an indicator") @Nullable
        LocalDate expiry,

        @Column(value = "The session that the price settles; reference date of an indicator", key = true)
        LocalDate session,

        @Column(value = "Settlement price of a future, figure of an indicator", unit = AS_UNIT)
        double value,

        @Column(
                value = "Previous settlement price of a future",
                unit = AS_UNIT,
                orNull = "when there is none and for an indicator",
                field = "priceSettlementPrev")
        @Nullable
        Double previous,

        @Column(value = "The figure as the source of the indicator printed it", orNull = "for a future") @Nullable
        String displayValue,

        @Column(value = "What the figure counts: PU, POINTS, PERCENT_A_YEAR, BRL_PER_USD and so on", distinct = 16)
        String unit,

        @Column(
                value = "Of a future: `ajustado` or `preliminar`",
                orNull = "for an indicator",
                oneOf = "ajustado preliminar")
        @Nullable
        String status,

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
}
