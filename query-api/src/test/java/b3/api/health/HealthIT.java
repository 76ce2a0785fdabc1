package b3.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Datasets;
import b3.schema.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Health, catalogue and jobs over a real database. */
class HealthIT {

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        api.sample(Datasets.ADJUSTMENTS);
        for (int attempt = 1; attempt <= 3; attempt++) {
            api.row(
                    "b3_jobs_log",
                    "ts feed outcome session http_status duration_millis attempt detail known_at",
                    "2025-02-03T09:0" + attempt + ":00.250000Z",
                    "b3-price-report",
                    attempt == 3 ? "FETCHED" : "BLOCKED",
                    "2025-02-03",
                    attempt == 1 ? null : 403,
                    1200,
                    attempt,
                    "said \"no\", again",
                    "2025-02-03T09:0" + attempt + ":01.000000Z");
        }
        for (String part : new String[] {"IND", "DOL"}) {
            api.execute("insert into b3_jobs_log (ts, feed, part, outcome, session, duration_millis, attempt, known_at)"
                    + " values ('2025-02-03T12:15:00.000000Z', 'b3-derivative-quotation', '" + part + "', 'FETCHED',"
                    + " '2025-02-03T00:00:00.000000Z', 90, 1, '2025-02-03T12:15:00.090000Z')");
        }
        api.settle();
    }

    @Test
    void isWell() {
        assertThat(api.get("/health").body()).isEqualTo("{\"status\":\"ok\",\"questdb\":true}");
        assertThat(api.get("/health?detailed=false").body()).isEqualTo("{\"status\":\"ok\",\"questdb\":true}");
    }

    @Test
    void looksAtEveryTable() {
        var answer = api.get("/health?detailed=true");
        JsonNode health = Json.MAPPER.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(health.get("tables").propertyNames())
                .containsExactlyElementsOf(
                        Datasets.ALL.stream().map(dataset -> dataset.table()).toList());
        assertThat(health.get("tables").get("b3_adjustments").toString())
                .isEqualTo("{\"ok\":true,\"count\":1,\"lastTs\":\"2025-02-03T00:00:00.000Z\",\"suspended\":false,"
                        + "\"lag\":0}");
    }

    @Test
    void aProcessorThatFailsStopsOrFallsSilentIsRedAndNamed() {
        Instant now = Instant.now();
        heard("normalize", now, "REBALANCING", null, null);
        heard("snapshots", now.minusSeconds(30), "ERROR", null, "BUG: broken");
        heard("snapshots", now, "RUNNING", null, null);
        heard("gamma", now, "RUNNING", 12L, null);
        assertThat(api.get("/health").body()).isEqualTo("{\"status\":\"ok\",\"questdb\":true}");
        assertThat(api.json("/health?detailed=true")
                        .at("/programs/gamma/pending")
                        .asLong())
                .isEqualTo(12);

        heard("gamma", now.plusMillis(1), "ERROR", 12L, "BUG: no such series");
        heard("retired", now.plusMillis(1), "STOPPED", null, null);
        heard("silent", now.minusSeconds(61), "RUNNING", null, null);
        assertThat(api.get("/health").statusCode()).isEqualTo(503);
        assertThat(api.get("/health").body())
                .isEqualTo("{\"status\":\"degraded\",\"questdb\":true,\"failing\":{\"gamma\":\"ERROR\","
                        + "\"retired\":\"STOPPED\",\"silent\":\"SILENT\"}}");
        JsonNode detailed = api.json("/health?detailed=true");
        assertThat(detailed.get("status").asString()).isEqualTo("degraded");
        assertThat(detailed.at("/programs/gamma").toString())
                .startsWith("{\"ok\":false,\"state\":\"ERROR\",\"at\":\"")
                .endsWith("\"instance\":\"1@host\",\"pending\":12,\"reason\":\"BUG: no such series\"}");
        assertThat(detailed.at("/programs/snapshots/ok").asBoolean()).isTrue();
        assertThat(api.values("/heartbeats?program=gamma,snapshots&state=error", "program", "state", "reason"))
                .containsExactly("gamma ERROR BUG: no such series", "snapshots ERROR BUG: broken");

        api.execute("truncate table b3_heartbeats_log");
        api.settle();
        assertThat(api.get("/health").statusCode())
                .as("what the runbook does once a processor has been retired")
                .isEqualTo(200);
    }

    private static void heard(
            String program, Instant at, String state, @Nullable Long pending, @Nullable String reason) {
        api.sample(
                Datasets.HEARTBEATS, "ts program state pending reason", at.toString(), program, state, pending, reason);
        api.settle();
    }

    @Test
    void takesNoOtherParameter() {
        assertThat(api.get("/health?detailed=yes").statusCode()).isEqualTo(400);
        assertThat(api.get("/health?verbose=true").statusCode()).isEqualTo(400);
        assertThat(api.get("/datasets?limit=1").statusCode()).isEqualTo(400);
    }

    @Test
    void listsTheDatasets() {
        JsonNode first = api.rows("/datasets").get(0);
        assertThat(first.toString())
                .startsWith("{\"name\":\"adjustments\",\"word\":\"adjustments\","
                        + "\"unit\":\"points, PU or price, as the row says\",\"topic\":\"b3.adjustments.v1\","
                        + "\"table\":\"b3_adjustments\",\"path\":\"/adjustments\",\"lastSession\":\"2025-02-03\","
                        + "\"freshness\":\"stale\",\"condition\":[{\"session\":");
        assertThat(api.rows("/datasets")).hasSameSizeAs(Datasets.ALL);
    }

    @Test
    void listsTheJobs() {
        assertThat(api.rows("/jobs?feed=b3-price-report")).hasSize(3);
        assertThat(api.rows("/jobs?part=dol")).singleElement().satisfies(row -> assertThat(row.toString())
                .startsWith("{\"timestamp\":\"2025-02-03T12:15:00.000Z\",\"feed\":\"b3-derivative-quotation\","
                        + "\"part\":\"DOL\",\"session\":\"2025-02-03\""));
        assertThat(api.rows("/jobs?outcome=blocked,fetched&feed=b3-price-report&from=2025-02-03&to=2025-02-03"))
                .hasSize(3);
        assertThat(api.rows("/jobs?outcome=BLOCKED")).hasSize(2);
        assertThat(api.rows("/jobs?feed=b3-settlement-page")).isEmpty();
        assertThat(api.rows("/jobs?from=2025-02-03T09:02:00.250Z&to=2025-02-03T09:02:00.250Z"))
                .hasSize(1);
        assertThat(api.get("/jobs?outcome=WELL").statusCode()).isEqualTo(400);
        assertThat(api.get("/jobs?feed=nobody").statusCode()).isEqualTo(400);
        assertThat(api.rows("/jobs").get(4).toString())
                .isEqualTo("{\"timestamp\":\"2025-02-03T09:01:00.250Z\",\"feed\":\"b3-price-report\","
                        + "\"part\":null,\"session\":\"2025-02-03\",\"outcome\":\"BLOCKED\",\"httpStatus\":null,\"bytes\":null,"
                        + "\"sha256\":null,\"durationMillis\":1200,\"attempt\":1,\"nextAttemptAt\":null,"
                        + "\"detail\":\"said \\\"no\\\", again\",\"knownAt\":\"2025-02-03T09:01:01.000Z\"}");
    }

    @Test
    void pagesThroughTheJobs() {
        Stream<String> seen = api.pages("/jobs?limit=1").stream()
                .map(page -> page.get("data").get(0))
                .map(row ->
                        row.get("timestamp").asString() + " " + row.get("part").asString(""));
        assertThat(seen)
                .as("two attempts of one moment, of which each is there once")
                .containsExactly(
                        "2025-02-03T12:15:00.000Z DOL",
                        "2025-02-03T12:15:00.000Z IND",
                        "2025-02-03T09:03:00.250Z ",
                        "2025-02-03T09:02:00.250Z ",
                        "2025-02-03T09:01:00.250Z ");
    }
}
