package b3.stream.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
