package b3.stream.normalize;

import b3.schema.Dataset;
import b3.schema.Feeds;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one source said about one business key at one time.
 *
 * @param source name of the feed
 * @param ts the exchange's own time of what is said: the moment of a quote, the session's midnight UTC of all else
 * @param knownAt since when it is known
 * @param preliminary whether its document is one that a final one follows
 * @param document SHA-256 of the raw document
 * @param fingerprint SHA-256 of the record without its provenance: two revisions that say the same share it
 * @param message the record as published; null for a revision that a later one of its source has replaced
 */
record Revision(
        String source,
        Instant ts,
        Instant knownAt,
        Boolean preliminary,
        String document,
        String fingerprint,
        @Nullable Message message) {

    Revision {
        // a store of before these components existed
        preliminary = Objects.requireNonNullElse(preliminary, false);
        ts = Objects.requireNonNullElse(ts, Instant.EPOCH);
    }

    /**
     * What was known last comes last; of quotes within a session the latest quote, whenever it became known; and behind
     * everything preliminary what is final.
     */
    static final Comparator<Revision> BY_TIME = Comparator.comparing((Revision revision) -> !revision.preliminary())
            .thenComparing(Revision::ts)
            .thenComparing(Revision::knownAt);

    /** The dataset's most trusted source first. */
    static Comparator<Revision> byRank(Dataset<?> dataset) {
        return Comparator.comparingInt((Revision revision) -> Feeds.rank(dataset, revision.source()))
                .thenComparing(Revision::source);
    }

    Revision withoutMessage() {
        return new Revision(source, ts, knownAt, preliminary, document, fingerprint, null);
    }

    boolean isAfter(Revision other) {
        return BY_TIME.compare(this, other) > 0;
    }

    /** Whether this is preliminary and became known when the final one was already known: too late to tell anything. */
    boolean isOvertakenBy(Revision last) {
        return preliminary && !last.preliminary && !knownAt.isBefore(last.knownAt);
    }

    boolean isOf(Revision other) {
        return source.equals(other.source);
    }
}
