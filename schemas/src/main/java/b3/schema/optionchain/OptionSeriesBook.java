package b3.schema.optionchain;

import static b3.schema.columns.Code.DAY;
import static b3.schema.columns.Code.TICKER;
import static b3.schema.columns.Code.UNDERLYING;
import static b3.schema.columns.Descriptions.AS_UNDERLYING;
import static b3.schema.columns.Descriptions.BOOK_OF;
import static b3.schema.columns.Descriptions.NOT_GIVEN;
import static b3.schema.columns.Descriptions.SERIES;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import b3.schema.columns.Nested;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every option series on one underlying that is listed in one session, whole.
 */
public record OptionSeriesBook(
        @Column(value = BOOK_OF, key = true, distinct = 4096, code = UNDERLYING)
        String underlying,

        @Column(value = "The session", key = true) LocalDate session,

        @Nested("The series, by ticker") List<Series> series,
        Provenance provenance)
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
     */
    public record Series(
            @Column(value = SERIES, key = true, distinct = 524288, code = TICKER)
            String ticker,

            @Column(value = "International number of the series", orNull = NOT_GIVEN) @Nullable
            String isin,

            @Column(value = "Call or put", name = "option_type")
            Type type,

            @Column(
                    value = "When the holder may exercise",
                    orNull =
                            "when the source does not say: most calls are American and most puts European, but not all")
            @Nullable
            Style style,

            @Column(value = "Current exercise price", unit = AS_UNDERLYING)
            double strike,

            @Column(value = "Expiry date", code = DAY) LocalDate expiry,

            @Column(
                    value =
                            "What one option is worth for 1.00 of price and unit of open interest: 50 for DOL, 1 for shares, 0.01 for options on the Ibovespa since the exchange counts them in hundredths",
                    unit = "BRL",
                    orNull = "when neither the source nor the contract's specification says")
            @Nullable
            Double multiplier) {}

    public OptionSeriesBook {
        series = List.copyOf(series);
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
}
