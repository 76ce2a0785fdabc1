package b3.api.gammaprofile;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Only what stands behind the standing levels is served, over HTTP and a real database. */
class BehindLevelsIT {

    private static final String AT = "2025-02-03T22:00:00.000000Z";

    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        // two results that became known at one moment: the first one's highest strike is none of the second one's
        strike("DOL", 5800, 1, "first", "2025-02-03T23:00:01.000000Z");
        strike("DOL", 6100, 2, "first", "2025-02-03T23:00:01.000000Z");
        strike("DOL", 5800, 3, "second", "2025-02-03T23:00:02.000000Z");
        strike("DOL", 6000, 4, "second", "2025-02-03T23:00:02.000000Z");
        level("DOL", "sucesso", "second");
        // levels that have been withdrawn have no strikes of their own
        strike("PETR4", 38, 5, "withdrawn", "2025-02-03T23:00:01.000000Z");
        level("PETR4", "falha", "why");
        api.settle();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void ofTwoResultsKnownAtOneMomentTheLastOneWrittenIsServedWhole() {
        assertThat(api.values("/gamma-levels/DOL/strikes", "strike", "netGex"))
                .containsExactly("5800.0 3.0", "6000.0 4.0");
        assertThat(api.values("/gamma-strikes?instrument=DOL", "strike", "netGex"))
                .containsExactly("5800.0 3.0", "6000.0 4.0");
    }

    @Test
    void behindWithdrawnLevelsStandsNothingButTheReason() {
        JsonNode answer = api.json("/gamma-levels/PETR4/strikes");
        assertThat(answer.get("data")).isEmpty();
        assertThat(answer.get("levels").get(0).get("status").asString()).isEqualTo("falha");
        assertThat(answer.get("levels").get(0).get("reasons").get("call_wall").asString())
                .isEqualTo("NO_SURFACE");
    }

    private static void level(String instrument, String status, String document) {
        api.row(
                "b3_gamma_levels_log",
                "ts",
                AT,
                "instrument",
                instrument,
                "level_source",
                "computed",
                "scope",
                "ALL",
                "oi_basis",
                "TOTAL",
                "status",
                status,
                "session",
                "2025-02-03",
                "flips",
                "[]",
                "reasons",
                "{\"call_wall\":\"NO_SURFACE\"}",
                "source",
                "computed",
                "document",
                document);
    }

    private static void strike(String instrument, double strike, double net, String document, String ingestedAt) {
        api.row(
                "b3_gamma_strikes_log",
                "ts",
                AT,
                "instrument",
                instrument,
                "scope",
                "ALL",
                "oi_basis",
                "TOTAL",
                "session",
                "2025-02-03",
                "strike",
                strike,
                "call_gex",
                1.0,
                "put_gex",
                1.0,
                "net_gex",
                net,
                "call_oi",
                1.0,
                "put_oi",
                1.0,
                "dex",
                1.0,
                "vanna",
                1.0,
                "charm",
                1.0,
                "source",
                "computed",
                "document",
                document,
                "ingested_at",
                ingestedAt);
    }
}
