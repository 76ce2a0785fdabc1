package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.document.DeadLetter;
import b3.schema.document.RawScrape;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GammaTopologyTest {

    private static final LocalDate SESSION = LocalDate.of(2025, 4, 10);
    private static final LocalDate EXPIRY = LocalDate.of(2025, 5, 16);
    private static final Provenance PROVENANCE =
            new Provenance("b3-price-report", Instant.parse("2025-04-10T22:00:00Z"), "aa".repeat(32));

    @TempDir
    Path state;

    @Test
    void everyOrderOfTheBooksEndsInTheSameLevels() {
        List<MarketRecord> inputs = new ArrayList<>(sample());
        Map<String, String> expected = last(inputs);
        assertThat(expected).isNotEmpty();
        assertThat(GammaDriver.levels(expected, "PETR4", "ALL").levels().callWall())
                .isEqualTo(38.0);
        assertThat(GammaDriver.levels(expected, "PETR4", "ALL").levels().putWall())
                .isEqualTo(34.0);
        assertThat(inputs(GammaDriver.levels(expected, "PETR4", "ALL")).ivSourceCounts())
                .containsKey("PRICE");

        Random shuffle = new Random(7);
        for (int round = 0; round < 12; round++) {
            Collections.shuffle(inputs, shuffle);
            assertThat(last(inputs)).isEqualTo(expected);
        }
    }

    @Test
    void nothingIsPublishedAsALevelWhileABookIsMissing() {
        List<MarketRecord> inputs = sample();
        for (MarketRecord missing : inputs) {
            if (missing instanceof OptionPricesBook) {
                continue;
            }
            List<MarketRecord> rest =
                    inputs.stream().filter(input -> input != missing).toList();
            last(rest).values().stream()
                    .filter(json -> json.contains("\"levels\""))
                    .map(json -> Json.read(json.getBytes(UTF_8), GammaLevels.class))
                    .forEach(levels -> {
                        assertThat(levels.status()).isEqualTo("falha");
                        assertThat(levels.levels().callWall()).isNull();
                        assertThat(levels.reasons()).containsKey("call_wall");
                    });
        }
    }

    @Test
    void aMissingSurfaceAndNoPremiumMeansNoLevelsWithTheReason() {
        List<MarketRecord> inputs = sample().stream()
                .filter(input -> !(input instanceof OptionPricesBook))
                .toList();
        GammaLevels levels = GammaDriver.levels(last(inputs), "PETR4", "ALL");
        assertThat(levels.levels().gammaFlip()).isNull();
        assertThat(levels.reasons()).containsEntry("call_wall", "NO_SURFACE");
    }

    @Test
    void aBookOfTheRootIsSharedOutByTicker() {
        List<MarketRecord> inputs = rootBook();
        inputs.add(new OptionSeriesBook(
                "PETR3",
                SESSION,
                List.of(new OptionSeriesBook.Series(
                        "PETRE999",
                        null,
                        OptionSeriesBook.Type.CALL,
                        OptionSeriesBook.Style.AMERICAN,
                        99,
                        EXPIRY,
                        1.0)),
                PROVENANCE));

        GammaLevels levels = GammaDriver.levels(last(inputs), "PETR4", "ALL");
        assertThat(levels.levels().callWall()).isEqualTo(38.0);
        assertThat(levels.quality()).isEqualTo("OK");
        assertThat(inputs(levels).rowsIn()).isEqualTo(4);
        assertThat(inputs(levels).oiCoverage()).isEqualTo(1.0);
    }

    @Test
    void positionsOfUnknownSeriesMakeTheLevelsPartial() {
        GammaLevels levels = GammaDriver.levels(last(rootBook()), "PETR4", "ALL");
        assertThat(levels.levels().callWall()).isEqualTo(38.0);
        assertThat(levels.quality()).isEqualTo("PARTIAL");
        assertThat(inputs(levels).rowsIn()).isEqualTo(5);
        assertThat(inputs(levels).oiCoverage()).isEqualTo(8.5 / 13.5);
    }

    @Test
    void aPriceThatNobodyCanPayIsAReasonAndDoesNotStopTheOthers() {
        List<MarketRecord> inputs = new ArrayList<>(sample());
        inputs.removeIf(input -> input instanceof UnderlyingPrice);
        inputs.add(
                new UnderlyingPrice("PETR4", "PETR4", SESSION, UnderlyingPrice.Kind.CLOSE, null, 0, null, PROVENANCE));
        GammaLevels levels = GammaDriver.levels(last(inputs), "PETR4", "ALL");
        assertThat(levels.status()).isEqualTo("falha");
        assertThat(levels.reasons()).hasSize(12).containsEntry("gamma_flip", "BAD_INPUT");
        assertThat(inputs(levels).anchor()).isEqualTo("SETTLEMENT");
    }

    @Test
    void theTopologyIsAsPictured() throws IOException {
        String described = GammaTopology.build(GammaConfig.DEFAULT, GammaObserver.NONE, () -> 0)
                .describe()
                .toString();
        try (InputStream golden =
                Objects.requireNonNull(GammaTopologyTest.class.getResourceAsStream("topology.txt"), "topology.txt")) {
            assertThat(described).isEqualToNormalizingNewlines(new String(golden.readAllBytes(), UTF_8));
        }
    }

    @Test
    void theLatestCurveStandsWhicheverComesLast() {
        RatesCurve latest = curve(SESSION, 14.2);
        List<MarketRecord> inputs = new ArrayList<>(sample());
        inputs.removeIf(RatesCurve.class::isInstance);
        inputs.add(latest);
        Map<String, String> expected = last(inputs);
        for (int days : new int[] {1, 2, 7}) {
            inputs.add(curve(SESSION.minusDays(days), 5.0));
        }
        assertThat(last(inputs)).isEqualTo(expected);
        inputs.remove(latest);
        inputs.add(inputs.size() - 3, latest);
        assertThat(last(inputs)).isEqualTo(expected);
        inputs.removeIf(latest::equals);
        assertThat(inputs(GammaDriver.levels(last(inputs), "PETR4", "ALL")).sources())
                .hasEntrySatisfying("RatesCurve", source -> assertThat(source).startsWith("2025-04-09 "));
    }

    @Test
    void levelsAreKnownSinceTheLatestOfTheirInputs() {
        List<MarketRecord> inputs = new ArrayList<>(sample());
        inputs.removeIf(OpenInterestBook.class::isInstance);
        Provenance late = new Provenance("b3-price-report", Instant.parse("2025-04-11T09:00:00Z"), "bb".repeat(32));
        inputs.add(1, new OpenInterestBook("PETR4", SESSION, positions(), late));
        assertThat(GammaDriver.levels(last(inputs), "PETR4", "ALL").provenance().knownAt())
                .isEqualTo(late.knownAt());
    }

    @Test
    void aSeriesBookThatComesLateReachesTheSessionsAfterIt() {
        List<MarketRecord> inputs = new ArrayList<>(sample());
        inputs.removeIf(OptionSeriesBook.class::isInstance);
        try (GammaDriver driver = new GammaDriver(state)) {
            inputs.forEach(driver::put);
            assertThat(GammaDriver.levels(driver.last(), "PETR4", "ALL").reasons())
                    .containsEntry("call_wall", "NO_SERIES");
            driver.put(series(SESSION.minusDays(7)));
            assertThat(GammaDriver.levels(driver.last(), "PETR4", "ALL")
                            .levels()
                            .callWall())
                    .isEqualTo(38.0);
        }
    }

    @Test
    void aFutureThatIsTheForwardOfAnIndexReachesItsLevels() {
        LocalDate june = LocalDate.of(2025, 6, 18);
        try (GammaDriver driver = new GammaDriver(state)) {
            driver.put(new OptionSeriesBook(
                    "IBOV",
                    SESSION,
                    List.of(new OptionSeriesBook.Series(
                            "IBOVF130",
                            null,
                            OptionSeriesBook.Type.CALL,
                            OptionSeriesBook.Style.EUROPEAN,
                            130_000,
                            june,
                            1.0)),
                    PROVENANCE));
            driver.put(new OpenInterestBook(
                    "IBOV",
                    SESSION,
                    List.of(new OpenInterestBook.Position("IBOVF130", 1_000, null, null, null)),
                    PROVENANCE));
            driver.put(new UnderlyingPrice(
                    "IBOV", "IBOV", SESSION, UnderlyingPrice.Kind.CLOSE, null, 126_000, null, PROVENANCE));
            driver.put(curve(SESSION, 14.2));
            driver.put(GammaDriver.flat("IBOV", SESSION, 20, PROVENANCE));
            assertThat(inputs(GammaDriver.levels(driver.last(), "IBOV", "ALL")).forwardSources())
                    .containsExactly("CARRY");
            driver.put(new UnderlyingPrice(
                    "IND", "INDM25", SESSION, UnderlyingPrice.Kind.SETTLEMENT, null, 128_450, june, PROVENANCE));
            assertThat(inputs(GammaDriver.levels(driver.last(), "IBOV", "ALL")).forwardSources())
                    .containsExactly("FUTURE");
        }
    }

    @Test
    void aScopeThatASessionHasNoMoreIsWithdrawnWithItsStrikesAndProfile() {
        try (GammaDriver driver = new GammaDriver(state)) {
            sample().forEach(driver::put);
            String scope = "EXPIRY:" + EXPIRY;
            assertThat(GammaDriver.all(driver.last(), "PETR4", scope)).hasSize(1);
            driver.put(new OptionSeriesBook(
                    "PETR4",
                    SESSION,
                    series(SESSION).series().stream()
                            .map(one -> new OptionSeriesBook.Series(
                                    one.ticker(),
                                    null,
                                    one.type(),
                                    one.style(),
                                    one.strike(),
                                    EXPIRY.plusDays(7),
                                    one.multiplier()))
                            .toList(),
                    new Provenance("b3-price-report", Instant.parse("2025-04-11T09:00:00Z"), "bb".repeat(32))));
            assertThat(driver.last()).isNotEmpty();
            assertThat(driver.last().keySet()).noneMatch(key -> key.contains(scope));
            assertThat(driver.asOf(Instant.parse("2025-04-11T08:59:59Z")).keySet())
                    .filteredOn(key -> key.contains(scope))
                    .hasSize(3);
        }
    }

    @Test
    void levelsWithoutOpenInterestAreWithdrawnWhole() {
        try (GammaDriver driver = new GammaDriver(state)) {
            sample().forEach(driver::put);
            Map<String, String> before = driver.last();
            driver.withdraw(new OpenInterestBook("PETR4", SESSION, positions(), PROVENANCE), "2025-04-11T09:00:00Z");
            assertThat(driver.last()).isEmpty();
            assertThat(driver.asOf(PROVENANCE.knownAt())).isEqualTo(before);
            assertThat(driver.answers())
                    .filteredOn(answer -> answer.json() == null)
                    .allMatch(answer -> answer.standsFrom().equals(Instant.parse("2025-04-11T09:00:00Z")))
                    .extracting(GammaDriver.Answer::key)
                    .containsExactlyInAnyOrderElementsOf(before.keySet());
        }
    }

    @Test
    void withoutACurveTheReasonStandsAloneAndStrikesAndProfileAreWithdrawn() {
        try (GammaDriver driver = new GammaDriver(state)) {
            sample().forEach(driver::put);
            driver.withdraw(curve(SESSION, 14.2), "2025-04-11T09:00:00Z");
            assertThat(driver.last()).hasSize(1);
            assertThat(GammaDriver.levels(driver.last(), "PETR4", "ALL").reasons())
                    .containsEntry("call_wall", "NO_CURVE");
        }
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheOthersGoOn() {
        try (GammaDriver driver = new GammaDriver(state)) {
            String topic = Datasets.OPEN_INTEREST.topic();
            byte[] key = ("PETR4|" + SESSION).getBytes(UTF_8);
            byte[] json = Json.bytes(new OpenInterestBook("PETR4", SESSION, positions(), PROVENANCE));
            driver.pipe(topic, key, "{ no json".getBytes(UTF_8), headers("2025-04-10T22:00:00Z"));
            driver.pipe(topic, key, "[".repeat(100_000).getBytes(UTF_8), headers("2025-04-10T22:00:00Z"));
            driver.pipe(topic, key, "{}".getBytes(UTF_8), headers("2025-04-10T22:00:00Z"));
            driver.pipe(topic, key, json, new RecordHeaders());
            driver.pipe(topic, key, json, headers("1969-12-31T00:00:00Z"));
            driver.pipe(topic, ("PETR3|" + SESSION).getBytes(UTF_8), json, headers("2025-04-10T22:00:00Z"));
            driver.pipe(topic, null, json, headers("2025-04-10T22:00:00Z"));
            driver.pipe(topic, "nonsense".getBytes(UTF_8), null, headers("2025-04-10T22:00:00Z"));
            driver.pipe(topic, "PETR4|2099-01-05".getBytes(UTF_8), null, headers("2025-04-10T22:00:00Z"));
            driver.pipe(Topic.HISTORY, key, json, new RecordHeaders());
            sample().forEach(driver::put);
            assertThat(GammaDriver.levels(driver.last(), "PETR4", "ALL")
                            .levels()
                            .callWall())
                    .isEqualTo(38.0);
            assertThat(driver.deadLetters()).hasSize(10);
            assertThat(driver.deadLetters().get(0).key()).isEqualTo(key);
            assertThat(Json.utf8(driver.deadLetters().get(0).value())).isEqualTo("{ no json");
            assertThat(RawScrape.get(driver.deadLetters().get(0).headers(), Revision.STANDS_FROM_HEADER))
                    .isEqualTo("2025-04-10T22:00:00Z");
            assertThat(driver.deadLetters())
                    .allSatisfy(letter -> assertThat(RawScrape.get(letter.headers(), DeadLetter.REASON_HEADER))
                            .isEqualTo("UNREADABLE_DOCUMENT"));
        }
    }

    @Test
    void whatIsSaidOfOtherDatasetsIsNoInput() {
        try (GammaDriver driver = new GammaDriver(state)) {
            Headers headers = headers("2025-04-10T22:00:00Z");
            RawScrape.put(headers, "ce_type", Datasets.ADJUSTMENTS.topic());
            driver.pipe(Topic.HISTORY, "adjustments|DOL|F26|2025-04-10".getBytes(UTF_8), null, headers);
            driver.put(new RatesCurve("INP", SESSION, "index", curve(SESSION, 1).vertices(), PROVENANCE));
            assertThat(driver.deadLetters()).isEmpty();
            assertThat(driver.size(GammaProcessor.INPUTS)).isZero();
        }
    }

    @Test
    void aCalculationThatFailsSaysSoAndDoesNotStopTheOthers() {
        try (GammaDriver driver = new GammaDriver(state)) {
            String broken = Json.text(series(SESSION)).replace("\"CALL\"", "null");
            driver.pipe(
                    Datasets.OPTION_SERIES.topic(),
                    ("PETR4|" + SESSION).getBytes(UTF_8),
                    broken.getBytes(UTF_8),
                    headers("2025-04-10T22:00:00Z"));
            sample().stream()
                    .filter(input -> !(input instanceof OptionSeriesBook))
                    .forEach(driver::put);
            driver.put(new OpenInterestBook("VALE3", SESSION, positions(), PROVENANCE));
            GammaLevels levels = GammaDriver.levels(driver.last(), "PETR4", "ALL");
            assertThat(levels.quality()).isEqualTo("UNAVAILABLE");
            assertThat(levels.reasons()).containsEntry("call_wall", "CALCULATION_FAILED");
            assertThat(GammaDriver.levels(driver.last(), "VALE3", "ALL").reasons())
                    .containsEntry("call_wall", "NO_SERIES");
            assertThat(driver.round().failed()).isEqualTo(1);

            int messages = driver.messages();
            driver.restart();
            assertThat(driver.messages()).as("fails again at the next start").isEqualTo(messages);
            assertThat(driver.round().failed()).isEqualTo(1);

            driver.put(new OptionSeriesBook(
                    "PETR4",
                    SESSION,
                    series(SESSION).series(),
                    new Provenance("b3-price-report", Instant.parse("2025-04-11T09:00:00Z"), "bb".repeat(32))));
            assertThat(GammaDriver.levels(driver.last(), "PETR4", "ALL")
                            .levels()
                            .callWall())
                    .isEqualTo(38.0);
            assertThat(driver.round().failed()).isZero();
        }
    }

    private static Headers headers(String standsFrom) {
        Headers headers = new RecordHeaders();
        Instant from = Instant.parse(standsFrom);
        new Revision(1, from, from, Revision.Change.NEW, "test/1").writeTo(headers);
        return headers;
    }

    /** The sample with a book of the root, which has a position more than there are series. */
    private static List<MarketRecord> rootBook() {
        List<MarketRecord> inputs = new ArrayList<>(sample());
        inputs.removeIf(input -> input instanceof OpenInterestBook);
        List<OpenInterestBook.Position> positions = new ArrayList<>(positions());
        positions.add(new OpenInterestBook.Position("PETRE999", 5_000_000, null, null, null));
        inputs.add(new OpenInterestBook("PETR", SESSION, positions, PROVENANCE));
        return inputs;
    }

    private static GammaLevels.Inputs inputs(GammaLevels levels) {
        return Objects.requireNonNull(levels.inputs());
    }

    private Map<String, String> last(List<? extends MarketRecord> inputs) {
        try (GammaDriver driver = new GammaDriver(state)) {
            inputs.forEach(driver::put);
            return driver.last();
        }
    }

    private static List<OpenInterestBook.Position> positions() {
        return List.of(
                new OpenInterestBook.Position("PETRE340", 1_000_000, null, null, null),
                new OpenInterestBook.Position("PETRE380", 4_000_000, null, null, null),
                new OpenInterestBook.Position("PETRQ340", 3_000_000, null, null, null),
                new OpenInterestBook.Position("PETRQ380", 500_000, null, null, null));
    }

    private static OptionSeriesBook series(LocalDate session) {
        return new OptionSeriesBook(
                "PETR4",
                session,
                List.of(
                        new OptionSeriesBook.Series(
                                "PETRE340",
                                null,
                                OptionSeriesBook.Type.CALL,
                                OptionSeriesBook.Style.AMERICAN,
                                34,
                                EXPIRY,
                                1.0),
                        new OptionSeriesBook.Series(
                                "PETRE380",
                                null,
                                OptionSeriesBook.Type.CALL,
                                OptionSeriesBook.Style.AMERICAN,
                                38,
                                EXPIRY,
                                1.0),
                        new OptionSeriesBook.Series(
                                "PETRQ340",
                                null,
                                OptionSeriesBook.Type.PUT,
                                OptionSeriesBook.Style.EUROPEAN,
                                34,
                                EXPIRY,
                                1.0),
                        new OptionSeriesBook.Series(
                                "PETRQ380",
                                null,
                                OptionSeriesBook.Type.PUT,
                                OptionSeriesBook.Style.EUROPEAN,
                                38,
                                EXPIRY,
                                1.0)),
                PROVENANCE);
    }

    private static RatesCurve curve(LocalDate session, double rate) {
        return new RatesCurve(
                "PRE",
                session,
                "DIxPRE",
                List.of(new RatesCurve.Vertex(21, 30, rate, true), new RatesCurve.Vertex(252, 365, 14.5, true)),
                PROVENANCE);
    }

    private static List<MarketRecord> sample() {
        List<OptionPricesBook.Price> prices = List.of(
                price("PETRE340", 2.95), price("PETRE380", 0.72), price("PETRQ340", 0.61), price("PETRQ380", 2.38));
        return List.of(
                series(SESSION),
                new OpenInterestBook("PETR4", SESSION, positions(), PROVENANCE),
                new OptionPricesBook("PETR4", SESSION, null, prices, PROVENANCE),
                new UnderlyingPrice(
                        "PETR4", "PETR4", SESSION, UnderlyingPrice.Kind.CLOSE, null, 36.0, null, PROVENANCE),
                curve(SESSION, 14.2));
    }

    private static OptionPricesBook.Price price(String ticker, double reference) {
        return new OptionPricesBook.Price(ticker, null, reference, null, null, null, null);
    }
}
