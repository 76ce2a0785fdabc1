package b3.program;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Ends a process with wrong settings before anything is started, with one line that says what is wrong. */
final class SettingsCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final int BAD_SETTINGS = 2;

    private final String program;
    private final Class<?> settings;

    SettingsCheck(String program, Class<?> settings) {
        this.program = program;
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        fault(event.getEnvironment(), settings).ifPresent(fault -> {
            System.err.println(program + ": " + fault);
            System.exit(BAD_SETTINGS);
        });
    }

    /** The fault of the settings, in one line; empty when there is none. */
    static Optional<String> fault(Environment environment, Class<?> settings) {
        try {
            Binder.get(environment).bindOrCreate("b3", settings);
            return Optional.empty();
        } catch (BindException e) {
            return Optional.of(line(e));
        }
    }

    /** What is wrong, in one line: the program's own words if there are some, else the property and its type. */
    static String line(BindException e) {
        String said = null;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            said = cause instanceof IllegalArgumentException && isOurs(cause.getMessage()) ? cause.getMessage() : said;
        }
        ConfigurationProperty property = e.getProperty();
        if (said == null) {
            said = property == null
                    ? String.valueOf(e.getMessage())
                    : "expected " + e.getTarget().getType() + ", saw \"" + property.getValue() + "\"";
        }
        return said.startsWith("b3.") || property == null ? said : property.getName() + ": " + said;
    }

    private static boolean isOurs(@Nullable String message) {
        return message != null && (message.startsWith("b3.") || message.contains("expected "));
    }
}
