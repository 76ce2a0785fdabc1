package b3.schema.jobs;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one collector to get one session's document.
 *
 * @param feed name of the feed
 * @param part which of the feed's documents of the session, {@code DOL}; null for a feed with one a session
 * @param session the session asked for
 * @param startedAt when the attempt began, UTC
 * @param outcome what came of it
 * @param httpStatus status of the last answer; null when there was none
 * @param bytes size of the document as served; null when there was none
 * @param sha256 identity of the document, lower-case hexadecimal; null when there was none
 * @param durationMillis how long the attempt took
 * @param attempt 1 for the first attempt at this session, counted since the program started
 * @param nextAttemptAt when the collector tries again, UTC; null when it does not
 * @param detail one line for a person: what was seen and expected; null when there is nothing to say
 * @param provenance the feed itself, when the attempt ended, and the document
 */
public record Job(
        String feed,
        @Nullable String part,
        LocalDate session,
        Instant startedAt,
        Outcome outcome,
        @Nullable Integer httpStatus,
        @Nullable Long bytes,
        @Nullable String sha256,
        long durationMillis,
        int attempt,
        @Nullable Instant nextAttemptAt,
        @Nullable String detail,
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
