package b3.schema.testing;

import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The settings of a program as it reads them: its own defaults, and above them the variables of an environment. */
public final class ProgramSettings {

    private ProgramSettings() {}

    /**
     * The properties of a program that is started with these environment variables and no others.
     *
     * @param program such as {@code b3-sink}: its defaults are in {@code b3-sink.yml}
     */
    public static ConfigurableEnvironment environment(String program, Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("program", Map.of("spring.config.name", program)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    /** The settings record of a program that is started with these environment variables and no others. */
    public static <T> T read(String program, Class<T> settings, Map<String, Object> variables) {
        return Binder.get(environment(program, variables)).bindOrCreate("b3", settings);
    }
}
