package b3.stack.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.CloudEvent;
import b3.schema.Datasets;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.adjustments.Adjustment;
import b3.schema.testing.RealQuestDb;
import b3.sink.SinkApplication;
import b3.stack.access.StackOptions;
import b3.stack.up.LocalKafka;
import b3.stack.up.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** An import counts the readable rows of documents in different months. */
class ReadableRowsIT {

    private static final Instant KNOWN = Instant.parse("2024-06-01T22:00:00Z");
    private static final StackOptions OPTIONS = new StackOptions();

    private static LocalKafka kafka;
    private static RealQuestDb questDb;
    private static ConfigurableApplicationContext sink;
    private static ReadableRows readable;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        OPTIONS.kafkaPort = Ports.free();
        kafka = new LocalKafka(directory.resolve("kafka"), OPTIONS.kafkaPort);
        questDb = new RealQuestDb(directory.resolve("questdb"));
        OPTIONS.questDbPgPort = questDb.pgPort();
        sink = SinkApplication.start(Map.of(
                "b3.kafka.bootstrap-servers",
                OPTIONS.bootstrapServers(),
                "b3.questdb.http",
                "127.0.0.1:" + questDb.httpPort(),
                "b3.questdb.pg",
                "127.0.0.1:" + questDb.pgPort(),
                "b3.sink.check-interval",
                "100ms"));
        Map<String, Object> settings = Map.of("bootstrap.servers", OPTIONS.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            await().until(() -> admin.listTopics().names().get().contains(Datasets.JOBS.topic()));
        }
        readable = new ReadableRows(OPTIONS, settings);
    }

    @AfterAll
    static void stop() throws Exception {
        readable.close();
        sink.close();
        questDb.close();
        kafka.close();
    }

    @Test
    void whatWasWrittenIsReadable() throws Exception {
        LocalDate session = LocalDate.of(2024, 1, 2);
        publish(1, session, "written", "F27", "F28");

        assertThat(readable(session, Duration.ofMinutes(1), "F27", "F28")).isEqualTo(2);
    }

    @Test
    void whatSaidNothingNewIsReadableAndOtherKeysProveNothing() throws Exception {
        LocalDate session = LocalDate.of(2024, 2, 1);
        publish(1, session, "other", "F27", "F28", "F29");

        assertThat(readable(session, Duration.ofMinutes(1), "F27", "F28")).isEqualTo(2);
        assertThat(readable(session, Duration.ofMinutes(1), "F28", "F30")).isEqualTo(1);
        assertThat(readable(session.plusDays(1), Duration.ofMinutes(1), "F27")).isZero();
    }

    @Test
    void whatABetterDocumentReplacedIsReadableAndWhatWasWithdrawnIsNot() throws Exception {
        LocalDate session = LocalDate.of(2024, 3, 1);
        publish(1, session, "replaced", "F27", "F28", "F29");
        publish(2, session, "better", "F27");
        publish(2, session, null, "F28");

        assertThat(readable(session, Duration.ofMinutes(1), "F27", "F28", "F29"))
                .isEqualTo(2);
    }

    @Test
    void aDocumentOfSeveralMonthsIsCountedWhole() throws Exception {
        publish(1, LocalDate.of(2024, 6, 28), "long", "F27");
        publish(1, LocalDate.of(2024, 7, 1), "long", "F27");

        List<MarketRecord> document = List.of(
                price(LocalDate.of(2024, 6, 28), "F27", "long"),
                price(LocalDate.of(2024, 7, 1), "F27", "long"),
                price(LocalDate.of(2024, 8, 1), "F27", "long"));
        assertThat(readable.await(document, Duration.ofMinutes(1))).containsExactly(Map.entry("adjustments", 2L));
    }

    @Test
    void whatWasDroppedFromTheTableIsNot() throws Exception {
        LocalDate session = LocalDate.of(2024, 4, 1);
        publish(1, session, "dropped", "F27", "F28");
        assertThat(readable(session, Duration.ofMinutes(1), "F27", "F28")).isEqualTo(2);

        execute("alter table b3_adjustments_log drop partition list '2024-04'");

        await().until(() -> readable(session, Duration.ofMinutes(1), "F27", "F28") == 0);
    }

    @Test
    void rowsThatDoNotComeInTimeAreNot() throws Exception {
        assertThat(readable(LocalDate.of(2024, 5, 2), Duration.ZERO, "F27")).isZero();
    }

    private static long readable(LocalDate session, Duration patience, String... months) throws Exception {
        List<MarketRecord> document = Stream.of(months)
                .<MarketRecord>map(month -> price(session, month, "asked"))
                .toList();
        return readable.await(document, patience).getOrDefault("adjustments", 0L);
    }

    /** Publishes a price for each contract, or its withdrawal if there is no document. */
    private static void publish(long number, LocalDate session, @Nullable String document, String... months)
            throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", OPTIONS.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String month : List.of(months)) {
                Adjustment price = price(session, month, document);
                Revision revision = new Revision(
                        number, KNOWN.plusSeconds(number), price.ts(), Revision.Change.NEW, "b3-settlement-board/1");
                ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                        Datasets.ADJUSTMENTS.topic(),
                        price.businessKey().getBytes(StandardCharsets.UTF_8),
                        document == null ? null : Json.bytes(price));
                CloudEvent.ofStep(Datasets.ADJUSTMENTS, price.businessKey(), revision, "d", "file:test", KNOWN, session)
                        .writeTo(message.headers());
                revision.writeTo(message.headers());
                producer.send(message).get();
            }
        }
    }

    private static Adjustment price(LocalDate session, String month, @Nullable String document) {
        return new Adjustment(
                "DI1",
                month,
                session,
                1,
                null,
                null,
                null,
                Adjustment.Unit.PU,
                null,
                null,
                null,
                "ajustado",
                new Provenance(Feeds.SETTLEMENT_BOARD.name(), KNOWN, String.valueOf(document)));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(OPTIONS.jdbcUrl(), "admin", "quest");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
