package b3.sink.questdb;

import b3.schema.document.Reason;

/** A record cannot be a row, whatever the state of the database: only its own data can change that. */
public final class RefusedRowException extends RuntimeException {

    private final Reason reason;

    /** @param detail what was seen, what was expected and where */
    public RefusedRowException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** Why, as a countable label. */
    public Reason reason() {
        return reason;
    }
}
