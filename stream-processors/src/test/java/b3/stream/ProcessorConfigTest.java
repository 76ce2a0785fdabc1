package b3.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.program.KafkaSettings;
import b3.schema.contracts.Product;
import b3.schema.testing.ProgramSettings;
import b3.stream.running.BoundedRocksDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorConfigTest {

    @Test
    void everyDefaultFitsAMachineThatRunsTheLocalStack() {
        assertThat(load(Map.of()))
                .isEqualTo(new ProcessorConfig(
                        "all",
                        Path.of("data/streams"),
                        Duration.ofMillis(100),
                        new ProcessorConfig.Gamma(Duration.ofSeconds(1), 5),
                        new ProcessorConfig.Snapshots(products("DI1", "DDI", "DOL")),
                        new KafkaSettings("localhost:9092", (short) 1, Map.of())));
    }

    @Test
    void everySettingCanBeGiven() {
        assertThat(load(Map.of(
                        "B3_PROCESSOR", "normalize",
                        "B3_PROCESSOR_STATE_DIR", "/var/lib/b3",
                        "B3_PROCESSOR_COMMIT_INTERVAL", "1s",
                        "B3_GAMMA_INTERVAL", "250ms",
                        "B3_GAMMA_SURFACE_MAX_AGE_SESSIONS", "3",
                        "B3_SNAPSHOTS_INSTRUMENTS", "WDO,IND",
                        "B3_KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2",
                        "B3_KAFKA_REPLICATION", "3",
                        "B3_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL")))
                .isEqualTo(new ProcessorConfig(
                        "normalize",
                        Path.of("/var/lib/b3"),
                        Duration.ofSeconds(1),
                        new ProcessorConfig.Gamma(Duration.ofMillis(250), 3),
                        new ProcessorConfig.Snapshots(products("WDO", "IND")),
                        new KafkaSettings("a:1,b:2", (short) 3, Map.of("security.protocol", "SSL"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "B3_PROCESSOR; nonsense; b3.processor: expected one of normalize|gamma|snapshots|all, saw \"nonsense\"",
                "B3_KAFKA_REPLICATION; 0; b3.kafka.replication: expected 1 or more, saw \"0\"",
                "B3_PROCESSOR_COMMIT_INTERVAL; 0s; b3.processor.commit-interval: expected 1ms or more, saw \"PT0S\"",
                "B3_GAMMA_INTERVAL; 0s; b3.gamma.interval: expected 1ms or more, saw \"PT0S\"",
                "B3_GAMMA_SURFACE_MAX_AGE_SESSIONS; -1; b3.gamma.surface-max-age-sessions: expected 0 or more, saw \"-1\"",
                "B3_SNAPSHOTS_INSTRUMENTS; DOLAR; saw \"DOLAR\"",
                "B3_SNAPSHOTS_INSTRUMENTS; BGI; b3.snapshots.instruments: expected futures of [DOL, WDO, IND, WIN, DI1, DDI], saw \"BGI\"",
                "B3_SNAPSHOTS_INSTRUMENTS; IBOV; saw \"IBOV\"",
                "B3_KAFKA_BOOTSTRAP_SERVERS; ''; b3.kafka.bootstrap-servers: expected host:port, several with commas, saw \"\"",
            })
    void aWrongValueStopsTheProgramBeforeAnythingIsStarted(String name, String value, String message) {
        assertThatThrownBy(() -> load(Map.of(name, value))).rootCause().hasMessageContaining(message);
    }

    private static Set<Product> products(String... codes) {
        return Arrays.stream(codes).map(Product::of).collect(Collectors.toSet());
    }

    private static ProcessorConfig load(Map<String, Object> variables) {
        return ProgramSettings.read("b3-processor", ProcessorConfig.class, variables);
    }

    @Test
    void everyProcessorCanBeAskedFor() {
        assertThat(Processors.names()).allSatisfy(name -> assertThat(
                        load(Map.of("B3_PROCESSOR", name)).processor())
                .isEqualTo(name));
    }

    @Test
    void theStreamIsExactlyOnceAndTakesLargeDocumentsOneByOne() {
        ProcessorConfig config = new ProcessorConfig(
                "all",
                Path.of("/state"),
                Duration.ofMillis(100),
                new ProcessorConfig.Gamma(Duration.ofSeconds(1), 5),
                new ProcessorConfig.Snapshots(Set.of()),
                new KafkaSettings("a:1", (short) 3, Map.of("security.protocol", "SSL")));
        Properties settings = StreamsSettings.of(config, "normalize");
        assertThat(settings)
                .containsEntry("application.id", "b3-normalize")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("replication.factor", 3)
                .containsEntry("main.consumer.max.poll.records", 1)
                .containsEntry("buffered.records.per.partition", 1)
                .containsEntry("producer.max.request.size", 129 * 1024 * 1024)
                .containsEntry("rocksdb.config.setter", BoundedRocksDb.class)
                .containsEntry("topic.max.message.bytes", Integer.toString(33 * 1024 * 1024))
                .containsEntry("security.protocol", "SSL");
    }
}
