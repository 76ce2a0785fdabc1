package b3.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.contracts.Product;
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
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

class ProcessorConfigTest {

    @EnableConfigurationProperties(ProcessorConfig.class)
    static class Settings {}

    @Test
    void everyDefaultFitsAMachineThatRunsTheLocalStack() {
        assertThat(load())
                .isEqualTo(new ProcessorConfig(
                        "all",
                        Path.of("data/streams"),
                        Duration.ofMillis(100),
                        new ProcessorConfig.Gamma(Duration.ofSeconds(1), 5),
                        new ProcessorConfig.Snapshots(products("DI1", "DDI", "DOL")),
                        new ProcessorConfig.Kafka("localhost:9092", (short) 1, Map.of())));
    }

    @Test
    void everySettingCanBeGiven() {
        assertThat(load(
                        "--b3.processor=normalize",
                        "--b3.processor.state-dir=/var/lib/b3",
                        "--b3.processor.commit-interval=1s",
                        "--b3.gamma.interval=250ms",
                        "--b3.gamma.surface-max-age-sessions=3",
                        "--b3.snapshots.instruments=WDO,IND",
                        "--b3.kafka.bootstrap-servers=a:1,b:2",
                        "--b3.kafka.replication=3",
                        "--b3.kafka.properties.security.protocol=SSL"))
                .isEqualTo(new ProcessorConfig(
                        "normalize",
                        Path.of("/var/lib/b3"),
                        Duration.ofSeconds(1),
                        new ProcessorConfig.Gamma(Duration.ofMillis(250), 3),
                        new ProcessorConfig.Snapshots(products("WDO", "IND")),
                        new ProcessorConfig.Kafka("a:1,b:2", (short) 3, Map.of("security.protocol", "SSL"))));
    }

    @ParameterizedTest
    @CsvSource({
        "--b3.processor=nonsense, expected one of normalize",
        "--b3.kafka.replication=0, must be greater than or equal to 1",
        "--b3.processor.commit-interval=0s, must be longer",
        "--b3.gamma.interval=0s, must be longer",
        "--b3.gamma.surface-max-age-sessions=-1, must be greater than or equal to 0",
        "--b3.snapshots.instruments=DOLAR, saw \"DOLAR\"",
        "--b3.snapshots.instruments=BGI, 'expected futures of [DOL, WDO, IND, WIN, DI1, DDI], saw BGI'",
        "--b3.snapshots.instruments=IBOV, saw IBOV",
        "--b3.kafka.bootstrap-servers=, must not be blank"
    })
    void aWrongValueStopsTheProgramBeforeAnythingIsStarted(String setting, String message) {
        assertThatThrownBy(() -> load(setting)).rootCause().hasMessageContaining(message);
    }

    private static Set<Product> products(String... codes) {
        return Arrays.stream(codes).map(Product::of).collect(Collectors.toSet());
    }

    private static ProcessorConfig load(String... arguments) {
        SpringApplicationBuilder program = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.config.name=none");
        try (ConfigurableApplicationContext context = program.run(arguments)) {
            return context.getBean(ProcessorConfig.class);
        }
    }

    @Test
    void everyProcessorCanBeAskedFor() {
        assertThat(Processors.names())
                .allSatisfy(name ->
                        assertThat(load("--b3.processor=" + name).processor()).isEqualTo(name));
    }

    @Test
    void theStreamIsExactlyOnceAndTakesLargeDocumentsOneByOne() {
        ProcessorConfig config = new ProcessorConfig(
                "all",
                Path.of("/state"),
                Duration.ofMillis(100),
                new ProcessorConfig.Gamma(Duration.ofSeconds(1), 5),
                new ProcessorConfig.Snapshots(Set.of()),
                new ProcessorConfig.Kafka("a:1", (short) 3, Map.of("security.protocol", "SSL")));
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

    @Test
    void aKafkaSettingIsNotPrinted() {
        assertThat(new ProcessorConfig.Kafka("a:1", (short) 1, Map.of("sasl.jaas.config", "secret")))
                .asString()
                .contains("sasl.jaas.config")
                .doesNotContain("secret");
    }
}
