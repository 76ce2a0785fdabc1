package b3.stream.normalize;

import b3.schema.Feeds;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one source said about one business key at one time.
 *
 * @param source name of the feed
 * @param knownAt since when it is known
 * @param document SHA-256 of the raw document
 * @param fingerprint SHA-256 of the record without its provenance: two revisions that say the same share it
 * @param message the record as published; null for a revision that a later one of its source has replaced
 */
record Revision(
        String source,
        Instant knownAt,
        String document,
        String fingerprint,
        @Nullable Message message) {

    /** The most trusted source first. */
    static final Comparator<Revision> BY_RANK = Comparator.comparingInt(
                    (Revision revision) -> Feeds.rank(revision.source()))
            .thenComparing(Revision::source);

    /** What was known last comes last. */
    static final Comparator<Revision> BY_TIME = Comparator.comparing(Revision::knownAt);

    Revision withoutMessage() {
        return new Revision(source, knownAt, document, fingerprint, null);
    }

    boolean isOf(Revision other) {
        return source.equals(other.source);
    }
}
