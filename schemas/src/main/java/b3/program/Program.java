package b3.program;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationHook;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A program of the system and the two ways of starting it.
 *
 * @param name such as {@code b3-sink}; the defaults of its settings that are not in {@code settings} are in {@code name.yml}
 * @param settings record that the properties {@code b3.*} are bound to
 * @param parts Spring configuration that puts the program together
 */
public record Program(String name, Class<?> settings, Class<?> parts) {

    /** The program before it starts as a process of its own; wrong settings end it with one line and exit code 2. */
    public SpringApplicationBuilder process() {
        return builder().listeners(new SettingsCheck(name, settings));
    }

    /**
     * Starts the program inside a process that others run in too.
     *
     * @param properties settings, stronger than the environment and the defaults
     * @param web whether it serves HTTP there
     * @return the running program; whoever started it closes it
     */
    public ConfigurableApplicationContext start(Map<String, Object> properties, WebApplicationType web) {
        return builder()
                .web(web)
                .registerShutdownHook(false)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    /**
     * What is wrong with the settings that the program would start with, in one line; empty when nothing is. Nothing is
     * started.
     *
     * @param properties as of {@link #start}
     */
    public Optional<String> fault(Map<String, Object> properties) {
        AtomicReference<@Nullable String> fault = new AtomicReference<>();
        SpringApplicationHook check = application -> new SpringApplicationRunListener() {
            @Override
            public void environmentPrepared(
                    ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
                fault.set(SettingsCheck.fault(environment, settings).orElse(null));
                throw new SpringApplication.AbandonedRunException();
            }
        };
        try {
            SpringApplication.withHook(check, () -> {
                start(properties, WebApplicationType.NONE);
            });
        } catch (SpringApplication.AbandonedRunException checked) {
            return Optional.ofNullable(fault.get());
        }
        throw new IllegalStateException(name + " has started instead of being checked");
    }

    private SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(parts).bannerMode(Banner.Mode.OFF).properties("spring.config.name=" + name);
    }
}
