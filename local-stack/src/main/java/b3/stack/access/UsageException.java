package b3.stack.access;

/** The command cannot start as it was asked for. The message is the one line that the user sees; the exit code is 2. */
public final class UsageException extends RuntimeException {

    /** An exception with this line for the user. */
    public UsageException(String message) {
        super(message);
    }
}
