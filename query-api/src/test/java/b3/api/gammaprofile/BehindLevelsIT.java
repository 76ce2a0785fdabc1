package b3.api.gammaprofile;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Dataset;
import b3.schema.Datasets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Only what stands behind the standing levels is served, over HTTP and a real database. */
class BehindLevelsIT {

    private static final String BEFORE = "2025-02-03T21:00:00.000000Z";
    private static final String AT = "2025-02-03T22:00:00.000000Z";

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        // two results: the first one's highest strike is none of the second one's
        strike("DOL", AT, 5800, 1, "first", 1);
        strike("DOL", AT, 6100, 2, "first", 1);
        strike("DOL", AT, 5800, 3, "second", 2);
        strike("DOL", AT, 6000, 4, "second", 2);
        level("DOL", AT, "sucesso", "second", 2);
        // levels that failed later have no strikes, whether these have been withdrawn or not yet
        strike("PETR4", BEFORE, 37, 5, "before", 1);
        level("PETR4", BEFORE, "sucesso", "before", 1);
        strike("PETR4", AT, 38, 5, "failed", 1);
        level("PETR4", AT, "falha", "why", 1);
        strike("VALE3", BEFORE, 57, 6, "before", 1);
        level("VALE3", BEFORE, "sucesso", "before", 1);
        strike("VALE3", AT, 58, 6, "failed", 1);
        withdrawn(Datasets.GAMMA_STRIKES, "VALE3");
        level("VALE3", AT, "falha", "why", 2);
        // a calculation without inputs is withdrawn with all that stood behind it
        strike("IBOV", BEFORE, 130000, 7, "before", 1);
        level("IBOV", BEFORE, "sucesso", "before", 1);
        strike("IBOV", AT, 131000, 8, "gone", 1);
        level("IBOV", AT, "sucesso", "gone", 1);
        withdrawn(Datasets.GAMMA_STRIKES, "IBOV");
        withdrawn(Datasets.GAMMA_LEVELS, "IBOV");
        api.settle();
    }

    @Test
    void ofTwoResultsTheLastOneIsServedWhole() {
        assertThat(api.values("/gamma-levels/DOL/strikes", "strike", "netGex"))
                .containsExactly("5800.0 3.0", "6000.0 4.0");
        assertThat(api.values("/gamma-strikes?instrument=DOL", "strike", "netGex"))
                .containsExactly("5800.0 3.0", "6000.0 4.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PETR4", "VALE3"})
    void behindFailedLevelsStandsNothingButTheReason(String instrument) {
        JsonNode answer = api.json("/gamma-levels/" + instrument + "/strikes");
        assertThat(answer.get("data")).isEmpty();
        assertThat(answer.get("levels").get(0).get("status").asString()).isEqualTo("falha");
        assertThat(answer.get("levels").get(0).get("reasons").get("call_wall").asString())
                .isEqualTo("NO_SURFACE");
    }

    @Test
    void whatHasBeenWithdrawnIsThereForWhoAsksOfATimeBefore() {
        JsonNode now = api.json("/gamma-levels/IBOV/strikes");
        assertThat(now.get("data").get(0).get("strike").asDouble()).isEqualTo(130000.0);
        assertThat(now.get("levels")).hasSize(1);
        assertThat(api.values("/gamma-levels?instrument=IBOV", "timestamp"))
                .containsExactly("2025-02-03T21:00:00.000Z");
        JsonNode then = api.json("/gamma-levels/IBOV/strikes?asOf=2025-02-04T10:00:01Z");
        assertThat(then.get("data").get(0).get("strike").asDouble()).isEqualTo(131000.0);
        assertThat(then.get("levels")).hasSize(1);
        assertThat(api.values("/gamma-levels?instrument=IBOV&asOf=2025-02-04T10:00:01Z", "timestamp"))
                .containsExactly("2025-02-03T22:00:00.000Z");
    }

    private static void level(String instrument, String at, String status, String document, int second) {
        api.sample(
                Datasets.GAMMA_LEVELS,
                "ts instrument status reasons document known_at",
                at,
                instrument,
                status,
                "{\"call_wall\":\"NO_SURFACE\"}",
                document,
                known(second));
    }

    private static void strike(String instrument, String at, double strike, double net, String document, int second) {
        api.sample(
                Datasets.GAMMA_STRIKES,
                "ts instrument strike net_gex document known_at",
                at,
                instrument,
                strike,
                net,
                document,
                known(second));
    }

    private static void withdrawn(Dataset<?> dataset, String instrument) {
        api.withdrawn(dataset, "ts instrument known_at", AT, instrument, known(2));
    }

    private static String known(int second) {
        return "2025-02-04T10:00:0" + second + "Z";
    }
}
