package b3.stream.normalize.revisions;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one source said about one business key in one document.
 *
 * @param source name of the feed
 * @param preliminary whether its document is one that a final one follows
 * @param knownAt since when the document is known
 * @param document identity of the document: the first 32 hexadecimal digits of its SHA-256
 * @param reader version of the normalizer that read it
 * @param content fingerprint of what it says, without its provenance: two statements that say the same share it. Null: it
 *     says that the key is no longer there. {@link #RETRACTED}: a newer reader found that the document does not speak of
 *     the key
 */
record Statement(
        String source,
        boolean preliminary,
        Instant knownAt,
        String document,
        int reader,
        @Nullable String content) {

    /**
     * {@link #content} of a retracted statement; it is remembered, so that an older reader does not bring the statement
     * back.
     */
    static final String RETRACTED = "";

    /**
     * The order of the statements of one source: preliminary before final, then by the time of knowledge. Of two
     * documents known at the same instant the one with the greater identity is the later; this choice is arbitrary, but
     * it does not depend on the order of arrival.
     */
    static final Comparator<Statement> ORDER = Comparator.comparing((Statement statement) -> !statement.preliminary())
            .thenComparing(Statement::knownAt)
            .thenComparing(Statement::document);

    /** Whether both are the same document at the same time of knowledge, perhaps read by different readers. */
    boolean isReadingOf(Statement other) {
        return source.equals(other.source) && document.equals(other.document) && knownAt.equals(other.knownAt);
    }

    boolean isOf(Statement other) {
        return source.equals(other.source);
    }

    /** Whether a newer reader of its document has retracted it. */
    boolean isRetracted() {
        return RETRACTED.equals(content);
    }

    Statement retracted(int by) {
        return new Statement(source, preliminary, knownAt, document, by, RETRACTED);
    }

    /** Whether it withdraws the key. */
    boolean withdraws() {
        return content == null;
    }
}
