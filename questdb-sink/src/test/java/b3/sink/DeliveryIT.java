package b3.sink;

import static b3.sink.Adjustments.KNOWN;
import static b3.sink.Adjustments.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.jobs.Job;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.testing.RealQuestDb;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** From the dataset topics to readable rows; every test has an instrument of its own. */
class DeliveryIT {

    private static RealQuestDb questDb;
    private static Pipeline pipeline;
    private static ConfigurableApplicationContext sink;

    @BeforeAll
    static void start(@TempDir Path directory) {
        questDb = new RealQuestDb(directory);
        pipeline = new Pipeline(questDb.httpPort(), questDb.pgPort());
        sink = pipeline.sink(Map.of());
    }

    @AfterAll
    static void stop() {
        sink.close();
        pipeline.close();
        questDb.close();
    }

    @Test
    void everyDoubleSurvivesExactly() throws SQLException {
        List<Double> figures = figures();
        List<Adjustment> records = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            records.add(Adjustments.of(
                    "EXA",
                    "M" + i,
                    SESSION,
                    figures.get(i),
                    figures.get(figures.size() - 1 - i),
                    Long.MAX_VALUE - i,
                    "b3-price-report",
                    KNOWN));
        }

        pipeline.publish(records);

        await().until(() -> pipeline.count("instrument = 'EXA'") == figures.size());
        Map<String, Adjustment> expected = new LinkedHashMap<>();
        records.forEach(record -> expected.put(record.contractMonth(), record));
        try (Connection connection = pipeline.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select contract_month, price_settlement, rate, open_interest,"
                        + " price_prev, change from b3_adjustments where instrument = 'EXA'")) {
            while (rows.next()) {
                Adjustment record = expected.remove(rows.getString(1));
                assertThat(rows.getDouble(2)).isEqualTo(record.priceSettlement());
                assertThat(rows.getObject(3)).isEqualTo(record.rate());
                assertThat(rows.getLong(4)).isEqualTo(record.openInterest());
                assertThat(rows.getObject(5)).isNull();
                assertThat(rows.getObject(6)).isNull();
            }
        }
        assertThat(expected).isEmpty();
    }

    @Test
    void writesEveryColumnOfASettlementPriceAndOfAnAttempt() {
        Adjustment full = new Adjustment(
                "FUL",
                "F27",
                SESSION,
                98_765.43,
                98_700.01,
                65.42,
                65.42,
                Adjustment.Unit.PU,
                14.875,
                14.9,
                123L,
                "ajustado",
                new Provenance("b3-settlement-page", KNOWN, "abc"));
        Job job = attempt("DOL");
        Job whole = attempt(null);

        pipeline.publish(List.of(full, job, whole, job));

        await().untilAsserted(() -> assertThat(
                        pipeline.query(
                                "select ts, instrument, contract_month, unit, status,"
                                        + " price_settlement, price_prev, change, value_per_contract, rate, rate_prev, open_interest,"
                                        + " source, document, known_at, stands_from, revision from b3_adjustments where instrument = 'FUL'"))
                .containsExactly("2025-01-02 00:00:00.000000 FUL F27 PU ajustado 98765.43 98700.01 65.42 65.42 14.875"
                        + " 14.9 123 b3-settlement-page abc 2025-01-02 22:00:00.123456 2025-01-02 22:00:00.123456"
                        + " 1735855200123456"));
        await().untilAsserted(() -> assertThat(pipeline.query("select ts, feed, part, outcome, session, http_status,"
                        + " bytes, sha256, duration_millis, attempt, next_attempt_at, detail, source, document"
                        + " from b3_jobs order by part"))
                .as("two parts of a feed may begin at the same moment")
                .containsExactly(
                        "2025-01-02 23:00:00.000001 b3-price-report null FETCHED 2025-01-02 00:00:00.000000 200"
                                + " 1234 def 250 2 2025-01-02 23:05:00.000000 one \"line\", two b3-price-report def",
                        "2025-01-02 23:00:00.000001 b3-price-report DOL FETCHED 2025-01-02 00:00:00.000000 200"
                                + " 1234 def 250 2 2025-01-02 23:05:00.000000 one \"line\", two b3-price-report def"));
    }

    private static Job attempt(@Nullable String part) {
        return new Job(
                "b3-price-report",
                part,
                SESSION,
                Instant.parse("2025-01-02T23:00:00.000001Z"),
                Job.Outcome.FETCHED,
                200,
                1234L,
                "def",
                250,
                2,
                Instant.parse("2025-01-02T23:05:00Z"),
                "one \"line\", two",
                new Provenance("b3-price-report", KNOWN, "def"));
    }

    @Test
    void redeliveryChangesNothing() {
        List<Adjustment> records = Adjustments.many("RED", 500);

        pipeline.publish(records);
        pipeline.publish(records);
        pipeline.publish(Adjustments.many("RED-END", 1));

        await().until(() -> pipeline.count("instrument = 'RED-END'") == 1);
        assertThat(pipeline.count("instrument = 'RED'")).isEqualTo(500);
    }

    @Test
    void aMessageThatDoesNotSayWhereItStandsGoesToTheDeadLettersAndItsNeighboursGoOn() {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        List<String> details = new ArrayList<>();
        BiConsumer<ProducerRecord<byte[], byte[]>, String> bad = (message, detail) -> {
            messages.add(message);
            details.add(detail);
        };
        bad.accept(without("b3-revision", standing("HDR")), "expected the header b3-revision, saw none");
        bad.accept(with("b3-stands-from", "soon", standing("HDR")), "header b3-stands-from cannot be read: \"soon\"");
        bad.accept(without("ce_time", withdrawn("HDR")), "header ce_time: expected a date or an instant, saw none");
        bad.accept(keyed("HDR|F27", withdrawn("HDR")), "key: expected instrument|contract_month|ts, saw HDR|F27");
        bad.accept(
                keyed("HDR|F27|2025-01-03", withdrawn("HDR")),
                "key: expected the moment 2025-01-02T00:00:00Z of the header b3-ts, saw 2025-01-03");
        bad.accept(keyed("|F27|2025-01-02", withdrawn("HDR")), "column instrument: expected a value, saw none");
        bad.accept(without("b3-ts", Messages.late(standing("HDR"))), "expected the header b3-ts, saw none");
        bad.accept(
                with("ce_type", "b3.jobs.v1", Messages.late(standing("HDR"))),
                "header ce_type: expected the topic of a dataset that has a history, saw b3.jobs.v1");
        bad.accept(
                without("ce_type", Messages.late(standing("HDR"))),
                "header ce_type: expected the topic of a dataset that has a history, saw null");
        bad.accept(
                keyed("dxy|HDR|F27|2025-01-02", Messages.late(withdrawn("HDR"))),
                "key: expected adjustments|instrument|contract_month|ts, saw dxy|HDR|F27|2025-01-02");
        bad.accept(
                new ProducerRecord<>(Datasets.JOBS.topic(), "HDR".getBytes(StandardCharsets.UTF_8), null),
                "value: expected a record, saw none");

        pipeline.publish(Adjustments.many("HDR-BEFORE", 3));
        pipeline.send(messages);
        pipeline.publish(Adjustments.many("HDR-AFTER", 3));

        await().until(() -> pipeline.count("instrument in ('HDR-BEFORE', 'HDR-AFTER')") == 6);
        await().untilAsserted(() -> assertThat(pipeline.deadLetters())
                .extracting(letter -> RawScrape.get(letter.headers(), "b3-detail"))
                .containsAll(details));
        assertThat(pipeline.count("instrument = 'HDR'")).isZero();
    }

    @Test
    void aWithdrawalIsOneRowOfItsKeyAndNothingElse() {
        Adjustment record = Adjustments.of("WDR", "F27", SESSION, 1);
        OptionPricesBook book = new OptionPricesBook(
                "WDR",
                SESSION,
                KNOWN,
                List.of(new OptionPricesBook.Price("WDRF1", 1.5, null, null, null, null, null)),
                record.provenance());
        Revision last = Messages.step(Long.MAX_VALUE, KNOWN.plusSeconds(1), record.ts());
        Revision gone = Messages.step(Long.MAX_VALUE, KNOWN.plusSeconds(1), KNOWN);

        pipeline.send(List.of(
                Messages.of(record),
                Messages.withdrawal(record, last),
                Messages.of(book),
                Messages.withdrawal(book, gone)));

        await().untilAsserted(() -> assertThat(pipeline.query("select ts, instrument, contract_month, unit, status,"
                        + " price_settlement, open_interest, source, reader, document, known_at, stands_from, revision,"
                        + " withdrawn from b3_adjustments_log where instrument = 'WDR' and withdrawn"))
                .containsExactly("2025-01-02 00:00:00.000000 WDR F27 null null null null null test/1 null"
                        + " 2025-01-02 22:00:01.123456 2025-01-02 22:00:01.123456 9223372036854775807 t"));
        await().untilAsserted(() -> assertThat(pipeline.query("select ts, underlying, ticker, session, quoted_at,"
                        + " settlement, source, withdrawn from b3_option_prices_log where underlying = 'WDR'"
                        + " order by revision"))
                .containsExactly(
                        "2025-01-02 22:00:00.123456 WDR WDRF1 2025-01-02 00:00:00.000000 2025-01-02 22:00:00.123456"
                                + " 1.5 b3-price-report f",
                        "2025-01-02 22:00:00.123456 WDR null 2025-01-02 00:00:00.000000 null null null t"));
        assertThat(pipeline.query("select * from b3_adjustments where instrument = 'WDR'"))
                .isEmpty();
        assertThat(pipeline.query("select * from b3_option_prices where underlying = 'WDR'"))
                .isEmpty();
    }

    private static ProducerRecord<byte[], byte[]> standing(String instrument) {
        return Messages.of(Adjustments.of(instrument, "F27", SESSION, 1));
    }

    private static ProducerRecord<byte[], byte[]> withdrawn(String instrument) {
        Adjustment record = Adjustments.of(instrument, "F27", SESSION, 1);
        return Messages.withdrawal(record, Messages.step(1, KNOWN, record.ts()));
    }

    private static ProducerRecord<byte[], byte[]> without(String header, ProducerRecord<byte[], byte[]> message) {
        message.headers().remove(header);
        return message;
    }

    private static ProducerRecord<byte[], byte[]> with(
            String header, String value, ProducerRecord<byte[], byte[]> message) {
        RawScrape.put(message.headers(), header, value);
        return message;
    }

    private static ProducerRecord<byte[], byte[]> keyed(String key, ProducerRecord<byte[], byte[]> message) {
        return new ProducerRecord<>(
                message.topic(), null, key.getBytes(StandardCharsets.UTF_8), message.value(), message.headers());
    }

    @Test
    void whatIsNoRecordGoesToTheDeadLettersWithItsBytesAndItsNeighboursGoOn() {
        Adjustment neighbour = Adjustments.of("POI", "F27", SESSION, 1);
        ProducerRecord<byte[], byte[]> poison = valued("{\"instrument\": POISON");

        pipeline.publish(Adjustments.many("POI-BEFORE", 3));
        pipeline.send(List.of(poison));
        pipeline.publish(List.of(neighbour));

        await().until(() -> pipeline.count("instrument in ('POI', 'POI-BEFORE')") == 4);
        assertThat(pipeline.deadLettersAbout("{\"instrument\": POISON"))
                .singleElement()
                .asString()
                .contains(
                        "ce_id=adjustments|POI|F27|2025-01-02|",
                        "b3-reason=" + Reason.UNREADABLE_DOCUMENT,
                        "b3-detail=")
                .contains("b3-dead-from=b3.adjustments.v1/0/");
    }

    /** A message about POI with this value. */
    private static ProducerRecord<byte[], byte[]> valued(String json) {
        ProducerRecord<byte[], byte[]> message = standing("POI");
        return new ProducerRecord<>(
                message.topic(), null, message.key(), json.getBytes(StandardCharsets.UTF_8), message.headers());
    }

    @Test
    void onlyTheRowsThatTheDatabaseRefusesGoToTheDeadLetters() {
        List<Adjustment> records = new ArrayList<>(Adjustments.many("REF", 400));
        records.add(17, Adjustments.of("REF-1969", "F70", LocalDate.of(1969, 12, 31), 1));
        records.add(203, Adjustments.of("REF-\u0000", "F27", SESSION, 1));
        records.add(Adjustments.of("REF-9999", "F27", LocalDate.of(9999, 12, 31), 1));
        records.add(Adjustments.of("REF-10000", "F27", LocalDate.of(10_000, 1, 1), 1));

        pipeline.publish(records);

        await().until(() -> pipeline.count("instrument in ('REF', 'REF-9999')") == 401);
        await().untilAsserted(() -> {
            assertThat(pipeline.deadLettersAbout("REF-1969"))
                    .singleElement()
                    .asString()
                    .contains("b3-reason=" + Reason.UNREADABLE_FIELD, "ce_id=adjustments|REF-1969|F70|1969-12-31|");
            assertThat(pipeline.deadLettersAbout("REF-\\u0000"))
                    .singleElement()
                    .asString()
                    .contains("b3-reason=" + Reason.REFUSED_BY_DATABASE);
            assertThat(pipeline.deadLettersAbout("REF-10000"))
                    .singleElement()
                    .asString()
                    .contains("b3-reason=" + Reason.UNREADABLE_FIELD);
            assertThat(pipeline.deadLettersAbout("REF-").size()).isEqualTo(3);
        });
        assertThat(Pipeline.health(sink).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aRowThatCannotBeBuiltLeavesTheOthersOfItsBatchAlone() {
        String json = Json.text(Adjustments.of("NUL", "F27", SESSION, 1));
        String withoutUnit = json.replace("\"unit\":\"PU\"", "\"unit\":null");

        pipeline.publish(Adjustments.many("NUL-BEFORE", 5));
        pipeline.send(List.of(valued(withoutUnit), valued("null")));
        pipeline.publish(Adjustments.many("NUL-AFTER", 5));

        await().until(() -> pipeline.count("instrument in ('NUL-BEFORE', 'NUL-AFTER')") == 10);
        assertThat(pipeline.deadLettersAbout("\"NUL\""))
                .singleElement()
                .asString()
                .contains("b3-reason=" + Reason.MISSING_FIELD, "column unit: expected a value, saw none");
    }

    @Test
    void recordsOfAnAbortedTransactionAreNotWrittenAndLeaveNoLag() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", pipeline.servers(), "transactional.id", "test", "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<?> aborted = producer.send(Messages.of(Adjustments.of("TXA", "F27", SESSION, 1)));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            Future<?> committed = producer.send(Messages.of(Adjustments.of("TXC", "F27", SESSION, 1)));
            producer.commitTransaction();
            assertThat(aborted).isDone();
            assertThat(committed).isDone();
        }

        await().until(() -> pipeline.count("instrument = 'TXC'") == 1);
        assertThat(pipeline.count("instrument = 'TXA'")).isZero();
        await().until(() -> meters().get("b3.sink.lag")
                        .tag("dataset", "adjustments")
                        .gauge()
                        .value()
                == 0);
    }

    @Test
    void countsRowsByDataset() {
        double before = rowsWritten();

        pipeline.publish(Adjustments.many("CNT", 7));

        await().until(() -> rowsWritten() >= before + 7);
        assertThat(meters().get("b3.sink.delivery").timer().count()).isPositive();
    }

    private static double rowsWritten() {
        return meters().counter("b3.sink.rows", "dataset", "adjustments").count();
    }

    private static MeterRegistry meters() {
        return sink.getBean(MeterRegistry.class);
    }

    private static List<Double> figures() {
        List<Double> figures = new ArrayList<>(List.of(
                0.1,
                0.0,
                -0.0,
                1.0 / 3,
                98_765.432_109_876,
                999_999_999_999_999.0,
                123_456_789_012.345,
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.MIN_NORMAL / 3));
        Random random = new Random(1);
        while (figures.size() < 3000) {
            double figure = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(figure)) {
                figures.add(figure);
            }
        }
        return figures;
    }
}
