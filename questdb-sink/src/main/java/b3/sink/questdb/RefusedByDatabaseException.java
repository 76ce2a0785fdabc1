package b3.sink.questdb;

/** QuestDB refuses a request for the data in it; none of its rows was taken. */
public final class RefusedByDatabaseException extends RuntimeException {

    public RefusedByDatabaseException(String message) {
        super(message);
    }
}
