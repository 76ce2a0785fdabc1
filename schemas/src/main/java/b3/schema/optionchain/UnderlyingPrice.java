package b3.schema.optionchain;

import static b3.schema.columns.Code.TICKER;
import static b3.schema.columns.Code.UNDERLYING;
import static b3.schema.columns.Descriptions.NOT_QUOTED;
import static b3.schema.columns.Descriptions.QUOTED_AT;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Price of an instrument that options are written on or hedged with: the share, the index, or a future of it.
 */
public record UnderlyingPrice(
        @Column(
                value = "Underlying of options, such as DOL, IBOV or PETR4",
                key = true,
                distinct = 4096,
                code = UNDERLYING)
        String underlying,

        @Column(
                value = "The share, index or future that has the price, such as DOLH25",
                key = true,
                distinct = 16384,
                code = TICKER)
        String instrument,

        @Column(value = "The session", key = true) LocalDate session,

        @Column(value = "What price it is", key = true) Kind kind,

        @Column(value = QUOTED_AT, orNull = NOT_QUOTED, key = true, name = "quoted_at", field = "quotedAt") @Nullable
        Instant at,

        @Column(value = "The price", unit = "in the instrument's quotation")
        double price,

        @Column(value = "Expiry date of a future", orNull = "for shares and indexes") @Nullable
        LocalDate expiry,

        Provenance provenance)
        implements MarketRecord {

    /** What price it is. */
    public enum Kind {
        /** Settlement price of a future. */
        SETTLEMENT,
        /** Closing price of a share or index. */
        CLOSE,
        /** Last trade, within a session. */
        LAST
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return at != null ? at : MarketRecord.super.ts();
    }

    @Override
    public Map<String, Double> figures() {
        return kind == Kind.LAST ? Map.of() : Map.of("price", price);
    }
}
