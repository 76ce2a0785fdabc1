package b3.schema.jobs;

import static b3.schema.columns.Code.FEED;
import static b3.schema.columns.Code.PRODUCT;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one collector to get one session's document.
 */
public record Job(
        @Column(value = "Name of the feed", key = true, distinct = 256, code = FEED)
        String feed,

        @Column(
                value = "The document among those that the feed has for the session, such as DOL",
                orNull = "for a feed that has one document a session",
                key = true,
                distinct = 256,
                code = PRODUCT)
        @Nullable
        String part,

        @Column(value = "The session asked for", key = true) LocalDate session,

        @Column(value = "When the attempt began, UTC", key = true, name = "ts")
        Instant startedAt,

        @Column("Outcome of the attempt") Outcome outcome,

        @Column(value = "Status of the source's last answer", orNull = "when there was none") @Nullable
        Integer httpStatus,

        @Column(value = "Size of the document as served", unit = "bytes", orNull = "when there was none") @Nullable
        Long bytes,

        @Column(value = "Identity of the document, lower-case hexadecimal", orNull = "when there was none") @Nullable
        String sha256,

        @Column(value = "How long the attempt took", unit = "milliseconds")
        long durationMillis,

        @Column("1 for the first attempt at this session since the collector started")
        int attempt,

        @Column(value = "When the collector tries again, UTC", orNull = "when it does not") @Nullable
        Instant nextAttemptAt,

        @Column(value = "What was seen and expected, in one line for a person", orNull = "when there is nothing to say")
        @Nullable
        String detail,

        Provenance provenance)
        implements MarketRecord {

    /** What came of an attempt. */
    public enum Outcome {
        /** New bytes, published. */
        FETCHED,
        /** The bytes published before, byte for byte; nothing published. */
        UNCHANGED,
        /** The source has nothing for this session (yet): holiday, too early, empty zip. */
        NOT_PUBLISHED,
        /** The source refuses us: 401, 403, 429, a challenge page. */
        BLOCKED,
        /** The source or the network is in trouble: time-out, 5xx, reset. */
        FAILED,
        /** Bytes came, but they are not the document: too large, truncated, another kind. */
        REJECTED
    }

    /** The session stands before the document: whoever looks for a session's attempts need not know a feed's documents. */
    @Override
    public String businessKey() {
        return feed + "|" + session + "|" + (part == null ? "" : part + "|") + startedAt;
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return startedAt;
    }
}
