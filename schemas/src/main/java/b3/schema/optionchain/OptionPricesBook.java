package b3.schema.optionchain;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prices of every option series on one underlying, whole: of a session's end, or of one moment within it.
 *
 * @param underlying {@code DOL}, {@code IBOV}, {@code PETR4}; only the root {@code PETR} where the source names no more
 *     than that: join by ticker
 * @param session the session
 * @param at the moment, UTC, of a quote within the session; null for the session's own prices
 * @param prices one per series that has any price, by ticker
 * @param provenance source and time of knowledge
 */
public record OptionPricesBook(
        String underlying, LocalDate session, @Nullable Instant at, List<Price> prices, Provenance provenance)
        implements MarketRecord {

    /**
     * What is known of one series' price, in the underlying's quotation; null where the source gives none.
     *
     * @param ticker the exchange's code
     * @param settlement settlement premium
     * @param reference the exchange's reference premium, for series that did not trade too
     * @param last last trade
     * @param bid best bid
     * @param ask best ask
     * @param impliedVolatility published implied volatility, decimal: 0.155 = 15.5 % a year
     */
    public record Price(
            String ticker,
            @Nullable Double settlement,
            @Nullable Double reference,
            @Nullable Double last,
            @Nullable Double bid,
            @Nullable Double ask,
            @Nullable Double impliedVolatility) {}

    public OptionPricesBook {
        prices = List.copyOf(prices);
    }

    @Override
    public String businessKey() {
        return underlying + "|" + session + "|" + ts();
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return at != null ? at : session.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        for (Price price : prices) {
            figures.put(price.ticker() + " settlement", price.settlement());
            figures.put(price.ticker() + " reference", price.reference());
            figures.put(price.ticker() + " last", price.last());
            figures.put(price.ticker() + " impliedVolatility", price.impliedVolatility());
        }
        return MarketRecord.given(figures);
    }

    @Override
    public int rows() {
        return prices.size();
    }
}
