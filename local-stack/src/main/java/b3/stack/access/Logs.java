package b3.stack.access;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where this process logs; the console belongs to the person. */
public final class Logs {

    private Logs() {}

    /** Sends every log line to this file; must be called before anything logs. */
    public static void to(Path file) {
        System.setProperty("b3.log", file.toAbsolutePath().toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
