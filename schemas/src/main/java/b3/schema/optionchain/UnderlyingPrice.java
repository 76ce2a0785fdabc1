package b3.schema.optionchain;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Price of an instrument that options are written on or hedged with: the share, the index, or a future of it.
 *
 * @param underlying what the options are on: {@code DOL}, {@code IBOV}, {@code PETR4}
 * @param instrument what is priced: {@code DOLH25}, {@code IBOV}, {@code PETR4}
 * @param session the session
 * @param kind what price it is
 * @param at the moment, UTC, of a {@code LAST} price within the session; null for the session's own prices
 * @param price in the instrument's quotation
 * @param expiry expiry date of a future; null for shares and indexes
 * @param provenance source and time of knowledge
 */
public record UnderlyingPrice(
        String underlying,
        String instrument,
        LocalDate session,
        Kind kind,
        @Nullable Instant at,
        double price,
        @Nullable LocalDate expiry,
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
    public String businessKey() {
        return underlying + "|" + instrument + "|" + session + "|" + kind + "|" + ts();
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return at != null ? at : session.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public Map<String, Double> figures() {
        return kind == Kind.LAST ? Map.of() : Map.of("price", price);
    }
}
