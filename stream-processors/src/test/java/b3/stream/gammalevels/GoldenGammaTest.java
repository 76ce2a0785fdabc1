package b3.stream.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.calendar.BusinessDays;
import b3.schema.document.RawScrape;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.normalize.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Real documents through their normalizers and the topology, against the levels that an independent reader computed from
 * the same documents with a flat volatility.
 */
class GoldenGammaTest {

    private static final Provenance PROVENANCE =
            new Provenance("b3-vol-surface-captures", Instant.parse("2026-01-01T00:00:00Z"), "aa".repeat(32));

    @TempDir
    Path state;

    @ParameterizedTest
    @CsvSource({"DOL_2023-02-02,SPRD230202.zip,2023-02-02", "DOL_2025-02-03,SPRD250203.zip,2025-02-03"})
    void theDollarOfThePriceReport(String name, String file, LocalDate session) {
        List<MarketRecord> inputs = inputs("b3-price-report", "settlement_adjustments/" + file, session);
        inputs.add(GammaDriver.flat("DOL", session, 15.0, PROVENANCE));
        checkDollar(levels(inputs, "DOL"), golden(name));
    }

    /**
     * The reader took the settlements and the open interest that the quotes of 10 March carry as those of that day, so
     * that day is what they are dated here.
     */
    @Test
    void theDollarOfTheDelayedQuotes() {
        LocalDate session = LocalDate.of(2026, 3, 10);
        List<MarketRecord> inputs = new ArrayList<>();
        for (String asset : List.of("DOL", "DI1")) {
            inputs(
                            "b3-derivative-quotation",
                            "derivative_quotation/DerivativeQuotation_20260310_" + asset + ".json",
                            null)
                    .forEach(record -> inputs.add(dated(record, session)));
        }
        inputs.removeIf(record -> record instanceof UnderlyingPrice price && price.kind() == UnderlyingPrice.Kind.LAST);
        inputs.add(GammaDriver.flat("DOL", session, 15.0, PROVENANCE));
        checkDollar(levels(inputs, "DOL"), golden("DOL_2026-03-10"));
    }

    @Test
    void theShareOfTheOldOpenPositions() {
        LocalDate session = LocalDate.of(2022, 5, 10);
        JsonNode expected = golden("PETR4_2022-05-10");
        List<MarketRecord> inputs =
                inputs("b3-open-positions", "option_open_interest/SI_C_OPCPOSABEMP_202205.json.gz", session);
        inputs.add(new UnderlyingPrice(
                "PETR4",
                "PETR4",
                session,
                UnderlyingPrice.Kind.CLOSE,
                null,
                expected.path("spot").asDouble(),
                null,
                PROVENANCE));
        inputs.add(new RatesCurve(
                "PRE",
                session,
                "DIxPRE",
                List.of(new RatesCurve.Vertex(
                        252, 365, 100 * expected.path("r_annual").asDouble(), true)),
                PROVENANCE));
        inputs.add(GammaDriver.flat("PETR4", session, 40.0, PROVENANCE));

        GammaLevels levels = levels(inputs, "PETR4");

        JsonNode all = expected.path("levels_all");
        checkLevels(levels, all);
        assertThat(Objects.requireNonNull(levels.inputs()).forwardSources()).containsExactly("CARRY");
        assertThat(Objects.requireNonNull(levels.inputs()).rowsIn())
                .isEqualTo(expected.path("series").asInt());
        assertClose(levels.levels().gammaFlip(), expected.path("sweep").path("nearest"), 1e-5);
        assertClose(levels.levels().gammaFlipCumulative(), all.path("flip_cumulative_nearest"), 1e-9);
    }

    private static void checkDollar(GammaLevels levels, JsonNode expected) {
        GammaLevels.Inputs inputs = Objects.requireNonNull(levels.inputs());
        JsonNode front = expected.path("front_future");
        assertThat(inputs.referenceInstrument()).isEqualTo("DOL" + front.path(0).stringValue());
        assertThat(inputs.spot()).isEqualTo(front.path(1).doubleValue());
        assertThat(inputs.anchor()).isEqualTo("SETTLEMENT");
        assertThat(inputs.forwardSources()).containsExactly("FUTURE");
        assertThat(inputs.ivSourceCounts())
                .isEqualTo(Map.of("FLAT", expected.path("used").asInt()));
        checkLevels(levels, expected.path("levels_all"));
        // the reader interpolates between the prices of a grid, so it knows the zero to a few parts in a million
        assertClose(
                levels.levels().gammaFlip(), expected.path("sweep_front_future").path("nearest"), 1e-5);
    }

    private static void checkLevels(GammaLevels levels, JsonNode all) {
        assertThat(levels.levels().callWall())
                .isEqualTo(all.path("call_wall_at_or_above_spot").doubleValue());
        assertThat(levels.levels().putWall())
                .isEqualTo(all.path("put_wall_at_or_below_spot").doubleValue());
        assertThat(levels.levels().callWallAny())
                .isEqualTo(all.path("call_wall_any").doubleValue());
        assertThat(levels.levels().putWallAny())
                .isEqualTo(all.path("put_wall_any").doubleValue());
        GammaLevels.Exposures exposures = Objects.requireNonNull(levels.exposures());
        assertClose(exposures.netGex(), all.path("net"), 1e-9);
        assertClose(exposures.callGex(), all.path("total_call"), 1e-9);
        assertThat(exposures.putGex())
                .isCloseTo(
                        -all.path("total_put").doubleValue(),
                        within(1e-9 * all.path("total_put").doubleValue()));
    }

    private static void assertClose(@Nullable Double seen, JsonNode expected, double relative) {
        assertThat(seen).isCloseTo(expected.doubleValue(), within(Math.abs(expected.doubleValue()) * relative));
    }

    private GammaLevels levels(List<MarketRecord> inputs, String instrument) {
        try (GammaDriver driver = new GammaDriver(state)) {
            inputs.forEach(driver::putQuickly);
            return GammaDriver.levels(driver.last(), instrument, "ALL");
        }
    }

    private static List<MarketRecord> inputs(String feed, String file, @Nullable LocalDate session) {
        RawScrape document =
                new RawScrape(feed, session, read("B3_SAMPLES_DIR", file), "", "file:" + file, Instant.EPOCH, 0);
        List<MarketRecord> records = new ArrayList<>(Registry.read(document).records());
        records.removeIf(record -> Set.of(Datasets.ADJUSTMENTS).contains(Datasets.of(record)));
        return records;
    }

    private static MarketRecord dated(MarketRecord record, LocalDate session) {
        if (record instanceof OpenInterestBook book) {
            return new OpenInterestBook(book.underlying(), session, book.positions(), book.provenance());
        } else if (record instanceof UnderlyingPrice price && price.kind() == UnderlyingPrice.Kind.SETTLEMENT) {
            return new UnderlyingPrice(
                    price.underlying(),
                    price.instrument(),
                    session,
                    price.kind(),
                    null,
                    price.price(),
                    price.expiry(),
                    price.provenance());
        } else if (record instanceof RatesCurve curve) {
            int days = BusinessDays.knownOn(session).between(curve.session(), session);
            return new RatesCurve(
                    curve.curve(),
                    session,
                    curve.name(),
                    curve.vertices().stream()
                            .map(vertex -> new RatesCurve.Vertex(
                                    vertex.businessDays() - days,
                                    vertex.calendarDays() - days,
                                    vertex.rate(),
                                    vertex.fixed()))
                            .toList(),
                    curve.provenance());
        }
        return record;
    }

    private static JsonNode golden(String name) {
        return Json.MAPPER
                .readTree(read("B3_GOLDEN_DIR", "gamma_end_to_end.json"))
                .path(name);
    }

    private static byte[] read(String variable, String file) {
        String folder = System.getenv(variable);
        assumeTrue(folder != null, variable + " names no folder: real documents are not read");
        try {
            return Files.readAllBytes(Path.of(Objects.requireNonNull(folder), file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
