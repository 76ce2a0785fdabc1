package b3.schema.indicators;

import static b3.schema.columns.Code.INDICATOR;
import static b3.schema.columns.Descriptions.AS_UNIT;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One financial indicator on its reference date.
 */
public record Indicator(
        @Column(
                value = "Stable identifier, such as `taxa_selic`; survives the source's renamings",
                key = true,
                distinct = 256,
                code = INDICATOR)
        String indicator,

        @Column(value = "The source's own label", distinct = 256)
        String name,

        @Column(value = "Reference date of the figure; domestic rates lag one session", key = true)
        LocalDate session,

        @Column(value = "The figure", unit = AS_UNIT) double value,

        @Column("The figure as the source printed it") String displayValue,

        @Column("What the figure counts") Unit unit,

        @Column(value = "The source's group", orNull = "when it has none", name = "indicator_group", distinct = 64)
        @Nullable
        String group,

        @Column(value = "The source's own number of the series", orNull = "when it has none") @Nullable
        Long code,

        Provenance provenance)
        implements MarketRecord {

    /** What an indicator counts. */
    public enum Unit {
        /** Percent a year. */
        PERCENT_A_YEAR,
        /** Percent a day. */
        PERCENT_A_DAY,
        /** BRL per USD. */
        BRL_PER_USD,
        /** BRL per USD 1,000: the spot-future roll. */
        BRL_PER_1000_USD,
        /** A source's figure whose unit is not known. */
        UNKNOWN
    }

    @Override
    public Map<String, Double> figures() {
        return Map.of("value", value);
    }
}
