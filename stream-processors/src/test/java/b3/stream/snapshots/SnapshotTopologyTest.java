package b3.stream.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.RawScrape;
import b3.schema.adjustments.Adjustment;
import b3.schema.contracts.Product;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    @TempDir
    Path state;

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
        // an old revision that was imported late, and the standing one behind it
        send(settled("DOL", "X25", MONDAY, 5500), settled("DOL", "X25", MONDAY, 5528.504));
        assertThat(quiet()).containsExactly("DOL X25 2025-10-13 5528.504");
    }

    @Test
    void anOldSessionIsFollowedByTheLatestOnceMore() {
        send(settled("DOL", "X25", TUESDAY, 5470));
        quiet();

        send(settled("DOL", "X25", "2025-10-10", 5500), settled("DOL", "X25", MONDAY, 5528.504));
        assertThat(quiet())
                .containsExactly(
                        "DOL X25 2025-10-10 5500.0", "DOL X25 2025-10-13 5528.504", "DOL X25 2025-10-14 5470.0");
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
                .isEqualTo("ce_specversion=1.0 ce_id=ab-DOL-2025-10-13 ce_type=b3.snapshots.v1 ce_source=https://source"
                        + " ce_time=2025-10-13T22:00:00Z ce_subject=2025-10-13 content-type=application/json"
                        + " b3-raw=b3.raw.b3-price-report.v1/0/7");
    }

    @Test
    void everyOrderAndAReplayEndInTheSameLastMessages() {
        List<MarketRecord> inputs = new ArrayList<>();
        for (String session : List.of("2025-09-30", "2025-10-01", "2025-10-10", MONDAY, TUESDAY)) {
            for (String instrument : List.of("DI1", "DDI", "DOL")) {
                for (String month : List.of("V25", "X25", "Z25", "F26")) {
                    inputs.add(settled(instrument, month, session, 5000 + inputs.size()));
                }
            }
            inputs.add(indicator("taxa_selic", session, inputs.size()));
        }
        Map<String, String> expected = last(inputs, 1000);
        assertThat(expected.get("DOL")).contains("\"contractMonth\":\"X25\"", TUESDAY);
        assertThat(expected).hasSize(4);

        Random shuffle = new Random(7);
        for (int round = 0; round < 10; round++) {
            Collections.shuffle(inputs, shuffle);
            assertThat(last(inputs, round % 2 == 0 ? 1 : 1000)).isEqualTo(expected);
        }
        List<MarketRecord> twice = new ArrayList<>(inputs);
        twice.addAll(inputs);
        assertThat(last(twice, 3)).isEqualTo(expected);
    }

    /** The last message of every key, with its headers, of a processor that has nothing yet. */
    private Map<String, String> last(List<MarketRecord> inputs, int rowsBetweenPauses) {
        driver.close();
        driver = driver();
        Map<String, String> last = new TreeMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            send(inputs.get(i));
            if (i % rowsBetweenPauses == 0) {
                records().forEach(record -> last.put(record.key(), record.value() + headers(record)));
            }
        }
        records().forEach(record -> last.put(record.key(), record.value() + headers(record)));
        return last;
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

    private void send(MarketRecord... inputs) {
        for (MarketRecord input : inputs) {
            RecordHeaders headers = new RecordHeaders();
            RawScrape.put(headers, "ce_source", "https://source");
            RawScrape.put(headers, RawScrape.RAW_HEADER, "b3.raw.b3-price-report.v1/0/7");
            driver.createInputTopic(Datasets.of(input).topic(), new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(new TestRecord<>(input.businessKey().getBytes(UTF_8), Json.bytes(input), headers));
        }
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
        return driver.createOutputTopic(Datasets.SNAPSHOTS.topic(), new StringDeserializer(), new StringDeserializer())
                .readRecordsToList();
    }

    private static String headers(TestRecord<String, String> record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(header.key() + "=" + new String(header.value(), UTF_8)));
        return headers.stream().collect(Collectors.joining(" "));
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
