package b3.stream.normalize.reading;

import b3.schema.Feed;
import b3.schema.RawScrape;

/**
 * Reads the documents of one feed. Its class Javadoc is the specification of the format.
 *
 * <p>Called on the stream thread, once per document. It is a pure function: no clock, no network, no state, the same
 * records in the same order for the same bytes.
 */
public interface Normalizer {

    /** The feed whose documents this reads. */
    Feed feed();

    /**
     * Version of the reading. Raise it with every change after which the same bytes say something else: a document that is
     * read again by a newer version replaces what an older one said, and never the other way round.
     */
    default int version() {
        return 1;
    }

    /**
     * Everything that the document says, read in one pass. A bad row becomes a {@link b3.schema.Rejection} and the rest
     * goes on; a figure is never guessed.
     *
     * @throws UnreadableDocumentException if the document as a whole cannot be taken
     */
    Normalized normalize(RawScrape document);
}
