package b3.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.program.QuestDbSettings;
import b3.schema.testing.ProgramSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiConfigTest {

    private static final String KEY = "0123456789abcdef";

    @Test
    void hasDefaults() {
        ApiConfig config = environment(Map.of());
        assertThat(config.questdb()).isEqualTo(ProgramSettings.DEFAULT_QUESTDB);
        assertThat(config.connections())
                .isEqualTo(new ApiConfig.Connections(8, Duration.ofSeconds(10), Duration.ofSeconds(2)));
        assertThat(config.api().port()).isEqualTo(8082);
        assertThat(config.api().bind()).isEqualTo("127.0.0.1");
        assertThat(config.api().rateLimit()).isEqualTo(120);
        assertThat(config.api().accepted()).isEmpty();
        assertThat(config.api().cors()).hasSize(5).contains("http://localhost:3030");
    }

    @Test
    void readsEveryVariable(@TempDir Path directory) throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "from file\n");
        Path keys = Files.writeString(directory.resolve("keys"), KEY + "\n" + KEY + "2\n");
        ApiConfig config = environment(ProgramSettings.variables("""
                B3_QUESTDB_PG=db:1
                B3_QUESTDB_USER=reader
                B3_QUESTDB_PASSWORD=x
                B3_QUESTDB_PASSWORD_FILE=%s
                B3_QUESTDB_POOL=3
                B3_QUESTDB_QUERY_TIMEOUT=5s
                B3_QUESTDB_CONNECT_TIMEOUT=500ms
                B3_API_PORT=1234
                B3_API_BIND=0.0.0.0
                B3_API_KEYS_FILE=%s
                B3_API_RATE_LIMIT=7
                B3_API_CORS=https://a.example,https://b.example
                """.formatted(password.toString(), keys.toString())));
        assertThat(config.questdb().pg()).isEqualTo("db:1");
        assertThat(config.questdb().pgLogin()).isEqualTo(new QuestDbSettings.Login("reader", "from file"));
        assertThat(config.connections())
                .isEqualTo(new ApiConfig.Connections(3, Duration.ofSeconds(5), Duration.ofMillis(500)));
        assertThat(config.api().port()).isEqualTo(1234);
        assertThat(config.api().accepted()).containsExactlyInAnyOrder(KEY, KEY + "2");
        assertThat(config.api().rateLimit()).isEqualTo(7);
        assertThat(config.api().cors()).isEqualTo(Set.of("https://a.example", "https://b.example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "B3_API_BIND|0.0.0.0|b3.api.bind: 0.0.0.0 is reachable from outside, so API keys are required",
                "B3_API_KEYS|short|b3.api.keys: expected keys of at least 16 characters",
                "B3_API_KEYS_FILE|/does/not/exist|b3.api.keys-file: expected a readable text file",
                "B3_API_PORT|70000|b3.api.port: expected 0 to 65535, saw \"70000\"",
                "B3_API_RATE_LIMIT|-1|b3.api.rate-limit: expected 0 to 1000000, saw \"-1\"",
                "B3_API_CORS|example.org|b3.api.cors: expected origins",
                "B3_QUESTDB_PG|localhost|b3.questdb.pg: expected host:port, saw \"localhost\"",
                "B3_QUESTDB_POOL|0|b3.questdb.pool: expected 1 to 100",
                "B3_QUESTDB_QUERY_TIMEOUT|0s|b3.questdb.query-timeout: expected 1s to 300s",
                "B3_QUESTDB_CONNECT_TIMEOUT|1ms|b3.questdb.connect-timeout: expected 250ms to 30s",
            })
    void saysWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> environment(Map.of(name, value))).hasStackTraceContaining(message);
    }

    @Test
    void listensOutsideWithKeys() {
        assertThat(environment(Map.of("B3_API_BIND", "0.0.0.0", "B3_API_KEYS", KEY))
                        .api()
                        .accepted())
                .containsExactly(KEY);
    }

    @Test
    void printsNoSecret() {
        ApiConfig config =
                environment(Map.of("B3_API_KEYS", KEY, "B3_QUESTDB_USER", "reader", "B3_QUESTDB_PASSWORD", "hidden"));
        assertThat(config.toString()).doesNotContain(KEY).doesNotContain("hidden");
    }

    private static ApiConfig environment(Map<String, Object> variables) {
        return ProgramSettings.read("b3-api", ApiConfig.class, variables);
    }
}
