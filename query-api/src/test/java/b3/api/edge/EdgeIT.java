package b3.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rate limit, API keys and origins. */
class EdgeIT {

    private static final String KEY = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";

    @Test
    void limitsAClientAndSaysWhenToAskAgain(@TempDir Path data) {
        try (RunningApi api = new RunningApi(data, Map.of("b3.api.rate-limit", 2))) {
            var first = api.get("/adjustments");
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("ratelimit-limit")).hasValue("2");
            assertThat(first.headers().firstValue("ratelimit-remaining")).hasValue("1");
            assertThat(first.headers().firstValueAsLong("ratelimit-reset").orElseThrow())
                    .isBetween(1L, 60L);
            api.get("/adjustments");
            var third = api.get("/adjustments");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(third.headers().firstValue("ratelimit-remaining")).hasValue("0");
            assertThat(third.headers().firstValueAsLong("retry-after").orElseThrow())
                    .isBetween(1L, 30L);
            assertThat(api.get("/health").statusCode()).isEqualTo(200);
            assertThat(api.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsDataOnlyToWhoHasAKey(@TempDir Path data) {
        try (RunningApi api = new RunningApi(
                data, Map.of("b3.api.keys", KEY + "," + OTHER, "b3.api.bind", "0.0.0.0", "b3.api.rate-limit", 1))) {
            var without = api.get("/adjustments", "X-API-Key", "wrong-wrong-wrong");
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(without.headers().firstValue("www-authenticate").orElseThrow())
                    .startsWith("Bearer");
            assertThat(without.body()).doesNotContain("wrong-wrong-wrong");
            // each key has its own budget, and a caller without one has spent only its own
            assertThat(api.get("/adjustments", "Authorization", "Bearer " + KEY).statusCode())
                    .isEqualTo(200);
            assertThat(api.get("/adjustments", "X-API-Key", KEY).statusCode()).isEqualTo(429);
            assertThat(api.get("/adjustments", "X-API-Key", OTHER).statusCode()).isEqualTo(200);
            assertThat(api.get("/adjustments").statusCode()).isEqualTo(429);
            assertThat(api.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(api.get("/health?detailed=true").statusCode()).isEqualTo(401);
            assertThat(api.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsPagesOpen(@TempDir Path data) {
        try (RunningApi api = new RunningApi(data, Map.of("b3.api.keys", KEY))) {
            for (String path : new String[] {"/", "/openapi.json", "/swagger-ui/index.html", "/health"}) {
                assertThat(api.get(path).statusCode()).as(path).isEqualTo(200);
            }
            for (String path : new String[] {"/swagger-ui/..;/adjustments", "/jobs", "/datasets", "/nothing"}) {
                assertThat(api.get(path).statusCode()).as(path).isIn(400, 401);
            }
        }
    }

    @Test
    void letsPagesOfAllOriginsReadAndOnlyRead(@TempDir Path data) {
        try (RunningApi api = new RunningApi(data, Map.of("b3.api.cors", "*"))) {
            var answer = api.get("/adjustments", "Origin", "https://any.example");
            assertThat(answer.headers().firstValue("access-control-allow-origin"))
                    .hasValue("*");
            assertThat(preflight(api, "GET").statusCode()).isEqualTo(204);
            assertThat(preflight(api, "GET").headers().firstValue("access-control-max-age"))
                    .hasValue("3600");
            assertThat(preflight(api, "POST").statusCode()).isEqualTo(403);
        }
    }

    private static HttpResponse<String> preflight(RunningApi api, String method) {
        return api.send(HttpRequest.newBuilder(api.uri("/adjustments"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://any.example")
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "x-api-key, if-none-match")
                .build());
    }
}
