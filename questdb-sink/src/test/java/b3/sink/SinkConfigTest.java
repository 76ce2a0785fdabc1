package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SinkConfigTest {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SinkConfig.class)
    static class Program {}

    @Test
    void hasDefaultsForEverything() {
        SinkConfig config = read(Map.of());

        assertThat(config.kafka()).isEqualTo(new SinkConfig.Kafka("localhost:9092", (short) 1, Map.of()));
        assertThat(config.questdb())
                .isEqualTo(new SinkConfig.QuestDb(
                        "127.0.0.1:9000", "127.0.0.1:8812", null, null, null, null, Duration.ofSeconds(30)));
        assertThat(config.sink())
                .isEqualTo(new SinkConfig.Sink(
                        "b3-questdb-sink",
                        20_000,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        1000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Map.of()));
    }

    @Test
    void readsEveryVariable(@TempDir Path directory) throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "secret\n");
        SinkConfig config = read(Map.ofEntries(
                Map.entry("B3_KAFKA_BOOTSTRAP_SERVERS", "kafka:29092"),
                Map.entry("B3_KAFKA_REPLICATION", "3"),
                Map.entry("B3_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL"),
                Map.entry("B3_QUESTDB_HTTP", "db:9000"),
                Map.entry("B3_QUESTDB_PG", "db:8812"),
                Map.entry("B3_QUESTDB_USER", "writer"),
                Map.entry("B3_QUESTDB_PASSWORD_FILE", password.toString()),
                Map.entry("B3_QUESTDB_TIMEOUT", "20s"),
                Map.entry("B3_SINK_GROUP", "other"),
                Map.entry("B3_SINK_MAX_POLL_RECORDS", "5000"),
                Map.entry("B3_SINK_RETRY_INITIAL", "1s"),
                Map.entry("B3_SINK_RETRY_MAX", "1m"),
                Map.entry("B3_SINK_MAX_REFUSED", "10"),
                Map.entry("B3_SINK_CHECK_INTERVAL", "2s"),
                Map.entry("B3_SINK_VISIBILITY_LIMIT", "90s"),
                Map.entry("B3_SINK_TTL_ADJUSTMENTS", "2y")));

        assertThat(config.kafka())
                .isEqualTo(new SinkConfig.Kafka("kafka:29092", (short) 3, Map.of("security.protocol", "SSL")));
        assertThat(config.questdb().http()).isEqualTo("db:9000");
        assertThat(config.questdb().pg()).isEqualTo("db:8812");
        assertThat(config.questdb().login()).isEqualTo("writer");
        assertThat(config.questdb().secret()).isEqualTo("secret");
        assertThat(config.questdb().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.sink())
                .isEqualTo(new SinkConfig.Sink(
                        "other",
                        5000,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        10,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(90),
                        Map.of("adjustments", Period.ofYears(2))));
    }

    @Test
    void saysWhatIsWrongAndWhatIsAllowed() {
        assertWrong("B3_QUESTDB_HTTP", "db", "questdb.http", "[db]", "expected host:port");
        assertWrong("B3_SINK_MAX_POLL_RECORDS", "0", "sink.maxPollRecords", "0", "must be greater than or equal to 1");
        assertWrong("B3_SINK_TTL_ADJUSTMENTS", "45d", "in whole months or years");
        assertWrong("B3_SINK_TTL_ADJUSTMENT", "2y", "of an existing dataset");
        assertWrong("B3_QUESTDB_USER", "writer", "user and b3.questdb.password together");
    }

    @Test
    void neverShowsASecret() {
        SinkConfig config = read(Map.of(
                "B3_QUESTDB_USER", "writer",
                "B3_QUESTDB_PASSWORD", "hidden",
                "B3_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "hidden"));

        assertThat(config.toString()).doesNotContain("hidden");
    }

    private static void assertWrong(String variable, String value, String... said) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .rootCause()
                .message()
                .contains(said);
    }

    private static SinkConfig read(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        SpringApplication application = new SpringApplication(Program.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment);
        application.setLogStartupInfo(false);
        try (ConfigurableApplicationContext context = application.run("--spring.main.banner-mode=off")) {
            return context.getBean(SinkConfig.class);
        }
    }
}
