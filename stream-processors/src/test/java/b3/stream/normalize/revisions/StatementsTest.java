package b3.stream.normalize.revisions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.adjustments.Adjustment;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.corporateactions.CorporateAction.Kind;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.schema.indicators.Indicator;
import b3.schema.optionchain.OpenInterestBook;
import b3.stream.normalize.NormalizeTopology;
import b3.stream.normalize.reading.FeedReader;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What documents state, leave out and take back, through the topology. */
class StatementsTest {

    private static final LocalDate SESSION = LocalDate.parse("2025-02-03");
    private static final Instant START = Instant.parse("2025-02-03T22:00:00Z");
    private static final String DI1 = "adjustments|DI1|F27|2025-02-03";
    private static final String DOL = "adjustments|DOL|H25|2025-02-03";

    @TempDir
    Path folder;

    private TopologyTestDriver driver = driver(1);
    private final Map<String, TreeMap<Instant, Row>> tables = new HashMap<>();
    private final Map<String, Row> last = new HashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();

    /** One step of a key's history as a table has it. */
    private record Row(long revision, String change, String value) {}

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aCorrectedDocumentWithdrawsWhatItNoLongerLists() {
        send(Feeds.PRICE_REPORT, 1, "DI1 100", "DOL 5800");
        send(Feeds.PRICE_REPORT, 2, "DI1 100");

        assertThat(current(DOL)).isEqualTo("nothing");
        assertThat(of(last, DOL).change()).isEqualTo("WITHDRAWN");
        assertThat(asOf(DOL, 1)).isEqualTo("b3-price-report@1 5800.0");
        assertThat(current(DI1)).isEqualTo("b3-price-report@1 100.0");
    }

    @Test
    void whatAnOlderDocumentListsAndANewerOneDidNotIsHistoryOnly() {
        send(Feeds.PRICE_REPORT, 2, "DI1 100");
        send(Feeds.PRICE_REPORT, 1, "DI1 100", "DOL 5800");

        assertThat(current(DOL)).isEqualTo("nothing");
        assertThat(asOf(DOL, 1)).isEqualTo("b3-price-report@1 5800.0");
        assertThat(asOf(DOL, 2)).isEqualTo("nothing");
    }

    @Test
    void whatTheBestSourceWithdrawsLeavesTheNextOnes() {
        send(Feeds.SETTLEMENT_PAGE, 1, "DOL 5801");
        send(Feeds.PRICE_REPORT, 2, "DI1 100", "DOL 5800");
        assertThat(current(DOL)).isEqualTo("b3-price-report@2 5800.0");
        send(Feeds.PRICE_REPORT, 3, "DI1 100");

        assertThat(current(DOL)).isEqualTo("b3-settlement-page@1 5801.0");
        assertThat(asOf(DOL, 2)).isEqualTo("b3-price-report@2 5800.0");
    }

    @Test
    void aPreliminaryDocumentTakesNothingBack() {
        send(Feeds.TRADE_INFORMATION, 1, "DI1 100", "DOL 5800");
        send(Feeds.TRADE_INFORMATION, 2, "preliminary", "DI1 101");

        assertThat(current(DOL)).isEqualTo("b3-trade-information@1 5800.0");
        assertThat(current(DI1)).isEqualTo("b3-trade-information@1 100.0");
    }

    @Test
    void aDocumentOfSingleValuesLeavesTheOthersAsTheyWere() {
        send(Feeds.BCB_INDICATORS, 1, "rate 13.25");
        send(Feeds.BCB_INDICATORS, 2, "other 1");

        assertThat(current("indicators|rate|2025-02-03")).isEqualTo("bcb-indicators@1 13.25");
    }

    @Test
    void aShortReportLeavesTheMarketThatItDoesNotCover() {
        send(Feeds.PRICE_REPORT, 1, "DI1 100", "book PETR4 7", "book DOL 8");
        send(Feeds.PRICE_REPORT, 2, "DI1 100", "book WDO 9");

        assertThat(current("open-interest|PETR4|2025-02-03")).isEqualTo("b3-price-report@1 7.0");
        assertThat(current("open-interest|DOL|2025-02-03")).isEqualTo("nothing");
    }

    @Test
    void aPaymentThatTheWholeListDropsIsGoneAlthoughTheSupplementStatedIt() {
        send(Feeds.COMPANY_SUPPLEMENT, 1, "pay PETR 2025-02-03 0.5", "pay PETR 2025-02-10 0.7");
        send(Feeds.CASH_DIVIDENDS, 2, "pay PETR 2024-05-02 0.1", "pay PETR 2025-02-03 0.5", "pay PETR 2025-02-10 0.7");
        send(Feeds.CASH_DIVIDENDS, 4, "pay PETR 2024-05-02 0.1", "pay PETR 2025-02-10 0.7");

        assertThat(asOf(pay("2025-02-03", "0.5"), 3)).isEqualTo("b3-company-supplement@1 0.5");
        assertThat(current(pay("2025-02-03", "0.5"))).isEqualTo("nothing");
        assertThat(current(pay("2025-02-10", "0.7"))).isEqualTo("b3-company-supplement@1 0.7");
        assertThat(current(pay("2024-05-02", "0.1"))).isEqualTo("b3-cash-dividends@2 0.1");
    }

    @Test
    void aPaymentThatOnlyLeftTheSupplementKeepsWhatThatSaidOfIt() {
        send(Feeds.COMPANY_SUPPLEMENT, 1, "pay PETR 2025-02-03 0.5", "pay PETR 2025-02-10 0.7");
        send(Feeds.CASH_DIVIDENDS, 2, "pay PETR 2025-02-03 0.5", "pay PETR 2025-02-10 0.7");
        send(Feeds.COMPANY_SUPPLEMENT, 5, "pay PETR 2025-02-10 0.7");

        assertThat(current(pay("2025-02-03", "0.5"))).isEqualTo("b3-company-supplement@1 0.5");
    }

    @Test
    void aChangedValueIsAnotherPaymentAndTheOldOneIsWithdrawn() {
        send(Feeds.COMPANY_SUPPLEMENT, 1, "pay PETR 2025-02-03 0.5");
        send(Feeds.CASH_DIVIDENDS, 2, "pay PETR 2025-02-03 0.5");
        send(Feeds.COMPANY_SUPPLEMENT, 5, "pay PETR 2025-02-03 0.6");
        send(Feeds.CASH_DIVIDENDS, 6, "pay PETR 2025-02-03 0.6");

        assertThat(asOf(pay("2025-02-03", "0.5"), 5))
                .as("the whole list has it still")
                .isEqualTo("b3-cash-dividends@2 0.5");
        assertThat(current(pay("2025-02-03", "0.5"))).isEqualTo("nothing");
        assertThat(current(pay("2025-02-03", "0.6"))).isEqualTo("b3-company-supplement@5 0.6");
    }

    @Test
    void aListOfOneCompanyLeavesTheOthersAndWhatIsOlderThanItself() {
        send(Feeds.CASH_DIVIDENDS, 1, "pay PETR 2024-05-02 0.1", "pay PETR 2025-02-03 0.5");
        send(Feeds.CASH_DIVIDENDS, 2, "pay VALE 2023-05-02 2.5");
        send(Feeds.CASH_DIVIDENDS, 3, "pay PETR 2025-02-03 0.5");

        assertThat(current(pay("2024-05-02", "0.1"))).isEqualTo("b3-cash-dividends@1 0.1");
        assertThat(current(pay("2025-02-03", "0.5"))).isEqualTo("b3-cash-dividends@1 0.5");
    }

    @Test
    void aNewerReadingThatFindsTheListToBeginLaterTakesBackLess() {
        send(Feeds.CASH_DIVIDENDS, 1, "pay PETR 2024-05-02 0.1", "pay PETR 2024-06-03 0.2", "pay PETR 2025-02-03 0.5");
        send(Feeds.CASH_DIVIDENDS, 2, "first pay PETR 2024-05-02 0.1", "pay PETR 2025-02-03 0.5");
        assertThat(current(pay("2024-06-03", "0.2"))).isEqualTo("nothing");
        restart(2);
        send(Feeds.CASH_DIVIDENDS, 2, "first pay PETR 2024-05-02 0.1", "pay PETR 2025-02-03 0.5");

        assertThat(current(pay("2024-06-03", "0.2"))).isEqualTo("b3-cash-dividends@1 0.2");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderOfListsEndsInTheSameAnswersForEveryTimeOfKnowledge(int seed) {
        Random random = new Random(seed);
        endsInTheSameAnswers(random, () -> anyList(random));
    }

    @Test
    void aNewerReaderReplacesWhatTheOlderOneReadAndTakesBackWhatItDoesNotFind() {
        send(Feeds.PRICE_REPORT, 1, "DI1 100", "DOL 5800", "book DOL 8");
        restart(2);
        send(Feeds.PRICE_REPORT, 1, "DI1 100", "DOL 5800", "book DOL 8");

        assertThat(current(DI1)).isEqualTo("b3-price-report@1 200.0");
        assertThat(of(last, DI1).change()).isEqualTo("REREAD");
        assertThat(current("open-interest|DOL|2025-02-03")).isEqualTo("nothing");
        restart(1);
        send(Feeds.PRICE_REPORT, 1, "DI1 100", "DOL 5800", "book DOL 8");
        assertThat(current(DI1)).as("an older reader changes nothing").isEqualTo("b3-price-report@1 200.0");
    }

    @Test
    void twoDocumentsOfOneInstantAreNeverMixed() {
        List<String> answers = new ArrayList<>();
        for (boolean swapped : List.of(false, true)) {
            reset();
            send(Feeds.PRICE_REPORT, 1, swapped ? "DOL 5800" : "DI1 100");
            send(Feeds.PRICE_REPORT, 1, swapped ? "DI1 100" : "DOL 5800");
            answers.add(current(DI1) + ", " + current(DOL));
        }
        assertThat(answers.get(0)).isEqualTo(answers.get(1)).contains("nothing");
    }

    @Test
    void whatIsForgottenIsNeverGuessedAndComesBackWhenItsDocumentIsReadAgain() {
        String book = "open-interest|DOL|2025-02-03";
        send(Feeds.OPEN_POSITIONS, 1, "large DOL 1");
        send(Feeds.PRICE_REPORT, 2, "DI1 1", "large DOL 2");
        driver.advanceWallClockTime(Duration.ofDays(60));
        send(Feeds.OPEN_POSITIONS, 3, "book WDO 1");

        assertThat(current(book)).isEqualTo("nothing");
        assertThat(rejections).extracting(Rejection::reason).contains(Reason.FORGOTTEN);
        send(Feeds.PRICE_REPORT, 2, "DI1 1", "large DOL 2");
        assertThat(current(book)).isEqualTo("b3-price-report@2 2.0");
    }

    @Test
    void sourcesOfABookThatDifferDisagreeWithCountAndExtent() {
        send(Feeds.OPEN_POSITIONS, 1, "large DOL 1");
        send(Feeds.PRICE_REPORT, 2, "DI1 1", "large DOL 2");

        assertThat(rejections)
                .filteredOn(rejection -> rejection.reason() == Reason.SOURCES_DISAGREE)
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.detail())
                        .contains("100 of 100 figures, the worst by 50.0 %", "b3-open-positions is current"));
    }

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderOfDocumentsEndsInTheSameAnswersForEveryTimeOfKnowledge(int seed) {
        Random random = new Random(seed);
        endsInTheSameAnswers(random, () -> anything(random));
    }

    private void endsInTheSameAnswers(Random random, Supplier<Runnable> anything) {
        List<Runnable> documents = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            documents.add(anything.get());
        }
        Map<String, List<String>> expected = null;
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(documents, random);
            reset();
            documents.forEach(Runnable::run);
            documents.get(0).run();
            Map<String, List<String>> answers = new TreeMap<>();
            tables.forEach((key, steps) -> {
                List<String> values = IntStream.rangeClosed(0, 9)
                        .mapToObj(second -> steps.floorEntry(at(second)))
                        .map(step -> step == null ? "nothing" : step.getValue().value())
                        .toList();
                if (values.stream().anyMatch(value -> !value.equals("nothing"))) {
                    answers.put(key, values);
                }
                if (last.containsKey(key)) {
                    assertThat(values.get(9))
                            .as("the last message of %s", key)
                            .isEqualTo(last.get(key).value());
                }
            });
            if (expected == null) {
                expected = answers;
            }
            assertThat(answers).isEqualTo(expected);
        }
    }

    private Runnable anything(Random random) {
        Feed feed = List.of(
                        Feeds.PRICE_REPORT,
                        Feeds.TRADE_INFORMATION,
                        Feeds.SETTLEMENT_BOARD,
                        Feeds.OPEN_POSITIONS,
                        Feeds.BCB_INDICATORS,
                        Feeds.FINANCIAL_INDICATORS)
                .get(random.nextInt(6));
        int second = 1 + random.nextInt(8);
        List<String> lines = new ArrayList<>();
        if (feed.equals(Feeds.TRADE_INFORMATION) && random.nextInt(3) == 0) {
            lines.add("preliminary");
        }
        for (String name : List.of("DI1", "DOL", "WIN")) {
            if (random.nextInt(3) > 0) {
                boolean indicator = feed.equals(Feeds.BCB_INDICATORS) || feed.equals(Feeds.FINANCIAL_INDICATORS);
                boolean book =
                        feed.equals(Feeds.OPEN_POSITIONS) || (feed.equals(Feeds.PRICE_REPORT) && random.nextBoolean());
                String kind = book ? "book " : "";
                lines.add(
                        kind + (indicator ? name.toLowerCase(java.util.Locale.ROOT) : name) + " " + random.nextInt(3));
            }
        }
        if (lines.isEmpty() || lines.equals(List.of("preliminary"))) {
            lines.add(feed.equals(Feeds.OPEN_POSITIONS) ? "book DOL 1" : "DOL 1");
        }
        String[] text = lines.toArray(String[]::new);
        return () -> send(feed, second, text);
    }

    private Runnable anyList(Random random) {
        Feed feed = random.nextBoolean() ? Feeds.CASH_DIVIDENDS : Feeds.COMPANY_SUPPLEMENT;
        int second = 1 + random.nextInt(8);
        List<String> lines = new ArrayList<>();
        for (String day : List.of("2024-05-02", "2024-06-03", "2025-02-03", "2025-04-01")) {
            if (random.nextInt(3) > 0) {
                lines.add(
                        "pay " + (random.nextInt(4) == 0 ? "VALE " : "PETR ") + day + " 0." + (1 + random.nextInt(2)));
            }
        }
        String[] text = lines.toArray(String[]::new);
        return () -> send(feed, second, text);
    }

    private static String pay(String session, String value) {
        return "corporate-actions|PETR|ON|DIVIDEND|" + session + "|2024-01-02/" + value;
    }

    private void reset() {
        driver.close();
        folder = folder.resolve("again");
        driver = driver(1);
        tables.clear();
        last.clear();
        rejections.clear();
    }

    /** Reads with another version of the normalizers from here on, with the state that there is. */
    private void restart(int version) {
        Map<String, List<KeyValue<Object, Object>>> kept = new HashMap<>();
        driver.getAllStateStores().keySet().forEach(store -> {
            List<KeyValue<Object, Object>> entries = new ArrayList<>();
            try (var all = driver.getKeyValueStore(store).all()) {
                all.forEachRemaining(entries::add);
            }
            kept.put(store, entries);
        });
        driver.close();
        driver = driver(version);
        kept.forEach((store, entries) ->
                entries.forEach(entry -> driver.getKeyValueStore(store).put(entry.key, entry.value)));
    }

    private TopologyTestDriver driver(int version) {
        Properties properties = new Properties();
        properties.put("application.id", "test");
        properties.put("bootstrap.servers", "unused:1");
        properties.put("state.dir", String.valueOf(folder));
        List<FeedReader> readers = Feeds.ALL.stream()
                .map(feed -> new FeedReader(feed, version, new Scripted(feed, version)))
                .toList();
        return new TopologyTestDriver(
                NormalizeTopology.build(readers, (report, found) -> rejections.addAll(found)), properties, START);
    }

    private void send(Feed feed, int second, String... lines) {
        byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
        RawScrape document = new RawScrape(feed.name(), null, bytes, "text/plain", "file:script", at(second), 0);
        RecordHeaders headers = new RecordHeaders();
        document.writeTo(headers);
        driver.createInputTopic(feed.rawTopic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(new byte[0], bytes, headers, START));
        for (Dataset<?> dataset : List.of(
                Datasets.ADJUSTMENTS, Datasets.OPEN_INTEREST, Datasets.INDICATORS, Datasets.CORPORATE_ACTIONS)) {
            read(dataset.topic()).forEach(message -> take(message, dataset.name() + "|" + message.key(), true));
        }
        read(Topic.HISTORY).forEach(message -> take(message, message.key(), false));
    }

    private void take(TestRecord<String, byte[]> message, String key, boolean current) {
        Revision revision = Revision.read(message.headers());
        Row row = new Row(revision.number(), revision.change().name(), value(key, message.value()));
        Row before = tables.computeIfAbsent(key, first -> new TreeMap<>()).get(revision.standsFrom());
        if (before == null || before.revision() < row.revision()) {
            tables.get(key).put(revision.standsFrom(), row);
        }
        if (current) {
            assertThat(last.getOrDefault(key, new Row(0, "", "")).revision()).isLessThan(row.revision());
            last.put(key, row);
        }
    }

    private static String value(String key, byte[] json) {
        if (json == null) {
            return "nothing";
        }
        Dataset<?> dataset = Datasets.named(key.substring(0, key.indexOf('|'))).orElseThrow();
        MarketRecord record = Json.read(json, dataset.type());
        Duration known = Duration.between(START, record.provenance().knownAt());
        return record.provenance().source() + "@" + known.toSeconds() + " " + figure(record);
    }

    private static double figure(MarketRecord record) {
        if (record instanceof Adjustment adjustment) {
            return adjustment.priceSettlement();
        }
        if (record instanceof Indicator indicator) {
            return indicator.value();
        }
        if (record instanceof CorporateAction action) {
            return action.valuePerShare();
        }
        return ((OpenInterestBook) record).positions().get(0).total();
    }

    private static <V> V of(Map<String, V> all, String key) {
        return Objects.requireNonNull(all.get(key), key);
    }

    private String current(String key) {
        return of(tables, key).lastEntry().getValue().value();
    }

    private String asOf(String key, int second) {
        return of(tables, key).floorEntry(at(second)).getValue().value();
    }

    private List<TestRecord<String, byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    /**
     * Reads lines such as {@code DI1 100}, {@code book DOL 7}, {@code rate 13.25}, {@code pay PETR 2025-02-03 0.5}; version 2
     * doubles prices, and reads neither books nor lines that begin with {@code first}.
     */
    private record Scripted(Feed feed, int version) implements Normalizer {

        @Override
        public Normalized normalize(RawScrape document) {
            List<String> lines = List.of(new String(document.bytes(), UTF_8).split("\n", -1));
            Provenance provenance = new Provenance(feed.name(), document.fetchedAt(), document.sha256());
            List<MarketRecord> records = new ArrayList<>();
            for (String line : lines) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("book") || words[0].equals("large")) {
                    if (version() == 1) {
                        records.add(book(words, provenance));
                    }
                } else if (words[0].equals("first")) {
                    if (version() == 1) {
                        records.add(payment(List.of(words).subList(1, words.length), provenance));
                    }
                } else if (words[0].equals("pay")) {
                    records.add(payment(List.of(words), provenance));
                } else if (words.length == 2) {
                    double figure = Double.parseDouble(words[1]) * version();
                    records.add(
                            feed.datasets().contains(Datasets.INDICATORS)
                                    ? indicator(words[0], figure, provenance)
                                    : adjustment(words[0], figure, provenance));
                }
            }
            Normalized found = new Normalized(SESSION, records, List.of());
            return lines.contains("preliminary") ? found.asPreliminary() : found;
        }

        private static MarketRecord book(String[] words, Provenance provenance) {
            int rows = words[0].equals("large") ? 100 : 1;
            return new OpenInterestBook(
                    words[1],
                    SESSION,
                    IntStream.range(0, rows)
                            .mapToObj(row -> new OpenInterestBook.Position(
                                    words[1] + "C" + (1000 + row), Double.parseDouble(words[2]), null, null, null))
                            .toList(),
                    provenance);
        }

        private static MarketRecord payment(List<String> words, Provenance provenance) {
            LocalDate approved = LocalDate.parse("2024-01-02");
            return new CorporateAction(
                    words.get(1),
                    "ON",
                    Kind.DIVIDEND,
                    LocalDate.parse(words.get(2)),
                    approved + "/" + words.get(3),
                    approved,
                    null,
                    null,
                    Double.parseDouble(words.get(3)),
                    null,
                    null,
                    null,
                    null,
                    provenance);
        }

        private static MarketRecord indicator(String name, double figure, Provenance provenance) {
            return new Indicator(
                    name, name, SESSION, figure, "" + figure, Indicator.Unit.PERCENT_A_YEAR, null, null, provenance);
        }

        private static MarketRecord adjustment(String name, double figure, Provenance provenance) {
            return new Adjustment(
                    name,
                    name.equals("DOL") ? "H25" : "F27",
                    SESSION,
                    figure,
                    null,
                    null,
                    null,
                    Adjustment.Unit.POINTS,
                    null,
                    null,
                    null,
                    "ajustado",
                    provenance);
        }
    }
}
