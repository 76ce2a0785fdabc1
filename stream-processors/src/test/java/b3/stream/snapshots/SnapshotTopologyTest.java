package b3.stream.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.adjustments.Adjustment;
import b3.schema.contracts.Product;
import b3.schema.document.DeadLetter;
import b3.schema.document.RawScrape;
import b3.schema.indicators.Indicator;
import b3.schema.snapshots.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTopologyTest {

    private static final Set<Product> FUTURES = Set.of(Product.of("DI1"), Product.of("DDI"), Product.of("DOL"));
    private static final String MONDAY = "2025-10-13";
    private static final String TUESDAY = "2025-10-14";

    private static final String KNOWN = "2025-10-13T22:00:00Z";

    /** Each hour of knowledge of the random histories. */
    private static final List<String> TIMES = IntStream.rangeClosed(0, 9)
            .mapToObj(hour -> "2025-10-14T0" + hour + ":00:00Z")
            .toList();

    @TempDir
    Path state;

    private final List<Long> numbers = new ArrayList<>();
    private long lastNumber;
    private int drivers;
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        driver = driver();
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void isTheTopologyOfTheDocs() throws IOException {
        try (InputStream golden = SnapshotTopologyTest.class.getResourceAsStream("topology.txt")) {
            assertThat(SnapshotTopology.build(FUTURES).describe().toString())
                    .isEqualToNormalizingNewlines(
                            new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8));
        }
    }

    @Test
    void theFrontIsTheContractThatExpiresFirstWhateverComesFirst() {
        send(settled("DI1", "Z25", MONDAY, 98000.5), settled("DI1", "X25", MONDAY, 99121.69));
        send(settled("DI1", "F26", MONDAY, 97000.25), settled("DOL", "X25", MONDAY, 5528.504));

        assertThat(quiet()).containsExactly("DI1 X25 2025-10-13 99121.69", "DOL X25 2025-10-13 5528.504");
    }

    @Test
    void nothingIsPublishedWhileRowsStillArrive() {
        send(settled("DOL", "Z25", MONDAY, 5560));
        driver.advanceWallClockTime(Duration.ofMillis(900));
        send(settled("DDI", "Z25", MONDAY, 98000));
        driver.advanceWallClockTime(Duration.ofMillis(900));
        send(settled("DOL", "X25", MONDAY, 5528.504));
        assertThat(published()).isEmpty();

        assertThat(quiet()).containsExactly("DDI Z25 2025-10-13 98000.0", "DOL X25 2025-10-13 5528.504");
    }

    @Test
    void aContractIsNotTheFrontOnTheDayItExpires() {
        send(settled("DOL", "V25", "2025-09-30", 5320), settled("DOL", "X25", "2025-09-30", 5350));
        send(settled("DOL", "V25", "2025-10-01", 5330), settled("DOL", "X25", "2025-10-01", 5360));
        assertThat(quiet()).containsExactly("DOL V25 2025-09-30 5320.0", "DOL X25 2025-10-01 5360.0");

        send(settled("DDI", "V25", "2025-10-01", 100000));
        assertThat(quiet()).isEmpty();
    }

    @Test
    void aHolidayMovesTheExpiryToTheNextBusinessDay() {
        // Carnival: H25 expires on 5 March
        send(settled("DI1", "H25", "2025-02-28", 99900), settled("DI1", "J25", "2025-02-28", 98900));
        send(settled("DI1", "H25", "2025-03-05", 100000), settled("DI1", "J25", "2025-03-05", 98990));
        // New Year: F26 expires on 2 January
        send(settled("DOL", "F26", "2025-12-30", 5500), settled("DOL", "G26", "2025-12-30", 5540));

        assertThat(quiet())
                .containsExactly(
                        "DI1 H25 2025-02-28 99900.0", "DI1 J25 2025-03-05 98990.0", "DOL F26 2025-12-30 5500.0");
    }

    @Test
    void aContractWithoutASettlementIsPassedOverUntilItHasOne() {
        send(settled("DOL", "Z25", MONDAY, 5560), settled("DOL", "X25", MONDAY, Double.NaN));
        assertThat(quiet()).containsExactly("DOL Z25 2025-10-13 5560.0");

        send(settled("DOL", "X25", MONDAY, 5528.504));
        assertThat(quiet()).containsExactly("DOL X25 2025-10-13 5528.504");
    }

    @Test
    void aCorrectionOfTheFrontReplacesItAndOneOfAnotherContractIsNoNews() {
        send(settled("DOL", "X25", MONDAY, 5528), settled("DOL", "Z25", MONDAY, 5560));
        quiet();

        send(settled("DOL", "Z25", MONDAY, 5561));
        assertThat(quiet()).isEmpty();
        send(settled("DOL", "X25", MONDAY, 5528.504));
        assertThat(quiet()).containsExactly("DOL X25 2025-10-13 5528.504");
        assertThat(history()).isEmpty();
    }

    @Test
    void everySessionHasItsSnapshotWheneverItComes() {
        send(settled("DOL", "X25", TUESDAY, 5470));
        quiet();

        send(settled("DOL", "X25", "2025-10-10", 5500), settled("DOL", "X25", MONDAY, 5528.504));
        assertThat(quiet()).containsExactly("DOL X25 2025-10-10 5500.0", "DOL X25 2025-10-13 5528.504");
    }

    @Test
    void aWithdrawnFrontGivesWayToTheNextContractAndTheLastOneLeavesNothing() {
        send(settled("DOL", "X25", MONDAY, 5528.504), settled("DOL", "Z25", MONDAY, 5560));
        quiet();

        withdraw(Datasets.ADJUSTMENTS, "DOL|X25|" + MONDAY, "2025-10-14T09:00:00Z");
        assertThat(quiet()).containsExactly("DOL Z25 2025-10-13 5560.0");
        withdraw(Datasets.ADJUSTMENTS, "DOL|Z25|" + MONDAY, "2025-10-14T10:00:00Z");
        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("DOL|" + MONDAY);
            assertThat(record.value()).isNull();
            assertThat(headers(record))
                    .isEqualTo(
                            "ce_specversion=1.0 ce_id=snapshots|DOL|2025-10-13|2025-10-14T10:00:00Z|WITHDRAWN|snapshots/1"
                                    + " ce_type=b3.snapshots.v1 ce_source=snapshots/1 ce_time=2025-10-14T10:00:00Z"
                                    + " ce_subject=2025-10-13 content-type=application/json");
            assertThat(Revision.read(record.headers()))
                    .returns(Instant.parse("2025-10-14T10:00:00Z"), Revision::standsFrom)
                    .returns(Instant.parse("2025-10-13T00:00:00Z"), Revision::ts)
                    .returns(Revision.Change.WITHDRAWN, Revision::change)
                    .returns("snapshots/1", Revision::reader);
        });
        assertThat(history()).isEmpty();
    }

    @Test
    void whatBecameKnownLateIsHistory() {
        send(step(settled("DOL", "X25", MONDAY, 5528), "2025-10-14T09:00:00Z"));
        quiet();

        send(step(settled("DOL", "X25", MONDAY, 5500), "2025-10-13T22:00:00Z"));
        assertThat(quiet()).isEmpty();
        assertThat(history()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("snapshots|DOL|" + MONDAY);
            assertThat(record.value()).contains("\"value\":5500.0");
            assertThat(Revision.read(record.headers()))
                    .returns(Instant.parse("2025-10-13T22:00:00Z"), Revision::standsFrom)
                    .returns(Revision.Change.NEW, Revision::change);
        });
    }

    @Test
    void aRevisionOfAnInputIsTakenOnceAndAnOlderOneNever() {
        send(new Input(settled("DOL", "X25", MONDAY, 5528), KNOWN, 7));
        assertThat(quiet()).hasSize(1);

        send(new Input(settled("DOL", "X25", MONDAY, 5528), KNOWN, 7));
        send(new Input(settled("DOL", "X25", MONDAY, 5500), KNOWN, 6));
        assertThat(quiet()).isEmpty();
        send(new Input(settled("DOL", "X25", MONDAY, 5530), KNOWN, 8));
        assertThat(records()).singleElement().satisfies(record -> assertThat(Revision.read(record.headers()))
                .returns(Instant.parse(KNOWN), Revision::standsFrom)
                .returns(Revision.Change.REREAD, Revision::change)
                .matches(again -> again.number() > numbers.get(0)));
    }

    @Test
    void anotherDatasetsHistoryIsNoInput() {
        RecordHeaders headers = new RecordHeaders();
        RawScrape.put(headers, "ce_type", Datasets.RATES.topic());
        pipe(Topic.HISTORY, "rates|PRE|" + MONDAY, "{}".getBytes(UTF_8), headers);

        assertThat(quiet()).isEmpty();
        assertThat(read(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void aMessageThatCannotBeReadGoesToTheDeadLettersAsItCameAndTheNextOneIsTaken() {
        RecordHeaders revision = headers(KNOWN, 1);
        byte[] sound = Json.bytes(settled("DOL", "X25", MONDAY, 5528));
        pipe(Datasets.ADJUSTMENTS.topic(), "DOL|X25|" + MONDAY, null, new RecordHeaders());
        pipe(Datasets.ADJUSTMENTS.topic(), "DOL|X25|" + MONDAY, sound, new RecordHeaders());
        pipe(Datasets.ADJUSTMENTS.topic(), "DOL|X25|" + MONDAY, "<html>".getBytes(UTF_8), revision);
        pipe(Datasets.ADJUSTMENTS.topic(), "DOL|X25|" + MONDAY, "null".getBytes(UTF_8), revision);
        pipe(Datasets.ADJUSTMENTS.topic(), "DOL|Z25|" + MONDAY, sound, revision);
        pipe(Datasets.ADJUSTMENTS.topic(), "DOL", sound, revision);
        pipe(Datasets.INDICATORS.topic(), null, sound, revision);
        RecordHeaders history = headers(KNOWN, 1);
        RawScrape.put(history, "ce_type", Datasets.INDICATORS.topic());
        pipe(Topic.HISTORY, "taxa_selic|" + MONDAY, null, history);
        send(settled("DOL", "X25", TUESDAY, 5470));

        assertThat(quiet()).containsExactly("DOL X25 2025-10-14 5470.0");
        List<TestRecord<String, String>> dead = read(Topic.DEAD_LETTERS);
        assertThat(dead).hasSize(8).allSatisfy(letter -> {
            assertThat(RawScrape.get(letter.headers(), DeadLetter.REASON_HEADER))
                    .isEqualTo("UNREADABLE_DOCUMENT");
            assertThat(RawScrape.get(letter.headers(), DeadLetter.DETAIL_HEADER))
                    .isNotBlank();
            assertThat(RawScrape.get(letter.headers(), DeadLetter.FROM_HEADER)).startsWith("b3.");
        });
        assertThat(dead.get(2).key()).isEqualTo("DOL|X25|" + MONDAY);
        assertThat(dead.get(2).value()).isEqualTo("<html>");
        assertThat(RawScrape.get(dead.get(2).headers(), Revision.STANDS_FROM_HEADER))
                .isEqualTo(KNOWN);
    }

    @Test
    void anotherInstrumentHasNoSnapshotUnlessItIsListed() {
        send(settled("IND", "V25", MONDAY, 141000), settled("DAP", "Q26", MONDAY, 90000));
        assertThat(quiet()).isEmpty();

        driver.close();
        driver = driver(Set.of(Product.of("IND")));
        // V25 expires on 15 October
        send(settled("IND", "V25", TUESDAY, 141000), settled("IND", "Z25", TUESDAY, 143000));
        send(settled("IND", "V25", "2025-10-15", 141500), settled("IND", "Z25", "2025-10-15", 143500));
        assertThat(quiet()).containsExactly("IND V25 2025-10-14 141000.0", "IND Z25 2025-10-15 143500.0");
    }

    @Test
    void indicatorsAreSnapshotsToo() {
        send(indicator("taxa_selic", "2025-10-10", 14.9), indicator("taxa_sofr", MONDAY, 4.13));
        assertThat(quiet()).containsExactly("taxa_selic null 2025-10-10 14.9", "taxa_sofr null 2025-10-13 4.13");

        send(indicator("taxa_sofr", MONDAY, 4.14), indicator("taxa_sofr", "2025-10-09", 4.1));
        assertThat(quiet()).containsExactly("taxa_sofr null 2025-10-09 4.1", "taxa_sofr null 2025-10-13 4.14");
        withdraw(Datasets.INDICATORS, "taxa_selic|2025-10-10", "2025-10-14T09:00:00Z");
        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("taxa_selic|2025-10-10");
            assertThat(record.value()).isNull();
        });
        send(indicator("taxa_sofr", TUESDAY, Double.NaN));
        assertThat(quiet()).isEmpty();
    }

    @Test
    void aSnapshotSaysAllThatItsSourceSaysAndWhereItWasRead() {
        send(settled("DOL", "X25", MONDAY, 5528.504));
        TestRecord<String, String> record = records().get(0);

        assertThat(record.value())
                .isEqualTo("{\"kind\":\"FUTURE\",\"instrument\":\"DOL\",\"name\":null,\"contractMonth\":\"X25\","
                        + "\"expiry\":\"2025-11-03\",\"session\":\"2025-10-13\",\"value\":5528.504,\"previous\":5500.0,"
                        + "\"displayValue\":null,\"unit\":\"POINTS\",\"status\":\"ajustado\",\"provenance\":{"
                        + "\"source\":\"b3-price-report\",\"knownAt\":\"2025-10-13T22:00:00Z\",\"document\":\"ab\"}}");
        assertThat(headers(record))
                .isEqualTo(
                        "ce_specversion=1.0 ce_id=snapshots|DOL|2025-10-13|2025-10-13T22:00:00Z|NEW|ab ce_type=b3.snapshots.v1 ce_source=https://source"
                                + " ce_time=2025-10-13T22:00:00Z ce_subject=2025-10-13 content-type=application/json"
                                + " b3-raw=b3.raw.b3-price-report.v1/0/7");
    }

    /** Three times of knowledge of every contract, with corrections of single steps and withdrawals. */
    private static List<Input> inputs(Random random) {
        List<Input> inputs = new ArrayList<>();
        for (String session : List.of("2025-09-30", MONDAY)) {
            for (String instrument : List.of("DI1", "DOL")) {
                for (String month : List.of("V25", "X25", "Z25")) {
                    steps(random, settled(instrument, month, session, 5000), inputs);
                }
            }
            steps(random, indicator("taxa_selic", session, 5000), inputs);
        }
        return inputs;
    }

    private static void steps(Random random, MarketRecord record, List<Input> inputs) {
        for (int step = 0; step < 3; step++) {
            String from = "2025-10-14T0" + random.nextInt(10) + ":00:00Z";
            int revisions = 1 + random.nextInt(2);
            for (int revision = 0; revision < revisions; revision++) {
                MarketRecord said = random.nextInt(4) == 0 ? null : priced(record, random.nextInt(3));
                long number = inputs.size() + 1L;
                inputs.add(new Input(Datasets.of(record), record.businessKey(), said, from, number));
            }
        }
    }

    private static MarketRecord priced(MarketRecord record, double price) {
        return record instanceof Adjustment adjustment
                ? settled(
                        adjustment.instrument(),
                        adjustment.contractMonth(),
                        adjustment.session().toString(),
                        price)
                : indicator(((Indicator) record).indicator(), record.session().toString(), price);
    }

    @Test
    void whateverTheOrderEveryTimeOfKnowledgeHasTheSnapshotOfItsInputs() {
        for (int seed = 0; seed < 2; seed++) {
            Random random = new Random(seed);
            List<Input> inputs = inputs(random);
            Map<String, String> expected = oracle(inputs);
            Map<String, String> last = null;
            for (int order = 0; order < 2; order++) {
                Collections.shuffle(inputs, random);
                List<Input> some = new ArrayList<>(inputs);
                some.addAll(inputs.subList(0, order * 5));
                Readers readers = readers(some, random);

                assertThat(readers.answers())
                        .as("seed %s, order %s", seed, order)
                        .isEqualTo(expected);
                assertThat(last == null ? readers.last : last)
                        .as("the last messages of the keys, but for their numbers: seed %s, order %s", seed, order)
                        .isEqualTo(readers.last);
                last = readers.last;
            }
        }
    }

    /** The snapshot of every key as of every time of knowledge, said in the words of the rule. */
    private static Map<String, String> oracle(List<Input> inputs) {
        Map<String, String> answers = new TreeMap<>();
        for (String time : TIMES) {
            Map<String, Input> current = new TreeMap<>();
            inputs.stream().filter(input -> input.from().compareTo(time) <= 0).forEach(input -> {
                Comparator<Input> order = Comparator.comparing(Input::from).thenComparing(Input::number);
                current.merge(input.key(), input, (a, b) -> order.compare(a, b) > 0 ? a : b);
            });
            // in the order of their keys: of the months V, X and Z the one that expires first comes first
            for (Input input : current.values()) {
                MarketRecord record = input.record();
                boolean expired = input.key().endsWith("|V25|" + MONDAY);
                if (record != null && !expired) {
                    answers.putIfAbsent(
                            record instanceof Adjustment adjustment
                                    ? adjustment.instrument() + "|" + record.session() + " " + time
                                    : record.businessKey() + " " + time,
                            record instanceof Adjustment adjustment
                                    ? adjustment.contractMonth() + " " + adjustment.priceSettlement()
                                    : "null " + ((Indicator) record).value());
                }
            }
        }
        return answers;
    }

    /** What readers of the topics have after these messages, with pauses here and there. */
    private Readers readers(List<Input> inputs, Random random) {
        driver.close();
        driver = driver();
        Readers readers = new Readers();
        for (Input input : inputs) {
            if (random.nextBoolean()) {
                send(input);
            } else {
                sendAsHistory(input);
            }
            if (random.nextInt(8) == 0) {
                readers.read();
            }
        }
        readers.read();
        return readers;
    }

    /** The answers that follow from the messages seen, and what the last message of every key says stands. */
    private final class Readers {

        private final List<TestRecord<String, String>> seen = new ArrayList<>();
        private final Map<String, String> last = new TreeMap<>();

        private void read() {
            for (TestRecord<String, String> record : records()) {
                seen.add(record);
                if (record.value() == null) {
                    last.remove(record.key());
                } else {
                    last.put(record.key(), record.value());
                }
            }
            history()
                    .forEach(record -> seen.add(new TestRecord<>(
                            record.key().substring("snapshots|".length()), record.value(), record.headers())));
        }

        private Map<String, String> answers() {
            Map<String, String> answers = new TreeMap<>();
            for (String time : TIMES) {
                Map<String, TestRecord<String, String>> current = new TreeMap<>();
                seen.stream()
                        .filter(record -> !revision(record).standsFrom().isAfter(Instant.parse(time)))
                        .forEach(record -> {
                            Comparator<TestRecord<String, String>> order = Comparator.comparing(
                                            (TestRecord<String, String> one) ->
                                                    revision(one).standsFrom())
                                    .thenComparing(one -> revision(one).number());
                            current.merge(record.key(), record, (a, b) -> order.compare(a, b) > 0 ? a : b);
                        });
                current.forEach((key, record) -> {
                    if (record.value() != null) {
                        Snapshot snapshot = Json.read(record.value().getBytes(UTF_8), Snapshot.class);
                        answers.put(key + " " + time, snapshot.contractMonth() + " " + snapshot.value());
                    }
                });
            }
            return answers;
        }
    }

    private TopologyTestDriver driver() {
        return driver(FUTURES);
    }

    private TopologyTestDriver driver(Set<Product> futures) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "snapshots-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG, state.resolve("s" + drivers++).toString());
        return new TopologyTestDriver(SnapshotTopology.build(futures), settings, Instant.parse("2025-10-14T22:00:00Z"));
    }

    /** One step of an input's history; no record: withdrawn. */
    private record Input(
            Dataset<?> dataset, String key, @Nullable MarketRecord record, String from, long number) {

        private Input(MarketRecord record, String from, long number) {
            this(Datasets.of(record), record.businessKey(), record, from, number);
        }
    }

    private Input step(MarketRecord record, String from) {
        return new Input(record, from, ++lastNumber);
    }

    /** Each is known since the same moment; a later one of a key corrects the one before. */
    private void send(MarketRecord... records) {
        for (MarketRecord record : records) {
            send(step(record, KNOWN));
        }
    }

    private void withdraw(Dataset<?> dataset, String key, String from) {
        send(new Input(dataset, key, null, from, ++lastNumber));
    }

    private void send(Input input) {
        pipe(input.dataset().topic(), input.key(), json(input), headers(input.from(), input.number()));
    }

    private void sendAsHistory(Input input) {
        RecordHeaders headers = headers(input.from(), input.number());
        RawScrape.put(headers, "ce_type", input.dataset().topic());
        pipe(Topic.HISTORY, input.dataset().name() + "|" + input.key(), json(input), headers);
    }

    private void pipe(String topic, @Nullable String key, byte @Nullable [] value, RecordHeaders headers) {
        byte[] bytes = key == null ? null : key.getBytes(UTF_8);
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(bytes, value, headers));
    }

    private static byte @Nullable [] json(Input input) {
        return input.record() == null ? null : Json.bytes(input.record());
    }

    private static RecordHeaders headers(String from, long number) {
        RecordHeaders headers = new RecordHeaders();
        RawScrape.put(headers, "ce_source", "https://source");
        RawScrape.put(headers, RawScrape.RAW_HEADER, "b3.raw.b3-price-report.v1/0/7");
        new Revision(number, Instant.parse(from), Instant.EPOCH, Revision.Change.NEW, "b3-price-report/1")
                .writeTo(headers);
        return headers;
    }

    private static Revision revision(TestRecord<String, String> record) {
        return Revision.read(record.headers());
    }

    /** What is published once nothing arrives any more. */
    private List<String> quiet() {
        driver.advanceWallClockTime(SnapshotTopology.QUIET.multipliedBy(2));
        return published();
    }

    private List<String> published() {
        return output().stream()
                .map(record -> Json.read(record.value().getBytes(UTF_8), Snapshot.class))
                .map(row -> row.instrument() + " " + row.contractMonth() + " " + row.session() + " " + row.value())
                .toList();
    }

    private List<TestRecord<String, String>> records() {
        driver.advanceWallClockTime(SnapshotTopology.QUIET.multipliedBy(2));
        return output();
    }

    private List<TestRecord<String, String>> output() {
        List<TestRecord<String, String>> output = read(Datasets.SNAPSHOTS.topic());
        output.forEach(record -> numbers.add(revision(record).number()));
        return output;
    }

    /** The snapshots among the history: what a test has sent there is in it too. */
    private List<TestRecord<String, String>> history() {
        return read(Topic.HISTORY).stream()
                .filter(record -> Datasets.SNAPSHOTS.topic().equals(RawScrape.get(record.headers(), "ce_type")))
                .toList();
    }

    private List<TestRecord<String, String>> read(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer())
                .readRecordsToList();
    }

    /** Every header but those of the revision, whose number follows the clock. */
    private static String headers(TestRecord<String, String> record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(header.key() + "=" + new String(header.value(), UTF_8)));
        return headers.stream()
                .filter(header -> header.startsWith("ce_")
                        || header.startsWith("content-type")
                        || header.startsWith(RawScrape.RAW_HEADER))
                .collect(Collectors.joining(" "));
    }

    private static Adjustment settled(String instrument, String month, String session, double price) {
        @Nullable Double none = null;
        return new Adjustment(
                instrument,
                month,
                LocalDate.parse(session),
                price,
                5500.0,
                none,
                none,
                Adjustment.Unit.POINTS,
                none,
                none,
                null,
                "ajustado",
                new Provenance("b3-price-report", Instant.parse("2025-10-13T22:00:00Z"), "ab"));
    }

    private static Indicator indicator(String indicator, String session, double value) {
        return new Indicator(
                indicator,
                indicator,
                LocalDate.parse(session),
                value,
                Double.toString(value),
                Indicator.Unit.PERCENT_A_YEAR,
                null,
                null,
                new Provenance("b3-financial-indicators", Instant.parse("2025-10-13T22:00:00Z"), "cd"));
    }
}
