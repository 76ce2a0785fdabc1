package b3.sink;

/** QuestDB refuses a request for the data in it; none of its rows was taken. */
final class RefusedByDatabaseException extends RuntimeException {

    RefusedByDatabaseException(String message) {
        super(message);
    }
}
