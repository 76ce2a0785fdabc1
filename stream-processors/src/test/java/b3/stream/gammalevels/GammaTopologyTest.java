package b3.stream.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.RawScrape;
import b3.schema.adjustments.Adjustment;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.schema.volsurface.VolSurface;
import b3.stream.normalize.Normalizer;
import b3.stream.normalize.Registry;
import java.nio.file.Files;
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
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

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
        assertThat(levels(expected, "PETR4", "ALL").levels().callWall()).isEqualTo(38.0);
        assertThat(levels(expected, "PETR4", "ALL").levels().putWall()).isEqualTo(34.0);
        assertThat(inputs(levels(expected, "PETR4", "ALL")).ivSourceCounts()).containsKey("PRICE");

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
                    .map(json -> Json.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), GammaLevels.class))
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
        GammaLevels levels = levels(last(inputs), "PETR4", "ALL");
        assertThat(levels.levels().gammaFlip()).isNull();
        assertThat(levels.reasons()).containsEntry("call_wall", "NO_SURFACE");
    }

    @Test
    void aBookOfTheRootIsSharedOutByTicker() {
        List<MarketRecord> inputs = new ArrayList<>(sample());
        inputs.removeIf(input -> input instanceof OpenInterestBook);
        List<OpenInterestBook.Position> positions = new ArrayList<>(positions());
        positions.add(new OpenInterestBook.Position("PETRE999", 5_000_000, null, null, null));
        inputs.add(new OpenInterestBook("PETR", SESSION, positions, PROVENANCE));

        GammaLevels levels = levels(last(inputs), "PETR4", "ALL");
        assertThat(levels.levels().callWall()).isEqualTo(38.0);
        assertThat(inputs(levels).rowsIn()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"DOL_2023-02-02,SPRD230202.zip,2023-02-02,H23", "DOL_2025-02-03,SPRD250203.zip,2025-02-03,H25"})
    void theRealReportsGiveTheLevelsOfAnIndependentReader(String name, String file, LocalDate session, String front)
            throws Exception {
        String samples = System.getenv("B3_SAMPLES_DIR");
        String golden = System.getenv("B3_GOLDEN_DIR");
        assumeTrue(samples != null && golden != null, "B3_SAMPLES_DIR and B3_GOLDEN_DIR name no folder");
        byte[] bytes = Files.readAllBytes(Path.of(samples, "settlement_adjustments", file));
        Normalizer normalizer = Registry.ALL.stream()
                .filter(one -> one.feed().name().equals("b3-price-report"))
                .findFirst()
                .orElseThrow();
        List<MarketRecord> inputs = new ArrayList<>(normalizer
                .normalize(new RawScrape(
                        "b3-price-report", null, bytes, "application/zip", "file:" + file, Instant.EPOCH, 0))
                .records());
        inputs.removeIf(Adjustment.class::isInstance);
        inputs.add(flat("DOL", session, 15.0));

        GammaLevels levels = levels(last(inputs), "DOL", "ALL");

        JsonNode expected = Json.MAPPER
                .readTree(Files.readAllBytes(Path.of(golden, "gamma_end_to_end.json")))
                .path(name);
        JsonNode all = expected.path("levels_all");
        assertThat(inputs(levels).referenceInstrument()).isEqualTo("DOL" + front);
        assertThat(inputs(levels).ivSourceCounts())
                .isEqualTo(Map.of("FLAT", expected.path("used").asInt()));
        assertThat(levels.levels().callWall())
                .isEqualTo(all.path("call_wall_at_or_above_spot").asDouble());
        assertThat(levels.levels().putWall())
                .isEqualTo(all.path("put_wall_at_or_below_spot").asDouble());
        assertThat(levels.levels().callWallAny())
                .isEqualTo(all.path("call_wall_any").asDouble());
        assertThat(levels.levels().putWallAny())
                .isEqualTo(all.path("put_wall_any").asDouble());
        assertClose(exposures(levels).netGex(), all.path("net").asDouble(), 1e-9);
        assertClose(exposures(levels).callGex(), all.path("total_call").asDouble(), 1e-9);
        assertClose(exposures(levels).putGex(), -all.path("total_put").asDouble(), 1e-9);
        // the reader interpolates between the prices of a grid, so it knows the zero to a few parts in a million
        assertClose(
                levels.levels().gammaFlip(),
                expected.path("sweep_front_future").path("nearest").asDouble(),
                1e-5);
    }

    private static GammaLevels.Inputs inputs(GammaLevels levels) {
        return Objects.requireNonNull(levels.inputs());
    }

    private static GammaLevels.Exposures exposures(GammaLevels levels) {
        return Objects.requireNonNull(levels.exposures());
    }

    private static void assertClose(@Nullable Double seen, double expected, double relative) {
        assertThat(seen).isCloseTo(expected, within(Math.abs(expected) * relative));
    }

    private Map<String, String> last(List<MarketRecord> inputs) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "gamma-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                state.resolve("s" + System.nanoTime()).toString());
        Map<String, String> last = new TreeMap<>();
        try (var driver = new TopologyTestDriver(
                GammaTopology.build(GammaConfig.DEFAULT), settings, Instant.parse("2025-04-11T00:00:00Z"))) {
            for (MarketRecord input : inputs) {
                driver.createInputTopic(
                                Datasets.of(input).topic(), new ByteArraySerializer(), new ByteArraySerializer())
                        .pipeInput(
                                input.topicKey().getBytes(java.nio.charset.StandardCharsets.UTF_8), Json.bytes(input));
                driver.advanceWallClockTime(Duration.ofSeconds(1));
            }
            for (var dataset : List.of(Datasets.GAMMA_LEVELS, Datasets.GAMMA_STRIKES, Datasets.GAMMA_PROFILE)) {
                driver.createOutputTopic(dataset.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readKeyValuesToList()
                        .forEach(message ->
                                last.put(dataset.name() + " " + Json.utf8(message.key), Json.utf8(message.value)));
            }
        }
        return last;
    }

    private static GammaLevels levels(Map<String, String> last, String instrument, String scope) {
        return last.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("gamma-levels " + instrument + "|computed|" + scope + "|TOTAL|"))
                .map(entry -> Json.MAPPER.readValue(entry.getValue(), GammaLevels.class))
                .findFirst()
                .orElseThrow();
    }

    private static VolSurface flat(String asset, LocalDate session, double percent) {
        List<VolSurface.Point> points = new ArrayList<>();
        for (int days : new int[] {21, 252}) {
            for (int delta : new int[] {10, 50, 90}) {
                points.add(new VolSurface.Point(null, null, null, days, days * 7 / 5, delta, percent));
            }
        }
        return new VolSurface(asset, session, points, PROVENANCE);
    }

    private static List<OpenInterestBook.Position> positions() {
        return List.of(
                new OpenInterestBook.Position("PETRE340", 1_000_000, null, null, null),
                new OpenInterestBook.Position("PETRE380", 4_000_000, null, null, null),
                new OpenInterestBook.Position("PETRQ340", 3_000_000, null, null, null),
                new OpenInterestBook.Position("PETRQ380", 500_000, null, null, null));
    }

    private static List<MarketRecord> sample() {
        List<OptionSeriesBook.Series> series = List.of(
                new OptionSeriesBook.Series(
                        "PETRE340", null, OptionSeriesBook.Type.CALL, OptionSeriesBook.Style.AMERICAN, 34, EXPIRY, 1.0),
                new OptionSeriesBook.Series(
                        "PETRE380", null, OptionSeriesBook.Type.CALL, OptionSeriesBook.Style.AMERICAN, 38, EXPIRY, 1.0),
                new OptionSeriesBook.Series(
                        "PETRQ340", null, OptionSeriesBook.Type.PUT, OptionSeriesBook.Style.EUROPEAN, 34, EXPIRY, 1.0),
                new OptionSeriesBook.Series(
                        "PETRQ380", null, OptionSeriesBook.Type.PUT, OptionSeriesBook.Style.EUROPEAN, 38, EXPIRY, 1.0));
        List<OptionPricesBook.Price> prices = List.of(
                price("PETRE340", 2.95), price("PETRE380", 0.72), price("PETRQ340", 0.61), price("PETRQ380", 2.38));
        List<RatesCurve.Vertex> vertices =
                List.of(new RatesCurve.Vertex(21, 30, 14.2, true), new RatesCurve.Vertex(252, 365, 14.5, true));
        return List.of(
                new OptionSeriesBook("PETR4", SESSION, series, PROVENANCE),
                new OpenInterestBook("PETR4", SESSION, positions(), PROVENANCE),
                new OptionPricesBook("PETR4", SESSION, null, prices, PROVENANCE),
                new UnderlyingPrice(
                        "PETR4", "PETR4", SESSION, UnderlyingPrice.Kind.CLOSE, null, 36.0, null, PROVENANCE),
                new RatesCurve("PRE", SESSION, "DIxPRE", vertices, PROVENANCE));
    }

    private static OptionPricesBook.Price price(String ticker, double reference) {
        return new OptionPricesBook.Price(ticker, null, reference, null, null, null, null);
    }
}
