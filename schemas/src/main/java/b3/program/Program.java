package b3.program;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

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

    private SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(parts).bannerMode(Banner.Mode.OFF).properties("spring.config.name=" + name);
    }
}
