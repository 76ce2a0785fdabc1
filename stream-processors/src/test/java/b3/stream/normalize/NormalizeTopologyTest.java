package b3.stream.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.Provenance;
import b3.schema.Topic;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.DocumentReport;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.stream.normalize.document.Packed;
import b3.stream.normalize.reading.FeedReader;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizeTopologyTest {

    private static final String ADJUSTMENTS = "b3.adjustments.v1";
    private static final LocalDate SESSION = LocalDate.of(2026, 3, 10);
    private static final Instant EARLY = Instant.parse("2026-03-10T22:00:00Z");
    private static final Instant LATE = Instant.parse("2026-03-11T12:00:00Z");

    private Path state;

    private final List<DocumentReport> observed = new ArrayList<>();
    private TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path folder) {
        state = folder;
        driver = driver(state, Registry.ALL);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void isTheTopologyOfTheDocs() {
        String described = NormalizeTopology.build(Registry.ALL, (report, rejections) -> {})
                .describe()
                .toString();
        assertThat(described).isEqualToNormalizingNewlines(new String(resource("topology.txt"), UTF_8));
    }

    @Test
    void publishesTheRecordsOfADocumentWithTheirHeadersAndAReport() {
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), EARLY);
        List<TestRecord<String, byte[]>> records = read(ADJUSTMENTS);
        assertThat(records)
                .extracting(TestRecord::key)
                .containsExactly(
                        "DI1|F27|2026-03-10", "DOL|J26|2026-03-10", "WIN|J26|2026-03-10", "DDI|F41|2026-03-10");
        String sha256 =
                scrape(Feeds.PRICE_REPORT, report("2026-03-10.xml"), EARLY).sha256();
        assertThat(headers(records.get(1)))
                .containsExactly(
                        "ce_specversion=1.0",
                        "ce_id=adjustments|DOL|J26|2026-03-10|2026-03-10T22:00:00Z|NEW|b3-price-report||2|2026-03-10T22:00:00Z|"
                                + sha256,
                        "ce_type=b3.adjustments.v1",
                        "ce_source=file:document",
                        "ce_time=2026-03-10T22:00:00Z",
                        "ce_subject=2026-03-10",
                        "content-type=application/json",
                        "b3-raw=b3.raw.b3-price-report.v1/0/0",
                        "b3-revision=" + EARLY.getEpochSecond() * 1_000_000,
                        "b3-stands-from=2026-03-10T22:00:00Z",
                        "b3-ts=2026-03-10T00:00:00Z",
                        "b3-change=NEW",
                        "b3-reader=b3-price-report/2");
        Adjustment dollar = Json.read(records.get(1).value(), Adjustment.class);
        assertThat(dollar.change()).isEqualTo(-24.726);
        assertThat(dollar.provenance()).isEqualTo(new Provenance("b3-price-report", EARLY, sha256));
        DocumentReport report = onlyReport();
        assertThat(report)
                .isEqualTo(new DocumentReport(
                        "b3-price-report",
                        SESSION,
                        sha256,
                        "b3.raw.b3-price-report.v1/0/0",
                        Map.of(
                                "adjustments",
                                4,
                                "option-series",
                                1,
                                "open-interest",
                                1,
                                "option-prices",
                                1,
                                "underlying-prices",
                                3,
                                "rates",
                                1),
                        Map.of(
                                "adjustments",
                                4,
                                "option-series",
                                1,
                                "open-interest",
                                1,
                                "option-prices",
                                1,
                                "underlying-prices",
                                3,
                                "rates",
                                1),
                        0,
                        "b3-price-report/2",
                        null,
                        null));
        assertThat(observed).containsExactly(report);
    }

    @Test
    void aRedeliveryPublishesNothingButItsReport() {
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), EARLY);
        read(ADJUSTMENTS);
        onlyReport();
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), LATE);
        assertThat(read(ADJUSTMENTS)).isEmpty();
        assertThat(onlyReport().rows()).containsEntry("adjustments", 4);
        assertThat(observed.get(1).published()).containsEntry("adjustments", 0);
    }

    @Test
    void aCorrectionIsPublishedAndStands() {
        send(Feeds.PRICE_REPORT, report("earlier-version.xml"), EARLY);
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), LATE);
        assertThat(prices("DOL|J26|2026-03-10")).containsExactly("5847.0@" + EARLY, "5847.377@" + LATE);
    }

    @Test
    void whatBecomesKnownLateIsHistoryAndWhatStandsKeepsStanding() {
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), LATE);
        read(ADJUSTMENTS);
        send(Feeds.PRICE_REPORT, report("earlier-version.xml"), EARLY);
        assertThat(read(ADJUSTMENTS)).isEmpty();
        List<TestRecord<String, byte[]>> history = read(Topic.HISTORY);
        assertThat(history)
                .filteredOn(record -> record.key().equals("adjustments|DOL|J26|2026-03-10"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(price(record)).isEqualTo("5847.0@" + EARLY);
                    assertThat(headers(record)).contains("ce_type=b3.adjustments.v1", "b3-stands-from=" + EARLY);
                });
        assertThat(observed.get(1).published()).containsEntry("adjustments", 1);
    }

    @Test
    void theBetterSourceStandsInBothOrdersAndTheDisagreementIsReportedInTheSameWords() {
        byte[] other = new String(page("blank-product.html"), ISO_8859_1)
                .replace("5.847,3770", "5.847,4000")
                .replace("-24,7260", "-24,7030")
                .getBytes(ISO_8859_1);
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), EARLY);
        send(Feeds.SETTLEMENT_PAGE, other, LATE);
        assertThat(prices("DOL|J26|2026-03-10")).containsExactly("5847.377@" + EARLY);
        List<Rejection> rejected = rejections();
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).reason()).isEqualTo(Reason.SOURCES_DISAGREE);
        assertThat(rejected.get(0).where()).isEqualTo("DOL|J26|2026-03-10");
        assertThat(rejected.get(0).detail())
                .isEqualTo("b3-price-report / b3-settlement-page: {priceSettlement=5847.377 / 5847.4};"
                        + " b3-price-report is current");

        restart(Registry.ALL, "other");
        send(Feeds.SETTLEMENT_PAGE, other, LATE);
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), EARLY);
        assertThat(prices("DOL|J26|2026-03-10")).containsExactly("5847.4@" + LATE, "5847.377@" + EARLY);
        assertThat(rejections()).isEqualTo(rejected);
        send(Feeds.SETTLEMENT_PAGE, other, LATE);
        assertThat(rejections()).isEmpty();
    }

    @Test
    void sourcesThatAgreeSayNothingAboutEachOther() {
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), EARLY);
        send(Feeds.SETTLEMENT_PAGE, page("blank-product.html"), LATE);
        assertThat(rejections()).isEmpty();
        assertThat(read(ADJUSTMENTS).stream().map(TestRecord::key))
                .hasSize(8)
                .contains("ABEVO|K26|2026-03-10")
                .doesNotHaveDuplicates();
    }

    @Test
    void aReplayYieldsTheSameBytesHeadersIncluded() {
        replay();
        List<String> first = everything();
        restart(Registry.ALL, "replayed");
        replay();
        assertThat(everything()).isEqualTo(first).hasSize(22);
    }

    @Test
    void aDocumentThatCannotBeReadGoesToTheDeadLettersAsItCame() {
        byte[] html = resource("pricereport/error-page.html");
        send(Feeds.PRICE_REPORT, html, EARLY);
        List<TestRecord<String, byte[]>> dead = read(Topic.DEAD_LETTERS);
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).key()).isEqualTo("b3-price-report|");
        assertThat(dead.get(0).value()).isEqualTo(html);
        assertThat(headers(dead.get(0)))
                .contains(
                        "ce_type=b3.raw.b3-price-report.v1",
                        "ce_time=2026-03-10T22:00:00Z",
                        "b3-reason=UNREADABLE_DOCUMENT",
                        "b3-raw=b3.raw.b3-price-report.v1/0/0")
                .anySatisfy(
                        header -> assertThat(header).startsWith("b3-detail=").contains("an HTML page"));
        DocumentReport report = onlyReport();
        assertThat(report.failure()).isEqualTo(Reason.UNREADABLE_DOCUMENT);
        assertThat(report.detail()).contains("an HTML page");
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), LATE);
        assertThat(read(ADJUSTMENTS)).hasSize(4);
    }

    @Test
    void everyHostileDocumentIsOneDeadLetterAndTheStreamGoesOn() {
        byte[] zip = Packed.zip("r.xml", report("2026-03-10.xml"));
        List<byte[]> hostile = List.of(
                new byte[0],
                Arrays.copyOf(zip, zip.length / 2),
                report("external-entity.xml"),
                report("billion-laughs.xml"),
                report("index-report.xml"),
                "PK\3\4".getBytes(UTF_8));
        hostile.forEach(document -> send(Feeds.PRICE_REPORT, document, EARLY));
        send(Feeds.SETTLEMENT_PAGE, page("weekend.html"), EARLY);
        assertThat(read(Topic.DEAD_LETTERS)).hasSize(hostile.size() + 1);
        assertThat(observed).allSatisfy(report -> assertThat(report.failure()).isNotNull());
        assertThat(read(ADJUSTMENTS)).isEmpty();
    }

    @Test
    void aRawRecordWithBrokenHeadersIsADeadLetter() {
        Headers headers = new RecordHeaders();
        RawScrape.put(headers, "ce_time", "yesterday");
        pipe(Feeds.PRICE_REPORT, new TestRecord<>("k".getBytes(UTF_8), report("2026-03-10.xml"), headers, EARLY));
        pipe(Feeds.PRICE_REPORT, new TestRecord<>(null, null, new RecordHeaders(), EARLY));
        List<TestRecord<String, byte[]>> dead = read(Topic.DEAD_LETTERS);
        assertThat(dead).hasSize(2);
        assertThat(headers(dead.get(0))).contains("ce_time=yesterday", "b3-reason=UNREADABLE_DOCUMENT");
        assertThat(dead.get(1).value()).isNull();
        assertThat(observed).hasSize(2);
    }

    @Test
    void rejectedRowsAreKeyedByFeedAndTheRestGoesOn() {
        send(Feeds.PRICE_REPORT, report("unreadable-number.xml"), EARLY);
        List<TestRecord<String, byte[]>> rejected = read(Topic.REJECTED);
        assertThat(rejected)
                .extracting(TestRecord::key)
                .containsOnly("b3-price-report")
                .hasSize(3);
        assertThat(headers(rejected.get(2)))
                .contains("ce_type=b3.rejected.v1", "ce_subject=2026-03-10", "b3-raw=b3.raw.b3-price-report.v1/0/0")
                .anySatisfy(header -> assertThat(header).startsWith("ce_id=").endsWith("|rejected-2"));
        assertThat(read(ADJUSTMENTS)).hasSize(1);
        assertThat(onlyReport().rejected()).isEqualTo(3);
    }

    @Test
    void aKeyTwiceInOneDocumentReachesTheTopicOnce() {
        scripted(List.of(List.of(row(SESSION, 1, 100.0), row(SESSION, 1, 100.0), row(SESSION, 1, 101.0))));
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        assertThat(read(ADJUSTMENTS)).hasSize(1);
        assertThat(rejections())
                .extracting(Rejection::reason)
                .containsOnly(Reason.DUPLICATE_KEY)
                .hasSize(2);
    }

    @Test
    void aParserThatBreaksIsADeadLetterAndTheStreamGoesOn() {
        scripted(List.of(rows(SESSION, 1)));
        send(Feeds.PRICE_REPORT, new byte[] {99}, EARLY);
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        assertThat(read(Topic.DEAD_LETTERS)).hasSize(1);
        assertThat(observed.get(0).detail()).contains("the parser failed", "IndexOutOfBounds");
        assertThat(read(ADJUSTMENTS)).hasSize(1);
    }

    @Test
    void aDocumentOfASessionThatNoCalendarKnowsIsADeadLetter() {
        scripted(List.of(rows(LocalDate.of(2202, 5, 10), 1)));
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        assertThat(read(ADJUSTMENTS)).isEmpty();
        assertThat(read(Topic.DEAD_LETTERS)).hasSize(1);
        assertThat(onlyReport().failure()).isEqualTo(Reason.UNKNOWN_SESSION);
    }

    @Test
    void theReportOfADocumentThatYieldsNothingSaysWhy() {
        scripted(List.of(List.of()));
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        DocumentReport report = onlyReport();
        assertThat(report.failure()).isNull();
        assertThat(report.detail()).isEqualTo("nothing in it is a row of this feed");
    }

    @Test
    void aSessionWithFarFewerRowsIsHeldBackUntilAnOperatorAcceptsIt() {
        scripted(List.of(rows(SESSION, 20), rows(SESSION.plusDays(3), 7)));
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        assertThat(read(ADJUSTMENTS)).hasSize(20);
        onlyReport();
        send(Feeds.PRICE_REPORT, new byte[] {1}, EARLY);
        assertThat(read(ADJUSTMENTS)).isEmpty();
        assertThat(read(Topic.DEAD_LETTERS)).hasSize(1);
        DocumentReport report = onlyReport();
        assertThat(report.failure()).isEqualTo(Reason.LAYOUT_CHANGED);
        assertThat(report.session()).isEqualTo(SESSION.plusDays(3));
        assertThat(report.detail())
                .isEqualTo("adjustments of 2026-03-13, compared with 2026-03-10: expected about 20 rows, saw 7");
        TestRecord<byte[], byte[]> accepted = record(Feeds.PRICE_REPORT, new byte[] {1}, EARLY);
        RawScrape.put(accepted.headers(), RawScrape.ACCEPT_LAYOUT_HEADER, "true");
        pipe(Feeds.PRICE_REPORT, accepted);
        assertThat(read(ADJUSTMENTS)).hasSize(7);
    }

    @Test
    void aColumnThatHasBecomeEmptyIsHeldBack() {
        scripted(List.of(full(rows(SESSION, 20), null), rows(SESSION.plusDays(1), 20)));
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        send(Feeds.PRICE_REPORT, new byte[] {1}, EARLY);
        assertThat(observed.get(1).detail())
                .contains("expected the column change (filled in 20 of 20 rows), saw it empty in all 20");
    }

    @Test
    void theShortPriceReportHasNoValuesPerContractAndThatIsNoChange() {
        LocalDate next = SESSION.plusDays(1);
        scripted(List.of(full(rows(SESSION, 20), 50.0), full(rows(next, 20), null)));
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        send(Feeds.PRICE_REPORT, new byte[] {1}, EARLY);
        assertThat(observed.get(1).failure()).isNull();
        assertThat(read(ADJUSTMENTS)).hasSize(40);
    }

    @Test
    void aBaselineOlderThanTenDaysSaysNothing() {
        scripted(List.of(rows(SESSION, 20), rows(SESSION.plusDays(11), 1)));
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        send(Feeds.PRICE_REPORT, new byte[] {1}, EARLY);
        assertThat(read(ADJUSTMENTS)).hasSize(21);
    }

    @Test
    void theFullestDocumentOfASessionIsItsBaseline() {
        scripted(List.of(rows(SESSION, 20), rows(SESSION, 3), rows(SESSION.plusDays(1), 7)));
        send(Feeds.PRICE_REPORT, new byte[] {0}, EARLY);
        send(Feeds.PRICE_REPORT, new byte[] {1}, EARLY);
        send(Feeds.PRICE_REPORT, new byte[] {2}, EARLY);
        assertThat(observed.get(2).failure()).isEqualTo(Reason.LAYOUT_CHANGED);
    }

    private void scripted(List<List<Adjustment>> documents) {
        restart(List.of(new FeedReader(Feeds.PRICE_REPORT, 1, new Scripted(documents))), "scripted");
    }

    private static List<Adjustment> rows(LocalDate session, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> row(session, number, 100.0))
                .toList();
    }

    /** The same with the previous price and the change, and with this value per contract. */
    private static List<Adjustment> full(List<Adjustment> rows, @Nullable Double valuePerContract) {
        return rows.stream()
                .map(row -> new Adjustment(
                        row.instrument(),
                        row.contractMonth(),
                        row.session(),
                        100.0,
                        99.0,
                        1.0,
                        valuePerContract,
                        row.unit(),
                        null,
                        null,
                        null,
                        row.status(),
                        row.provenance()))
                .toList();
    }

    private void replay() {
        send(Feeds.PRICE_REPORT, report("2026-03-10.xml"), LATE);
        send(Feeds.PRICE_REPORT, report("earlier-version.xml"), EARLY);
        send(Feeds.SETTLEMENT_PAGE, page("rowspan.html"), LATE);
        send(Feeds.PRICE_REPORT, report("unreadable-number.xml"), LATE.plusSeconds(1));
        send(Feeds.PRICE_REPORT, report("no-row.xml"), LATE);
    }

    private List<String> everything() {
        return Stream.of(ADJUSTMENTS, Topic.HISTORY, Topic.REJECTED, Topic.DOCUMENTS, Topic.DEAD_LETTERS)
                .flatMap(topic -> read(topic).stream()
                        .map(record -> topic + " " + record.timestamp() + " " + record.key() + " " + headers(record)
                                + " " + (record.value() == null ? "nothing" : new String(record.value(), UTF_8))))
                .toList();
    }

    private void restart(List<FeedReader> readers, String folder) {
        driver.close();
        observed.clear();
        state = state.resolve(folder);
        driver = driver(state, readers);
    }

    private TopologyTestDriver driver(Path folder, List<FeedReader> readers) {
        Properties properties = new Properties();
        properties.put("application.id", "test");
        properties.put("bootstrap.servers", "unused:1");
        properties.put("state.dir", folder.toString());
        return new TopologyTestDriver(
                NormalizeTopology.build(readers, (report, rejections) -> {
                    assertThat(rejections).hasSize(report.rejected());
                    observed.add(report);
                }),
                properties,
                EARLY);
    }

    private void send(Feed feed, byte[] bytes, Instant fetchedAt) {
        pipe(feed, record(feed, bytes, fetchedAt));
    }

    private void pipe(Feed feed, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(feed.rawTopic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    private static TestRecord<byte[], byte[]> record(Feed feed, byte[] bytes, Instant fetchedAt) {
        RawScrape scrape = scrape(feed, bytes, fetchedAt);
        Headers headers = new RecordHeaders();
        scrape.writeTo(headers);
        return new TestRecord<>(scrape.key().getBytes(UTF_8), bytes, headers, EARLY);
    }

    private static RawScrape scrape(Feed feed, byte[] bytes, Instant fetchedAt) {
        return new RawScrape(feed.name(), null, bytes, "application/zip", "file:document", fetchedAt, 0);
    }

    private List<TestRecord<String, byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private DocumentReport onlyReport() {
        List<TestRecord<String, byte[]>> reports = read(Topic.DOCUMENTS);
        assertThat(reports).hasSize(1);
        return Json.read(reports.get(0).value(), DocumentReport.class);
    }

    private List<Rejection> rejections() {
        return read(Topic.REJECTED).stream()
                .map(record -> Json.read(record.value(), Rejection.class))
                .toList();
    }

    private List<String> prices(String key) {
        return read(ADJUSTMENTS).stream()
                .filter(record -> record.key().equals(key))
                .map(NormalizeTopologyTest::price)
                .toList();
    }

    private static String price(TestRecord<String, byte[]> record) {
        Adjustment adjustment = Json.read(record.value(), Adjustment.class);
        return adjustment.priceSettlement() + "@" + adjustment.provenance().knownAt();
    }

    private static List<String> headers(TestRecord<?, ?> record) {
        return Arrays.stream(record.headers().toArray())
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }

    private static byte[] report(String name) {
        return resource("pricereport/" + name);
    }

    private static byte[] page(String name) {
        return resource("adjustments/settlement-page/" + name);
    }

    private static byte[] resource(String name) {
        try (InputStream in = NormalizeTopologyTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Adjustment row(LocalDate session, int number, double price) {
        String month = String.format(Locale.ROOT, "F%02d", number);
        Provenance provenance = new Provenance("b3-price-report", EARLY, "d");
        return new Adjustment(
                "DI1",
                month,
                session,
                price,
                null,
                null,
                null,
                Adjustment.Unit.PU,
                null,
                null,
                null,
                "ajustado",
                provenance);
    }

    /** Reads a document of one byte: the records of that number; breaks on any other. */
    private record Scripted(List<List<Adjustment>> documents) implements Normalizer {

        @Override
        public Normalized normalize(RawScrape document) {
            List<Adjustment> rows = documents.get(document.bytes()[0]);
            LocalDate session = rows.isEmpty() ? SESSION : rows.get(0).session();
            return new Normalized(session, List.copyOf(rows), List.of());
        }
    }
}
