package b3.api.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Datasets;
import b3.schema.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Gamma levels and what stands behind them, over HTTP and a real database. */
class GammaLevelsIT {

    private static final String NOON = "2025-02-03T15:00:00.000000Z";
    private static final String LATER = "2025-02-03T16:00:00.000000Z";

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        level(NOON, "DOL", "computed", "ALL", "TOTAL", 5900.0, null, NOON);
        level(LATER, "DOL", "computed", "ALL", "TOTAL", 5950.0, null, LATER);
        level(LATER, "DOL", "computed", "ALL", "TOTAL", 6000.0, 5800.123456789, "2025-02-04T12:00:00.000000Z");
        level(LATER, "DOL", "computed", "NEXT", "TOTAL", 5925.0, null, LATER);
        level(LATER, "DOL", "computed", "EXPIRY:2025-03-05", "TOTAL", 5926.0, null, LATER);
        level(LATER, "DOL", "computed", "ALL", "UNCOVERED", 5927.0, null, LATER);
        level("2025-01-31T20:00:00.000000Z", "PETR4", "computed", "ALL", "TOTAL", 38.0, null, NOON);
        level("2025-02-03T12:10:00.000000Z", "DOL", "site", "ALL", "TOTAL", 6010.0, null, NOON);
        level("2025-02-03T12:10:00.000000Z", "ES_SP500", "site", "ALL", "TOTAL", 6100.0, null, NOON);
        // the ladder of 16:00 has three strikes, its correction two
        for (double strike : new double[] {6000, 5800, 5900}) {
            strike(LATER, "DOL", strike, strike / 100, LATER);
        }
        strike(LATER, "DOL", 5800, 1, "2025-02-04T12:00:00.000000Z");
        strike(LATER, "DOL", 6000, 2, "2025-02-04T12:00:00.000000Z");
        strike(NOON, "DOL", 5000, 3, NOON);
        strike("2025-01-31T20:00:00.000000Z", "PETR4", 38, 4, NOON);
        for (double price : new double[] {4685.2, 5856.5, 7027.8}) {
            point(LATER, "DOL", price);
        }
        api.settle();
    }

    @Test
    void theLatestOfEachInstrumentComputedAndTheVendorsSideBySide() {
        assertThat(api.values("/gamma-levels", "instrument", "source", "callWall", "gammaFlip", "timestamp", "knownAt"))
                .containsExactly(
                        "DOL computed 6000.0 5800.123456789 2025-02-03T16:00:00.000Z 2025-02-04T12:00:00.000Z",
                        "DOL site 6010.0 null 2025-02-03T12:10:00.000Z 2025-02-03T15:00:00.000Z",
                        "ES_SP500 site 6100.0 null 2025-02-03T12:10:00.000Z 2025-02-03T15:00:00.000Z",
                        "PETR4 computed 38.0 null 2025-01-31T20:00:00.000Z 2025-02-03T15:00:00.000Z");
    }

    @Test
    void everyFigureHasItsUnitItsInputsAndTheReasonOfItsAbsence() {
        JsonNode row = api.rows("/gamma-levels?instrument=dol&source=computed").get(0);
        assertThat(row.get("unit").asString()).isEqualTo("points of DOLH25");
        assertThat(row.get("exposureUnit").asString()).isEqualTo("BRL per 1 % move");
        assertThat(row.get("putWall").isNull()).isTrue();
        assertThat(row.get("reasons").get("put_wall").asString()).isEqualTo("NO_PUTS");
        assertThat(row.get("inputs").get("sources").get("openInterest").asString())
                .isEqualTo("2025-01-31 abc");
        assertThat(row.get("flips").get(0).get("price").asDouble()).isEqualTo(5800.123456789);
        assertThat(row.get("netContractsPer1Pct").asDouble()).isEqualTo(-12.5);
        assertThat(row.get("signConvention").asString()).isEqualTo("dealers long calls, short puts");
        assertThat(row.get("methodVersion").asString()).isEqualTo("1");
        JsonNode vendors =
                api.rows("/gamma-levels?source=site&instrument=ES_SP500").get(0);
        assertThat(vendors.get("unit").isNull()).isTrue();
        assertThat(vendors.get("inputs").isNull()).isTrue();
        assertThat(vendors.get("rawPayload").asString()).isEqualTo("{\"put\":\"N/A\"}");
        assertThat(vendors.get("feed").asString()).isEqualTo("gamma-levels-site");
    }

    @ParameterizedTest
    @CsvSource({
        "scope=next, 1, 5925.0",
        "scope=EXPIRY:2025-03-05, 1, 5926.0",
        "scope=0DTE, 0, 0",
        "oiBasis=uncovered, 1, 5927.0",
        "instrument=DOL&source=computed&scope=NEXT%2CALL, 2, 6000.0",
        "session=2025-02-03&source=computed, 1, 6000.0",
        "session=2025-01-31, 1, 38.0",
        "instrument=DOL&source=computed&asOf=2025-02-03T16:00:00Z, 1, 5950.0",
        "instrument=DOL&source=computed&asOf=2025-02-03T15:59:59Z, 1, 5900.0",
        "instrument=DOL&source=computed&limit=10, 2, 6000.0",
        "instrument=DOL&source=computed&from=2025-02-03&to=2025-02-03T15:30:00Z, 1, 5900.0",
        "instrument=DOL&anchor=SETTLEMENT, 1, 6000.0",
        "instrument=DOL&anchor=LIVE, 1, 5900.0",
        "instrument=NOPE, 0, 0",
        "asOf=2024-01-01, 0, 0",
    })
    void filters(String query, int rows, double callWall) {
        var found = api.rows("/gamma-levels?" + query);
        assertThat(found).hasSize(rows);
        if (rows > 0) {
            assertThat(found.get(0).get("callWall").asDouble()).isEqualTo(callWall);
        }
    }

    @Test
    void theLadderIsThatOfTheLatestLevelsAndComesWithThem() {
        JsonNode answer = api.json("/gamma-levels/dol/strikes");
        assertThat(answer.get("data")
                        .valueStream()
                        .map(row -> row.get("strike").asDouble() + " "
                                + row.get("netGex").asDouble()))
                .containsExactly("5800.0 1.0", "6000.0 2.0");
        assertThat(answer.get("unit").asString()).isEqualTo("BRL per 1 %");
        assertThat(answer.get("levels").size()).isEqualTo(1);
        assertThat(answer.get("levels").get(0).get("callWall").asDouble()).isEqualTo(6000.0);
        assertThat(answer.get("levels").get(0).get("signConvention").isNull()).isFalse();
    }

    @Test
    void theLadderIsTheOneThatStoodThen() {
        String path = "/gamma-levels/DOL/strikes";
        assertThat(api.values(path + "?asOf=2025-02-03", "strike")).containsExactly("5800.0", "5900.0", "6000.0");
        assertThat(api.json(path + "?asOf=2025-02-03")
                        .get("levels")
                        .get(0)
                        .get("callWall")
                        .asDouble())
                .isEqualTo(5950.0);
        assertThat(api.values(path + "?asOf=2025-02-03T15:30:00Z", "strike", "timestamp"))
                .containsExactly("5000.0 2025-02-03T15:00:00.000Z");
        assertThat(api.values("/gamma-levels/PETR4/strikes?session=2025-01-31", "strike", "session"))
                .containsExactly("38.0 2025-01-31");
        assertThat(api.values("/gamma-strikes", "instrument", "strike"))
                .containsExactly("DOL 5800.0", "DOL 6000.0", "PETR4 38.0");
    }

    @Test
    void theProfileAscends() {
        assertThat(api.values("/gamma-levels/DOL/profile", "price", "netGex", "grossGex"))
                .containsExactly("4685.2 -1.25 2.5", "5856.5 -1.25 2.5", "7027.8 -1.25 2.5");
        assertThat(api.values("/gamma-profile?instrument=DOL", "price")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "/gamma-levels/DOL/strikes?scope=NEXT, 200",
        "/gamma-levels/DOL/strikes?session=2020-01-02, 200",
        "/gamma-levels/VALE3/strikes, 404",
        "/gamma-levels/PETR4/profile, 404",
        "/gamma-levels/PE-4/profile, 400",
        "/gamma-levels/DOL/strikes?limit=3, 400",
        "/gamma-levels/DOL/strikes?from=2025-01-01, 400",
        "/gamma-levels/DOL/profile?scope=SOME, 400",
        "/gamma-levels?source=both, 400",
        "/gamma-levels?oiBasis=ALL, 400",
        "/gamma-levels?scope=EXPIRY:soon, 400",
        "/gamma-levels?instrument=, 400",
        "/gamma-levels/DOL, 404",
    })
    void tellsEmptyFromUnknownFromWrong(String path, int status) {
        var answer = api.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode body = Json.MAPPER.readTree(answer.body());
        if (status == 200) {
            assertThat(body.get("data").size()).isZero();
            assertThat(body.get("levels").size()).isZero();
        } else {
            assertThat(body.get("status").asInt()).isEqualTo(status);
        }
    }

    @Test
    void csvQuotesWhatIsJson() {
        assertThat(api.get("/gamma-levels?instrument=DOL&source=computed&format=csv")
                        .body())
                .contains("\"{\"\"put_wall\"\":\"\"NO_PUTS\"\"}\"");
    }

    private static void level(
            String at,
            String instrument,
            String source,
            String scope,
            String basis,
            double callWall,
            @Nullable Double flip,
            String knownAt) {
        boolean computed = source.equals("computed");
        api.sample(
                Datasets.GAMMA_LEVELS,
                "ts instrument level_source scope oi_basis session reference_instrument anchor method_version sign_convention call_wall gamma_flip net_contracts_per_1pct flips reasons inputs raw_payload source known_at",
                at,
                instrument,
                source,
                scope,
                basis,
                at.substring(0, 10),
                computed ? instrument + "H25" : null,
                !computed ? null : at.equals(LATER) ? "SETTLEMENT" : "LIVE",
                computed ? "1" : null,
                computed ? "dealers long calls, short puts" : null,
                callWall,
                flip,
                computed ? -12.5 : null,
                flip == null ? "[]" : "[{\"price\":" + flip + ",\"direction\":\"UP\"}]",
                "{\"put_wall\":\"NO_PUTS\"}",
                computed ? "{\"sources\":{\"openInterest\":\"2025-01-31 abc\"}}" : null,
                computed ? null : "{\"put\":\"N/A\"}",
                computed ? "computed" : "gamma-levels-site",
                knownAt);
    }

    private static void strike(String at, String instrument, double strike, double net, String knownAt) {
        api.sample(
                Datasets.GAMMA_STRIKES,
                "ts instrument session strike net_gex source known_at",
                at,
                instrument,
                at.substring(0, 10),
                strike,
                net,
                "computed",
                knownAt);
    }

    private static void point(String at, String instrument, double price) {
        api.sample(
                Datasets.GAMMA_PROFILE,
                "ts instrument session price net_gex gross_gex source known_at",
                at,
                instrument,
                at.substring(0, 10),
                price,
                -1.25,
                2.5,
                "computed",
                LATER);
    }
}
