package b3.collector;

/** The document is larger than the raw topics carry; the message says by what measure. */
public final class DocumentTooLargeException extends RuntimeException {

    DocumentTooLargeException(String message) {
        super(message);
    }
}
