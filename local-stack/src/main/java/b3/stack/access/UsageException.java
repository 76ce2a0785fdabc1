package b3.stack.access;

/** The command cannot start as it was asked for; its message is the one line the user sees, and the exit code is 2. */
public final class UsageException extends RuntimeException {

    public UsageException(String message) {
        super(message);
    }
}
