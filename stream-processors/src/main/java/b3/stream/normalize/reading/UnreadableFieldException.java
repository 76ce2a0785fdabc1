package b3.stream.normalize.reading;

import b3.schema.document.Reason;

/** One field of one row cannot be read; the row becomes a {@link b3.schema.document.Rejection} and the rest goes on. */
public final class UnreadableFieldException extends RuntimeException {

    private final Reason reason;
    private final String detail;

    /** @param detail the column, what was expected and what was seen */
    public UnreadableFieldException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
        this.detail = detail;
    }

    /** Why, as a countable label. */
    public Reason reason() {
        return reason;
    }

    /** The column, what was expected and what was seen. */
    public String detail() {
        return detail;
    }
}
