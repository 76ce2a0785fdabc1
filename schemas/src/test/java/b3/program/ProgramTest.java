package b3.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import b3.schema.testing.ProgramSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class ProgramTest {

    /** Both shared records, and a setting of the program's own. */
    @ConfigurationProperties("b3")
    record Everything(
            @DefaultValue KafkaSettings kafka,
            @DefaultValue QuestDbSettings questdb,
            @DefaultValue("1s") Duration pause) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Everything.class)
    static class Parts {}

    @Test
    void hasDefaultsForEverything() {
        assertThat(read(Map.of()))
                .isEqualTo(new Everything(
                        ProgramSettings.DEFAULT_KAFKA, ProgramSettings.DEFAULT_QUESTDB, Duration.ofSeconds(1)));
    }

    @Test
    void readsEveryVariable() {
        assertThat(read(ProgramSettings.variables("""
                B3_KAFKA_BOOTSTRAP_SERVERS=kafka:29092
                B3_KAFKA_REPLICATION=3
                B3_KAFKA_PROPERTIES_SECURITY_PROTOCOL=SSL
                B3_QUESTDB_HTTP=db:9000
                B3_QUESTDB_PG=db:8812
                B3_QUESTDB_USER=writer
                B3_QUESTDB_PASSWORD=word
                B3_QUESTDB_TIMEOUT=20s
                B3_PAUSE=2s
                """)))
                .isEqualTo(new Everything(
                        new KafkaSettings("kafka:29092", (short) 3, Map.of("security.protocol", "SSL")),
                        new QuestDbSettings("db:9000", "db:8812", "writer", "", "word", "", Duration.ofSeconds(20)),
                        Duration.ofSeconds(2)));
    }

    @Test
    void everyClientGetsTheAddressAndTheFurtherSettings() {
        KafkaSettings kafka = new KafkaSettings("a:1,b:2", (short) 1, Map.of("security.protocol", "SSL"));
        assertThat(kafka.clientSettings())
                .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "security.protocol", "SSL"));
    }

    @Test
    void theLoginComesFromItsFilesAndIsQuestDbsOwnOverPgWithoutOne(@TempDir Path dir) throws Exception {
        assertThat(read(Map.of()).questdb().login()).isEmpty();
        assertThat(read(Map.of()).questdb().pgLogin()).isEqualTo(new QuestDbSettings.Login("admin", "quest"));
        Path user = Files.writeString(dir.resolve("user"), "reader\n");
        Path password = Files.writeString(dir.resolve("password"), "word\n");
        QuestDbSettings questDb = read(Map.of(
                        "B3_QUESTDB_USER", "nobody",
                        "B3_QUESTDB_USER_FILE", user.toString(),
                        "B3_QUESTDB_PASSWORD_FILE", password.toString()))
                .questdb();
        assertThat(questDb.login()).contains(new QuestDbSettings.Login("reader", "word"));
        assertThat(questDb.pgLogin()).isEqualTo(new QuestDbSettings.Login("reader", "word"));
    }

    @Test
    void nothingPrintsASecret() {
        Everything settings = read(Map.of(
                "B3_QUESTDB_USER", "writer",
                "B3_QUESTDB_PASSWORD", "hidden",
                "B3_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "hidden"));
        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("hidden");
        assertThat(settings.questdb().pgLogin().toString()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "B3_KAFKA_REPLICATION | 0 | b3.kafka.replication: expected 1 or more, saw \"0\"",
                "B3_KAFKA_REPLICATION | many | b3.kafka.replication: expected short, saw \"many\"",
                "B3_KAFKA_BOOTSTRAP_SERVERS | ' ' | b3.kafka.bootstrap-servers: expected host:port, several with commas, saw \" \"",
                "B3_QUESTDB_HTTP | db | b3.questdb.http: expected host:port, saw \"db\"",
                "B3_QUESTDB_PG | db:x | b3.questdb.pg: expected host:port, saw \"db:x\"",
                "B3_QUESTDB_TIMEOUT | 1ms | b3.questdb.timeout: expected 1s or more, saw \"PT0.001S\"",
                "B3_QUESTDB_USER | me | b3.questdb.user, b3.questdb.password: expected both or neither, saw \"a user alone\"",
                "B3_QUESTDB_USER_FILE | /absent | b3.questdb.user-file: expected a readable text file, saw \"/absent\"",
                "B3_PAUSE | soon | b3.pause: expected java.time.Duration, saw \"soon\""
            })
    void aWrongSettingIsOneLineWithItsNameWhatIsAllowedAndWhatWasSeen(String name, String value, String line) {
        BindException wrong = catchThrowableOfType(BindException.class, () -> read(Map.of(name, value)));
        assertThat(SettingsCheck.line(wrong)).isEqualTo(line);
    }

    @Test
    void startsInsideAProcessWithSettingsAboveAllOthers() {
        Program program = new Program("b3-test", Everything.class, Parts.class);
        try (ConfigurableApplicationContext running =
                program.start(Map.of("b3.pause", "3s", "b3.kafka.replication", 2), WebApplicationType.NONE)) {
            assertThat(running.getBean(Everything.class).pause()).isEqualTo(Duration.ofSeconds(3));
            assertThat(running.getBean(Everything.class).kafka().replication()).isEqualTo((short) 2);
        }
        assertThatThrownBy(() -> program.start(Map.of("b3.kafka.replication", 0), WebApplicationType.NONE))
                .rootCause()
                .hasMessage("b3.kafka.replication: expected 1 or more, saw \"0\"");
    }

    private static Everything read(Map<String, Object> variables) {
        return ProgramSettings.read("b3-test", Everything.class, variables);
    }
}
