package b3.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Datasets;
import b3.schema.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Health, catalogue and jobs over a real database. */
class HealthIT {

    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        api.execute("insert into b3_adjustments_log (ts, instrument, contract_month, unit, status, price_settlement,"
                + " source, source_rank, document, known_at) values ('2025-02-03T00:00:00.000000Z', 'DI1', 'F27', 'PU',"
                + " 'ajustado', 1.0, 'b3-price-report', 0, 'abc', '2025-02-03T22:00:00.000000Z')");
        for (int attempt = 1; attempt <= 3; attempt++) {
            api.execute(("insert into b3_jobs_log values ('2025-02-03T09:0%d:00.250000Z', 'b3-price-report', '%s',"
                            + " '2025-02-03T00:00:00.000000Z', %s, null, null, 1200, %d, null, 'said \"no\", again',"
                            + " 'b3-price-report', 0, null, '2025-02-03T09:0%d:01.000000Z',"
                            + " '2025-02-03T09:0%d:02.000000Z')")
                    .formatted(
                            attempt,
                            attempt == 3 ? "FETCHED" : "BLOCKED",
                            attempt == 1 ? "null" : "403",
                            attempt,
                            attempt,
                            attempt));
        }
        api.settle();
    }

    @AfterAll
    static void stop() {
        api.close();
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
    void takesNoOtherParameter() {
        assertThat(api.get("/health?detailed=yes").statusCode()).isEqualTo(400);
        assertThat(api.get("/health?verbose=true").statusCode()).isEqualTo(400);
        assertThat(api.get("/datasets?limit=1").statusCode()).isEqualTo(400);
    }

    @Test
    void listsTheDatasets() {
        JsonNode first = api.rows("/datasets").get(0);
        assertThat(first.toString())
                .isEqualTo("{\"name\":\"adjustments\",\"word\":\"adjustments\","
                        + "\"unit\":\"points, PU or price, as the row says\",\"topic\":\"b3.adjustments.v1\","
                        + "\"table\":\"b3_adjustments\",\"path\":\"/adjustments\",\"lastSession\":\"2025-02-03\","
                        + "\"freshness\":\"stale\"}");
        assertThat(api.rows("/datasets")).hasSameSizeAs(Datasets.ALL);
    }

    @Test
    void listsTheJobs() {
        assertThat(api.rows("/jobs")).hasSize(3);
        assertThat(api.rows("/jobs?outcome=blocked,fetched&feed=b3-price-report&from=2025-02-03&to=2025-02-03"))
                .hasSize(3);
        assertThat(api.rows("/jobs?outcome=BLOCKED")).hasSize(2);
        assertThat(api.rows("/jobs?feed=b3-settlement-page")).isEmpty();
        assertThat(api.rows("/jobs?from=2025-02-03T09:02:00.250Z&to=2025-02-03T09:02:00.250Z"))
                .hasSize(1);
        assertThat(api.get("/jobs?outcome=WELL").statusCode()).isEqualTo(400);
        assertThat(api.get("/jobs?feed=nobody").statusCode()).isEqualTo(400);
        assertThat(api.rows("/jobs").get(2).toString())
                .isEqualTo("{\"timestamp\":\"2025-02-03T09:01:00.250Z\",\"feed\":\"b3-price-report\","
                        + "\"session\":\"2025-02-03\",\"outcome\":\"BLOCKED\",\"httpStatus\":null,\"bytes\":null,"
                        + "\"sha256\":null,\"durationMillis\":1200,\"attempt\":1,\"nextAttemptAt\":null,"
                        + "\"detail\":\"said \\\"no\\\", again\",\"knownAt\":\"2025-02-03T09:01:01.000Z\"}");
    }

    @Test
    void pagesThroughTheJobs() {
        JsonNode page = api.json("/jobs?limit=2");
        JsonNode rest = api.json("/jobs?limit=2&cursor=" + page.get("next").asString());
        assertThat(page.get("data").size()).isEqualTo(2);
        assertThat(rest.get("data").size()).isEqualTo(1);
        assertThat(rest.get("next").isNull()).isTrue();
    }
}
