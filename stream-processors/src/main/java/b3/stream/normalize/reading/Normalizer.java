package b3.stream.normalize.reading;

import b3.schema.document.RawScrape;

/**
 * Reads documents of one format. Its class Javadoc is the specification of the format.
 *
 * <p>Called on the stream thread, once per document. It is a pure function: no clock, no network, no state, the same
 * records in the same order for the same bytes.
 */
@FunctionalInterface
public interface Normalizer {

    /**
     * Everything that the document says, read in one pass. A bad row becomes a {@link b3.schema.document.Rejection} and the rest
     * goes on; a figure is never guessed.
     *
     * @throws UnreadableDocumentException if the document as a whole cannot be taken
     */
    Normalized normalize(RawScrape document);
}
