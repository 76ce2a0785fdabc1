package b3.stack;

import b3.stack.access.UsageException;
import b3.stack.gamma.GammaCommand;
import b3.stack.imports.ImportCommand;
import b3.stack.up.UpCommand;
import b3.stack.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The list of the commands that the launcher script {@code b3} offers; the script also holds their help texts.
 *
 * <p>Exit codes: 0 the command is done, 1 the command ran and found something wrong, 2 the usage is wrong or the command
 * cannot start.
 */
@Command(
        name = "b3",
        subcommands = {UpCommand.class, ImportCommand.class, VerifyCommand.class, GammaCommand.class})
public final class B3 {

    private B3() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Returns the commands, ready to be run. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new B3());
        commandLine.setParameterExceptionHandler((exception, ignored) -> {
            commandLine.getErr().println("b3: " + exception.getMessage() + " (see ./b3 --help)");
            return 2;
        });
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof UsageException) {
                commandLine.getErr().println("b3: " + exception.getMessage());
                return 2;
            }
            throw exception;
        });
        return commandLine;
    }
}
