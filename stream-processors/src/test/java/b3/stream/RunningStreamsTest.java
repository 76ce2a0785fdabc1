package b3.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.program.KafkaSettings;
import b3.schema.Datasets;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.Topic;
import b3.schema.heartbeats.Heartbeat;
import b3.schema.testing.RealKafka;
import b3.stream.running.Program;
import b3.stream.running.Restarts;
import b3.stream.running.RunningStreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Processors that fail, on a real broker. */
class RunningStreamsTest {

    private static final String IN = Feeds.PRICE_REPORT.rawTopic();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final RealKafka BROKER = new RealKafka();

    /** Two restarts at once, and no third. */
    private static final Restarts TWICE =
            new Restarts(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMinutes(10), 2, 2);

    @TempDir
    Path state;

    private final List<Object> events = new ArrayList<>();

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void aProcessorThatThrowsStopsAloneAndSaysWhy() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            RunningStreams streams = streams(
                    admin,
                    Map.of(
                            "good",
                            program("good", RunningStreamsTest::copying, () -> 7),
                            "bad",
                            program("bad", () -> throwing("no such instrument"), null)));
            streams.start();
            try {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(details(streams))
                        .containsEntry("good", "RUNNING")
                        .containsEntry("bad", "RUNNING"));
                send("document");

                await().atMost(PATIENCE).untilAsserted(() -> assertThat(details(streams))
                        .containsEntry("good", "RUNNING")
                        .containsEntry(
                                "bad",
                                "ERROR: BUG: java.lang.IllegalStateException: no such instrument, stopped after 2"
                                        + " restarts"));
                assertThat(streams.health().getStatus()).isEqualTo(Status.DOWN);
                assertThat(events).as("one goes on, so the program does").isEmpty();

                send("another");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(read(Topic.DOCUMENTS)).containsExactly("document", "another"));
            } finally {
                streams.stop();
            }
            List<Heartbeat> heartbeats = read(Datasets.HEARTBEATS.topic()).stream()
                    .map(json -> Json.read(json.getBytes(UTF_8), Heartbeat.class))
                    .toList();
            assertThat(last(heartbeats, "good").state()).isEqualTo(Heartbeat.State.STOPPED);
            assertThat(last(heartbeats, "bad").state())
                    .as("being told to stop is no news of one that has failed")
                    .isEqualTo(Heartbeat.State.ERROR);
            assertThat(last(heartbeats, "bad").reason()).contains("no such instrument");
            assertThat(heartbeats).allSatisfy(heartbeat -> assertThat(heartbeat.pending())
                    .isEqualTo(heartbeat.program().equals("good") ? Long.valueOf(7) : null));
            assertThat(heartbeats)
                    .extracting(heartbeat -> heartbeat.program() + " " + heartbeat.state())
                    .contains("good RUNNING", "bad RUNNING", "bad REBALANCING");
        }
    }

    @Test
    void theProgramIsBrokenOnceItsOnlyProcessorHasFailedForGood() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            RunningStreams streams = streams(admin, Map.of("alone", program("alone", () -> throwing("broken"), null)));
            streams.start();
            try {
                send("document");
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(events)
                        .singleElement()
                        .isInstanceOfSatisfying(AvailabilityChangeEvent.class, event -> assertThat(event.getState())
                                .isEqualTo(LivenessState.BROKEN)));
            } finally {
                streams.stop();
            }
        }
    }

    private Program program(String name, Supplier<Topology> topology, @Nullable LongSupplier pending) {
        return new Program(topology, () -> StreamsSettings.of(config(), name), pending);
    }

    private ProcessorConfig config() {
        return new ProcessorConfig(
                "all",
                state,
                Duration.ofMillis(100),
                new ProcessorConfig.Gamma(Duration.ofSeconds(1), 5),
                new ProcessorConfig.Snapshots(Set.of()),
                new KafkaSettings(
                        BROKER.bootstrapServers(), (short) 1, Map.of("main.consumer.session.timeout.ms", "6000")));
    }

    private RunningStreams streams(Admin admin, Map<String, Program> programs) {
        return new RunningStreams(
                programs,
                Processors.cluster(config(), admin),
                new SimpleMeterRegistry(),
                events::add,
                Clock.systemUTC(),
                TWICE);
    }

    private static Map<String, Object> details(RunningStreams streams) {
        Health health = streams.health();
        return health.getDetails();
    }

    private static Topology copying() {
        return new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), IN)
                .addSink(Topic.DOCUMENTS, Topic.DOCUMENTS, new ByteArraySerializer(), new ByteArraySerializer(), "in");
    }

    private static Topology throwing(String message) {
        return new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), IN)
                .addProcessor(
                        "throwing",
                        () -> new ContextualProcessor<byte[], byte[], byte[], byte[]>() {
                            @Override
                            public void process(Record<byte[], byte[]> document) {
                                throw new IllegalStateException(message);
                            }
                        },
                        "in");
    }

    private static Heartbeat last(List<Heartbeat> heartbeats, String program) {
        return heartbeats.stream()
                .filter(heartbeat -> heartbeat.program().equals(program))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static void send(String document) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(IN, document.getBytes(UTF_8))).get();
        }
    }

    /** Everything on a topic, from its beginning. */
    private static List<String> read(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "isolation.level", "read_committed");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(new String(record.value(), UTF_8)));
            }
        }
        return values;
    }
}
