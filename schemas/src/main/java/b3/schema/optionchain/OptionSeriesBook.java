package b3.schema.optionchain;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every option series on one underlying that is listed in one session, whole.
 *
 * @param underlying {@code DOL}, {@code IBOV}, {@code PETR4}; only the root where the source names no more than that
 * @param session the session
 * @param series the series, by ticker
 * @param provenance source and time of knowledge
 */
public record OptionSeriesBook(String underlying, LocalDate session, List<Series> series, Provenance provenance)
        implements MarketRecord {

    /** Call or put. */
    public enum Type {
        CALL,
        PUT
    }

    /** When the holder may exercise. */
    public enum Style {
        AMERICAN,
        EUROPEAN
    }

    /**
     * One series.
     *
     * @param ticker the exchange's code, {@code PETRA281}, {@code DOLH25C005900}; recycled over the years
     * @param isin null when the source gives none
     * @param type call or put
     * @param style exercise style; null when the source does not say: most calls are American and most puts European,
     *     but not all
     * @param strike current exercise price, in the underlying's quotation: from the instrument file, not the ticker
     * @param expiry expiry date
     * @param multiplier BRL per 1.00 of price and unit of open interest: 50 for DOL, 1 for shares; 0.01 for options on
     *     the Ibovespa since the exchange counts them in hundredths (see the quotation factor of the source); null when
     *     neither the source nor the contract's specification is known to say
     */
    public record Series(
            String ticker,
            @Nullable String isin,
            Type type,
            @Nullable Style style,
            double strike,
            LocalDate expiry,
            @Nullable Double multiplier) {}

    public OptionSeriesBook {
        series = List.copyOf(series);
    }

    @Override
    public String businessKey() {
        return underlying + "|" + session;
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        for (Series one : series) {
            figures.put(one.ticker() + " strike", one.strike());
            figures.put(one.ticker() + " multiplier", one.multiplier());
            figures.put(one.ticker() + " expiry", (double) one.expiry().toEpochDay());
        }
        return MarketRecord.given(figures);
    }

    @Override
    public int rows() {
        return series.size();
    }
}
