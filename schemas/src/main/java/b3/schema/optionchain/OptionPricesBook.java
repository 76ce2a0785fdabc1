package b3.schema.optionchain;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Code;
import b3.schema.columns.Column;
import b3.schema.columns.Nested;
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
 */
public record OptionPricesBook(
        @Column(
                value =
                        "What the options are on, such as DOL, IBOV or PETR4; only the root, such as PETR, where the source names no more: join by ticker",
                key = true,
                distinct = 4096,
                code = Code.UNDERLYING)
        String underlying,

        @Column(value = "The session", key = true) LocalDate session,

        @Column(
                value = "Moment of a quote within the session, UTC",
                orNull = "for the session's own prices",
                key = true,
                name = "quoted_at",
                field = "quotedAt")
        @Nullable
        Instant at,

        @Nested("One per series that has any price, by ticker")
        List<Price> prices,

        Provenance provenance)
        implements MarketRecord {

    /**
     * What is known of one series' price, in the underlying's quotation; null where the source gives none.
     */
    public record Price(
            @Column(
                    value = "The exchange's code of the series; recycled over the years",
                    key = true,
                    distinct = 524288,
                    code = Code.TICKER)
            String ticker,

            @Column(
                    value = "Settlement premium",
                    unit = "in the underlying's quotation",
                    orNull = "when the source gives none")
            @Nullable
            Double settlement,

            @Column(
                    value = "The exchange's reference premium, for series that did not trade too",
                    unit = "in the underlying's quotation",
                    orNull = "when the source gives none")
            @Nullable
            Double reference,

            @Column(value = "Last trade", unit = "in the underlying's quotation", orNull = "when the source gives none")
            @Nullable
            Double last,

            @Column(value = "Best bid", unit = "in the underlying's quotation", orNull = "when the source gives none")
            @Nullable
            Double bid,

            @Column(value = "Best ask", unit = "in the underlying's quotation", orNull = "when the source gives none")
            @Nullable
            Double ask,

            @Column(
                    value = "Published implied volatility: 0.155 is 15.5 % a year",
                    unit = "decimal",
                    orNull = "when the source gives none")
            @Nullable
            Double impliedVolatility) {}

    public OptionPricesBook {
        prices = List.copyOf(prices);
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
}
