package b3.collector.publish;

/** The document is larger than the raw topics carry; the message says by what measure. */
public final class DocumentTooLargeException extends RuntimeException {

    public DocumentTooLargeException(String message) {
        super(message);
    }
}
