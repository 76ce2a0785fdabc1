package b3.schema.optionchain;

import static b3.schema.columns.Code.TICKER;
import static b3.schema.columns.Code.UNDERLYING;
import static b3.schema.columns.Descriptions.AS_UNDERLYING;
import static b3.schema.columns.Descriptions.BOOK_OF;
import static b3.schema.columns.Descriptions.NOT_GIVEN;
import static b3.schema.columns.Descriptions.NOT_QUOTED;
import static b3.schema.columns.Descriptions.QUOTED_AT;
import static b3.schema.columns.Descriptions.SERIES;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import b3.schema.columns.Nested;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prices of every option series on one underlying, whole: of a session's end, or of one moment within it.
 */
public record OptionPricesBook(
        @Column(value = BOOK_OF, key = true, distinct = 4096, code = UNDERLYING)
        String underlying,

        @Column(value = "The session", key = true) LocalDate session,

        @Column(value = QUOTED_AT, orNull = NOT_QUOTED, key = true, name = "quoted_at", field = "quotedAt") @Nullable
        Instant at,

        @Nested("One per series that has any price, by ticker")
        List<Price> prices,

        Provenance provenance)
        implements MarketRecord {

    /**
     * What is known of one series' price, in the underlying's quotation; null where the source gives none.
     */
    public record Price(
            @Column(value = SERIES, key = true, distinct = 524288, code = TICKER)
            String ticker,

            @Column(value = "Settlement premium", unit = AS_UNDERLYING, orNull = NOT_GIVEN) @Nullable
            Double settlement,

            @Column(
                    value = "Reference premium that the exchange gives even to series without a trade",
                    unit = AS_UNDERLYING,
                    orNull = NOT_GIVEN)
            @Nullable
            Double reference,

            @Column(value = "Price of the last trade", unit = AS_UNDERLYING, orNull = NOT_GIVEN) @Nullable
            Double last,

            @Column(value = "Best bid price", unit = AS_UNDERLYING, orNull = NOT_GIVEN) @Nullable
            Double bid,

            @Column(value = "Best ask price", unit = AS_UNDERLYING, orNull = NOT_GIVEN) @Nullable
            Double ask,

            @Column(
                    value = "Published implied volatility: 0.155 is 15.5 % a year",
                    unit = "decimal",
                    orNull = NOT_GIVEN)
            @Nullable
            Double impliedVolatility) {}

    public OptionPricesBook {
        prices = List.copyOf(prices);
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return at != null ? at : MarketRecord.super.ts();
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
}
