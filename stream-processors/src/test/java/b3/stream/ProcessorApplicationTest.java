package b3.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.Topic;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.DocumentReport;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.testing.RealKafka;
import b3.stream.running.RunningStreams;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** The program on a real broker: exactly once, across restarts, with documents of real size. */
class ProcessorApplicationTest {

    private static final String ADJUSTMENTS = "b3.adjustments.v1";
    private static final Instant EARLY = Instant.parse("2026-03-10T22:00:00Z");
    private static final Instant LATE = Instant.parse("2026-03-11T12:00:00Z");
    private static final RealKafka BROKER = new RealKafka();

    @BeforeAll
    static void allowForASlowMachine() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
    }

    @AfterAll
    static void stopBroker() {
        BROKER.close();
        Awaitility.reset();
    }

    @Test
    void normalizesExactlyOnceAcrossRestartsAndALostStateDirectory(@TempDir Path folder) throws Exception {
        try (Committed committed = new Committed()) {
            try (ConfigurableApplicationContext program = start(folder.resolve("a"))) {
                awaitRunning(program);
                publish(fixture("2026-03-10.xml"), EARLY);
                committed.awaitReports(1);
                assertThat(committed.of(ADJUSTMENTS)).hasSize(4);
                assertThat(program.getBean(MeterRegistry.class)
                                .counter("b3.rows", "feed", "b3-price-report", "dataset", "adjustments")
                                .count())
                        .isEqualTo(4);
            }
            publish(fixture("earlier-version.xml"), LATE);
            try (ConfigurableApplicationContext program = start(folder.resolve("a"))) {
                awaitRunning(program);
                committed.awaitReports(2);
                assertThat(committed.of(ADJUSTMENTS)).hasSize(8);
                assertThat(price(committed.of(ADJUSTMENTS).get(4))).isEqualTo(5847.0);
                assertThat(committed.of(ADJUSTMENTS).subList(5, 8))
                        .as("what the second document no longer lists is taken back")
                        .allSatisfy(record -> assertThat(record.value()).isNull());
            }
            publish(fixture("2026-03-10.xml"), EARLY);
            publish(fixture("earlier-version.xml"), LATE);
            publish(large(), LATE);
            try (ConfigurableApplicationContext program = start(folder.resolve("b"))) {
                awaitRunning(program);
                committed.awaitReports(5);
                assertThat(committed.of(ADJUSTMENTS)).hasSize(8);
                List<ConsumerRecord<String, byte[]>> dead = committed.of(Topic.DEAD_LETTERS);
                assertThat(dead).hasSize(1);
                assertThat(Arrays.equals(dead.get(0).value(), large())).isTrue();
                assertThat(RawScrape.get(dead.get(0).headers(), "b3-reason")).isEqualTo("UNREADABLE_DOCUMENT");
            }
            assertThat(committed.reports())
                    .extracting(report -> report.raw() + " " + report.failure())
                    .containsExactly(
                            "b3.raw.b3-price-report.v1/0/0 null",
                            "b3.raw.b3-price-report.v1/0/1 null",
                            "b3.raw.b3-price-report.v1/0/2 null",
                            "b3.raw.b3-price-report.v1/0/3 null",
                            "b3.raw.b3-price-report.v1/0/4 " + Reason.UNREADABLE_DOCUMENT);
            readFromTheBeginning();
            try (ConfigurableApplicationContext program = start(folder.resolve("b"))) {
                awaitRunning(program);
                committed.awaitReports(10);
                assertThat(committed.of(ADJUSTMENTS))
                        .as("read again by the same reader, they say nothing new")
                        .hasSize(8);
            }
        }
    }

    @Test
    void servesHealthAndMetricsAsAProgramOfItsOwn(@TempDir Path folder) throws Exception {
        try (ConfigurableApplicationContext program = ProcessorApplication.PROGRAM
                .process()
                .run(
                        "--b3.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
                        "--b3.processor.state-dir=" + folder,
                        "--server.port=0")) {
            awaitRunning(program);
            String port = Objects.requireNonNull(program.getEnvironment().getProperty("local.server.port"));
            assertThat(get(port, "/actuator/health")).contains("\"status\":\"UP\"", "\"normalize\":\"RUNNING\"");
            assertThat(get(port, "/actuator/prometheus")).contains("kafka_stream", "jvm_memory_used_bytes");
        }
    }

    /** As the runbook does it: the group's place moves, and nothing is forgotten. */
    private static void readFromTheBeginning() {
        TopicPartition raw = new TopicPartition(Feeds.PRICE_REPORT.rawTopic(), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            await().ignoreExceptions().untilAsserted(() -> admin.alterConsumerGroupOffsets(
                            "b3-normalize", Map.of(raw, new OffsetAndMetadata(0)))
                    .all()
                    .get());
        }
    }

    private static String get(String port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static ConfigurableApplicationContext start(Path stateDir) {
        return ProcessorApplication.start(Map.of(
                "b3.kafka.bootstrap-servers",
                BROKER.bootstrapServers(),
                "b3.processor",
                "normalize",
                "b3.processor.state-dir",
                stateDir.toString(),
                "spring.main.web-application-type",
                "none"));
    }

    private static void awaitRunning(ConfigurableApplicationContext program) {
        RunningStreams streams = program.getBean(RunningStreams.class);
        await().untilAsserted(() -> assertThat(streams.health().getStatus()).isEqualTo(Status.UP));
    }

    private static void publish(byte[] document, Instant fetchedAt) throws Exception {
        RawScrape scrape =
                new RawScrape(Feeds.PRICE_REPORT.name(), null, document, "application/xml", "file:r.xml", fetchedAt, 0);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServers(),
                "compression.type",
                "zstd",
                "max.request.size",
                Topic.MAX_DOCUMENT_BYTES,
                "buffer.memory",
                Topic.MAX_DOCUMENT_BYTES);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> raw =
                    new ProducerRecord<>(Feeds.PRICE_REPORT.rawTopic(), scrape.key(), document);
            scrape.writeTo(raw.headers());
            producer.send(raw).get();
        }
    }

    /** Forty mebibytes of something that is no price report. */
    private static byte[] large() {
        byte[] text = new byte[40 * 1024 * 1024];
        Arrays.fill(text, (byte) ' ');
        System.arraycopy("<html>".getBytes(UTF_8), 0, text, 0, 6);
        return text;
    }

    private static double price(ConsumerRecord<String, byte[]> record) {
        return Json.read(record.value(), Adjustment.class).priceSettlement();
    }

    private static byte[] fixture(String name) {
        try (InputStream in = ProcessorApplicationTest.class.getResourceAsStream("normalize/pricereport/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reader of committed records has seen so far. */
    private static final class Committed implements AutoCloseable {

        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<String, List<ConsumerRecord<String, byte[]>>> seen = new HashMap<>();

        private Committed() {
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers", BROKER.bootstrapServers(),
                    "isolation.level", "read_committed",
                    "auto.offset.reset", "earliest");
            consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
            consumer.assign(List.of(
                    new TopicPartition(ADJUSTMENTS, 0),
                    new TopicPartition(Topic.DOCUMENTS, 0),
                    new TopicPartition(Topic.DEAD_LETTERS, 0)));
        }

        private void awaitReports(int count) {
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> seen.computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                                .add(record));
                assertThat(of(Topic.DOCUMENTS)).hasSize(count);
                assertThat(consumer.currentLag(new TopicPartition(ADJUSTMENTS, 0)))
                        .hasValue(0);
                assertThat(consumer.currentLag(new TopicPartition(Topic.DEAD_LETTERS, 0)))
                        .hasValue(0);
            });
        }

        private List<DocumentReport> reports() {
            return of(Topic.DOCUMENTS).stream()
                    .map(record -> Json.read(record.value(), DocumentReport.class))
                    .toList();
        }

        private List<ConsumerRecord<String, byte[]>> of(String topic) {
            return seen.getOrDefault(topic, List.of());
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
