package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.program.KafkaSettings;
import b3.program.QuestDbSettings;
import b3.schema.testing.ProgramSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkConfigTest {

    @Test
    void hasDefaultsForEverything() {
        SinkConfig config = read(Map.of());

        assertThat(config.kafka()).isEqualTo(ProgramSettings.DEFAULT_KAFKA);
        assertThat(config.questdb()).isEqualTo(ProgramSettings.DEFAULT_QUESTDB);
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
        SinkConfig config = read(ProgramSettings.variables("""
                B3_KAFKA_BOOTSTRAP_SERVERS=kafka:29092
                B3_KAFKA_REPLICATION=3
                B3_KAFKA_PROPERTIES_SECURITY_PROTOCOL=SSL
                B3_QUESTDB_HTTP=db:9000
                B3_QUESTDB_PG=db:8812
                B3_QUESTDB_USER=writer
                B3_QUESTDB_PASSWORD_FILE=%s
                B3_QUESTDB_TIMEOUT=20s
                B3_SINK_GROUP=other
                B3_SINK_MAX_POLL_RECORDS=5000
                B3_SINK_RETRY_INITIAL=1s
                B3_SINK_RETRY_MAX=1m
                B3_SINK_MAX_REFUSED=10
                B3_SINK_CHECK_INTERVAL=2s
                B3_SINK_VISIBILITY_LIMIT=90s
                B3_SINK_TTL_ADJUSTMENTS=2y
                """.formatted(password.toString())));

        assertThat(config.kafka())
                .isEqualTo(new KafkaSettings("kafka:29092", (short) 3, Map.of("security.protocol", "SSL")));
        assertThat(config.questdb().http()).isEqualTo("db:9000");
        assertThat(config.questdb().pg()).isEqualTo("db:8812");
        assertThat(config.questdb().login()).contains(new QuestDbSettings.Login("writer", "secret"));
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
        assertWrong("B3_QUESTDB_HTTP", "db", "b3.questdb.http: expected host:port, saw \"db\"");
        assertWrong("B3_SINK_GROUP", " ", "b3.sink.group: expected a name, saw \" \"");
        assertWrong("B3_SINK_MAX_POLL_RECORDS", "0", "b3.sink.max-poll-records: expected 1 to 200000, saw \"0\"");
        assertWrong("B3_SINK_MAX_REFUSED", "-1", "b3.sink.max-refused: expected 0 or more, saw \"-1\"");
        assertWrong("B3_SINK_RETRY_MAX", "0s", "b3.sink.retry-max: expected 1ms or more, saw \"PT0S\"");
        assertWrong(
                "B3_SINK_TTL_ADJUSTMENTS", "45d", "b3.sink.ttl.adjustments: expected whole months or years, as 24m");
        assertWrong("B3_SINK_TTL_ADJUSTMENT", "2y", "of an existing dataset, saw \"P2Y\"");
        assertWrong("B3_QUESTDB_USER", "writer", "b3.questdb.user, b3.questdb.password: expected both or neither");
    }

    @Test
    void neverShowsASecret() {
        SinkConfig config = read(Map.of(
                "B3_QUESTDB_USER", "writer",
                "B3_QUESTDB_PASSWORD", "hidden",
                "B3_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "hidden"));

        assertThat(config.toString()).doesNotContain("hidden");
    }

    private static void assertWrong(String variable, String value, String said) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .rootCause()
                .message()
                .contains(said);
    }

    private static SinkConfig read(Map<String, Object> variables) {
        return ProgramSettings.read("b3-sink", SinkConfig.class, variables);
    }
}
