package b3.api.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the log says with a stack trace, or as an error, from here to its close. */
public final class LoggedFaults extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** Starts to listen. */
    public static LoggedFaults listen() {
        LoggedFaults faults = new LoggedFaults();
        faults.setContext(faults.root.getLoggerContext());
        faults.start();
        faults.root.addAppender(faults);
        return faults;
    }

    private LoggedFaults() {
        root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    }

    /** Each as its logger and message. */
    public List<String> faults() {
        return faults;
    }

    /** Every message, faults or not. */
    public List<String> messages() {
        return messages;
    }

    @Override
    protected void append(ILoggingEvent event) {
        messages.add(event.getFormattedMessage());
        if (event.getThrowableProxy() != null || event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            faults.add(event.getLoggerName() + ": " + event.getFormattedMessage());
        }
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
