package b3.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Datasets;
import b3.schema.Feeds;
import b3.schema.Topic;
import b3.schema.calendar.TradingCalendar;
import b3.schema.document.RawScrape;
import b3.schema.testing.RealKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.springframework.context.ConfigurableApplicationContext;

/** The program as a process that is killed when its store has, on disk, a part of a transaction that is then aborted. */
class KilledProcessorTest {

    private static final RealKafka BROKER = new RealKafka();
    private static final String TICKS = Datasets.DXY.topic();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SESSIONS = 300;
    private static final int BUCKETS = 144;
    private static final int MEMTABLE_BYTES = 1024 * 1024;

    /** Makes a store write to disk long before the document is through. */
    public static final class FlushingOften implements RocksDBConfigSetter {

        @Override
        public void setConfig(String store, Options options, Map<String, Object> settings) {
            options.setWriteBufferSize(MEMTABLE_BYTES);
        }

        @Override
        public void close(String store, Options options) {}
    }

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void publishesEveryRecordOnceWhenItIsStartedAgainOnWhatTheKilledOneLeft(@TempDir Path folder) throws Exception {
        Path state = Files.createDirectory(folder.resolve("state"));
        publish(document());

        Path log = folder.resolve("log");
        Process program = launch(state, log);
        try {
            await().atMost(PATIENCE)
                    .failFast(() -> assertThat(program.isAlive())
                            .as("%s", Files.readString(log))
                            .isTrue())
                    .until(() -> hasFlushed(state));
        } finally {
            program.destroyForcibly().waitFor();
        }
        assertThat(keys(TICKS, "read_uncommitted")).as("in the middle").hasSizeBetween(1, SESSIONS * BUCKETS - 1);
        assertThat(keys(TICKS, "read_committed")).isEmpty();

        try (ConfigurableApplicationContext again = ProcessorApplication.start(settings(state))) {
            await().atMost(PATIENCE)
                    .until(() -> keys(Topic.DOCUMENTS, "read_committed").size() == 1);
        }
        List<String> published = keys(TICKS, "read_committed");
        assertThat(published).hasSize(SESSIONS * BUCKETS);
        assertThat(Set.copyOf(published)).hasSize(SESSIONS * BUCKETS);
    }

    private static Map<String, Object> settings(Path state) {
        return Map.of(
                "b3.kafka.bootstrap-servers",
                BROKER.bootstrapServers(),
                "b3.processor",
                "normalize",
                "b3.processor.state-dir",
                state);
    }

    private static Process launch(Path state, Path log) throws IOException {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ProcessorApplication.class.getName(),
                "--server.port=0",
                "--b3.kafka.properties.rocksdb.config.setter=" + FlushingOften.class.getName());
        Stream<String> arguments =
                settings(state).entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
        return new ProcessBuilder(Stream.concat(java, arguments).toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Whether a store has a file of some size that nothing is added to any more: writes that a kill does not undo. */
    private static boolean hasFlushed(Path state) {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().endsWith(".sst")).anyMatch(KilledProcessorTest::isComplete);
        } catch (IOException | UncheckedIOException movedMeanwhile) {
            return false;
        }
    }

    private static boolean isComplete(Path file) {
        try {
            Instant quiet = Instant.now().minusMillis(200);
            return Files.size(file) > MEMTABLE_BYTES / 2
                    && Files.getLastModifiedTime(file).toInstant().isBefore(quiet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row a session and a column every ten minutes, of which each is a record. */
    private static byte[] document() {
        List<String> columns = IntStream.range(0, BUCKETS)
                .mapToObj(i -> LocalTime.MIN.plusMinutes(10L * i))
                .map(time -> "dxy_%02dh%02d".formatted(time.getHour(), time.getMinute()))
                .toList();
        LocalDate first = LocalDate.parse("2022-01-03");
        String figures = ",+0.31".repeat(BUCKETS);
        return TradingCalendar.load().sessions(first, first.plusYears(3)).stream()
                .limit(SESSIONS)
                .map(session -> "%td-%<tm-%<tY".formatted(session) + figures)
                .collect(Collectors.joining("\n", "data," + String.join(",", columns) + "\n", "\n"))
                .getBytes(UTF_8);
    }

    private static void publish(byte[] document) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", BROKER.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            Topic.createMissing(admin, (short) 1);
        }
        RawScrape scrape = new RawScrape(
                Feeds.DXY_CAPTURES.name(),
                null,
                document,
                "text/csv",
                "file:dxy_coleta.csv",
                Instant.parse("2025-02-03T21:30:00Z"),
                0);
        ProducerRecord<String, byte[]> raw =
                new ProducerRecord<>(Feeds.DXY_CAPTURES.rawTopic(), scrape.key(), document);
        scrape.writeTo(raw.headers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(raw).get();
        }
    }

    /** Keys of everything on a topic, as a reader with this isolation level sees it. */
    private static List<String> keys(String topic, String isolation) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "isolation.level", isolation);
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> keys = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            do {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(record.key()));
            } while (consumer.currentLag(partition).orElse(1) > 0);
        }
        return keys;
    }
}
