package b3.sink.questdb;

/**
 * QuestDB, or a part of its set-up, does not let rows in at present: nobody's data is at fault, nothing is dead-lettered,
 * the same rows are tried again later.
 */
public final class OutageException extends RuntimeException {

    /** @param message what was tried and what came of it */
    public OutageException(String message) {
        super(message);
    }

    /** @param message what was tried and what came of it */
    public OutageException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
