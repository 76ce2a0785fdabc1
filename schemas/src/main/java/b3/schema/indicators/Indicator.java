package b3.schema.indicators;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One financial indicator on its reference date.
 *
 * @param indicator stable identifier in lower snake case, {@code taxa_selic}; survives the source's renamings
 * @param name the source's own label, {@code TAXA SELIC}
 * @param session reference date of the figure; domestic rates lag one session
 * @param value the figure, in {@code unit}
 * @param displayValue the figure as the source printed it
 * @param unit what the figure counts
 * @param group the source's group, {@code TAXAS DE CÂMBIO}; null when it has none
 * @param code the source's own number for the series; larger than 32 bits for some; null when it has none
 * @param provenance source and time of knowledge
 */
public record Indicator(
        String indicator,
        String name,
        LocalDate session,
        double value,
        String displayValue,
        Unit unit,
        @Nullable String group,
        @Nullable Long code,
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
    public String businessKey() {
        return indicator + "|" + session;
    }

    @Override
    public Map<String, Double> figures() {
        return Map.of("value", value);
    }
}
