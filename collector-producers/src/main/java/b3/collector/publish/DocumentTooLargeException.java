package b3.collector.publish;

/** A document is larger than the raw topics carry. The message names the limit and the size. */
public final class DocumentTooLargeException extends RuntimeException {

    /** An exception with this message. */
    public DocumentTooLargeException(String message) {
        super(message);
    }
}
