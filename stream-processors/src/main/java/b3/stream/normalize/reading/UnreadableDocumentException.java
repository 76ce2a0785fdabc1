package b3.stream.normalize.reading;

import b3.schema.document.Reason;

/** The document is refused as a whole: none of its records is published, and its bytes go to the dead letters. */
public final class UnreadableDocumentException extends RuntimeException {

    private final Reason reason;

    /** @param detail what was seen, what was expected and where */
    public UnreadableDocumentException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** Why, as a countable label. */
    public Reason reason() {
        return reason;
    }
}
