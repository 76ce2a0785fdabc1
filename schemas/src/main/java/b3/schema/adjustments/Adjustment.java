package b3.schema.adjustments;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settlement price of one futures contract in one session (B3: <i>preço de ajuste</i>).
 *
 * @param instrument commodity code of the contract, {@code DI1}, {@code DOL}
 * @param contractMonth month letter and two-digit year, {@code F27}
 * @param session the session that the price settles
 * @param priceSettlement settlement price, in {@code unit}
 * @param pricePrev previous session's settlement price as this document gives it (for contracts quoted by rate: carried
 *     forward with the day's interest), in {@code unit}; null when not given
 * @param change settlement minus previous, in {@code unit}; null when there is no previous price
 * @param valuePerContract what one contract pays for the change, BRL, without sign; null when the source does not say
 * @param unit what the price counts
 * @param rate settlement rate, percent a year, of contracts quoted by rate; null for others
 * @param ratePrev previous settlement rate, percent a year; null when not given
 * @param openInterest open contracts at the end of the session; null when not given
 * @param status {@code ajustado}: a published settlement price; {@code preliminar}: from a partial file
 * @param provenance source and time of knowledge
 */
public record Adjustment(
        String instrument,
        String contractMonth,
        LocalDate session,
        double priceSettlement,
        @Nullable Double pricePrev,
        @Nullable Double change,
        @Nullable Double valuePerContract,
        Unit unit,
        @Nullable Double rate,
        @Nullable Double ratePrev,
        @Nullable Long openInterest,
        String status,
        Provenance provenance)
        implements MarketRecord {

    /** What a settlement price counts. */
    public enum Unit {
        /** Points of the contract's own quotation (DOL: BRL per USD 1,000; IND: index points). */
        POINTS,
        /** Unit price: present value of a notional of 100,000 points (DI1, DDI, DAP). */
        PU,
        /** Percent a year. */
        RATE
    }

    @Override
    public String businessKey() {
        return instrument + "|" + contractMonth + "|" + session;
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("priceSettlement", priceSettlement);
        if (pricePrev != null) {
            figures.put("pricePrev", pricePrev);
        }
        return figures;
    }
}
