package b3.stack;

/** The command cannot start as it was asked for; its message is the one line the user sees, and the exit code is 2. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
