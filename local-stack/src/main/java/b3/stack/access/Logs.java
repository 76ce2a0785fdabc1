package b3.stack.access;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends the log of this process to a file, because the console shows only what a person asked for. */
public final class Logs {

    private Logs() {}

    /** Sends every log line to this file. It must be called before anything is logged. */
    public static void to(Path file) {
        System.setProperty("b3.log", file.toAbsolutePath().toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
