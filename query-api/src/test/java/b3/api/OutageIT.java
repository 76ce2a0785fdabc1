package b3.api;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What callers see while the database, or a table, is away. */
class OutageIT {

    @Test
    @Timeout(120)
    void saysSoWhileTheDatabaseIsAwayAndRecovers(@TempDir Path data) {
        try (RunningApi api = new RunningApi(data)) {
            assertThat(api.get("/adjustments").statusCode()).isEqualTo(200);
            assertThat(api.get("/health").statusCode()).isEqualTo(200);

            api.database().stop();
            for (String path : new String[] {"/adjustments", "/jobs?limit=1", "/datasets"}) {
                var answer = api.get(path);
                HttpIT.assertProblem(answer, 503);
                assertThat(answer.headers().firstValue("retry-after")).isPresent();
            }
            assertThat(api.get("/health").statusCode()).isEqualTo(503);
            assertThat(api.get("/health").body()).isEqualTo("{\"status\":\"error\",\"questdb\":false}");
            assertThat(api.get("/health?detailed=true").statusCode()).isEqualTo(503);
            // what needs no database goes on, and bad input is still told from an outage
            assertThat(api.get("/metrics").body())
                    .contains("questdb_query_duration_seconds_count{endpoint=\"/adjustments\",status=\"error\"}");
            assertThat(api.get("/openapi.json").statusCode()).isEqualTo(200);
            assertThat(api.get("/adjustments?limit=0").statusCode()).isEqualTo(400);

            api.database().restart();
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            api.get("/adjustments").statusCode())
                    .isEqualTo(200));
            assertThat(api.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void startsBeforeItsDatabase(@TempDir Path data) {
        try (RunningApi api = new RunningApi(data, java.util.Map.of("b3.questdb.pg", "127.0.0.1:1"))) {
            HttpIT.assertProblem(api.get("/adjustments"), 503);
        }
    }

    @Test
    void aTableThatIsNotThereYetIsNoEmptyAnswer(@TempDir Path data) {
        try (RunningApi api = new RunningApi(data)) {
            api.execute("drop table b3_adjustments_log");
            var answer = api.get("/adjustments");
            HttpIT.assertProblem(answer, 503);
            assertThat(answer.body()).contains("questdb-sink");
            var health = api.json("/health?detailed=true");
            assertThat(health.get("status").asString()).isEqualTo("degraded");
            assertThat(health.get("tables").get("b3_adjustments").get("ok").asBoolean())
                    .isFalse();
            assertThat(health.get("tables").get("b3_jobs").get("ok").asBoolean())
                    .isTrue();
            assertThat(api.get("/health?detailed=true").statusCode()).isEqualTo(503);
            assertThat(api.get("/datasets").statusCode()).isEqualTo(200);
        }
    }
}
