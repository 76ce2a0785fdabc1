package b3.schema.testing;

import b3.program.KafkaSettings;
import b3.program.QuestDbSettings;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The settings of a program as it reads them: its own defaults, and above them the variables of an environment. */
public final class ProgramSettings {

    /** The database's settings of a program that is started without variables. */
    public static final QuestDbSettings DEFAULT_QUESTDB =
            new QuestDbSettings("127.0.0.1:9000", "127.0.0.1:8812", "", "", "", "", Duration.ofSeconds(30));

    /** The broker's settings of a program that is started without variables. */
    public static final KafkaSettings DEFAULT_KAFKA = new KafkaSettings("localhost:9092", (short) 1, Map.of());

    private ProgramSettings() {}

    /** Reads environment variables from a text with {@code NAME=value} on each line. */
    public static Map<String, Object> variables(String text) {
        return text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
    }

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
