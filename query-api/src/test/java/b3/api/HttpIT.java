package b3.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.TimeZone;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What every answer has in common, over real HTTP and a real database. */
class HttpIT {

    private static final String ROW = "insert into b3_adjustments_log (ts, instrument, contract_month, unit, status,"
            + " price_settlement, source, document, known_at, stands_from, revision, withdrawn) values"
            + " ('2025-02-%02dT00:00:00.000000Z', 'DI1', 'F27', 'PU', 'ajustado', 99121.69, 'b3-price-report', 'abc',"
            + " '2025-02-03T22:00:00.000000Z', '2025-02-03T22:00:00.000000Z', 1, false)";

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        for (int day = 3; day < 13; day++) {
            api.execute(ROW.formatted(day));
        }
        api.settle();
    }

    @Test
    void sendsNothingToWhoHasTheAnswerAlready() {
        var first = api.get("/adjustments?to=2025-02-10");
        String tag = first.headers().firstValue("etag").orElseThrow();
        assertThat(tag).matches("W/\"[A-Za-z0-9_-]{22}\"");
        var second = api.get("/adjustments?to=2025-02-10", "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("etag")).hasValue(tag);
        assertThat(second.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(second.headers().allValues("vary").toString())
                .contains("Accept")
                .contains("Accept-Encoding");
    }

    @Test
    void tagsEveryFormatAndSpanDifferently() {
        String tag = tag("/adjustments?to=2025-02-10");
        assertThat(tag("/adjustments?to=2025-02-10")).isEqualTo(tag);
        assertThat(tag("/adjustments?to=2025-02-10&format=csv")).isNotEqualTo(tag);
        assertThat(tag("/adjustments?to=2025-02-09")).isNotEqualTo(tag);
    }

    @Test
    void theTagFollowsTheData() {
        String before = tag("/adjustments?from=2025-02-20");
        api.execute(ROW.formatted(20));
        api.settle();
        String after = tag("/adjustments?from=2025-02-20");
        assertThat(after).isNotEqualTo(before);
        assertThat(api.get("/adjustments?from=2025-02-20", "If-None-Match", before)
                        .statusCode())
                .isEqualTo(200);
        // the same row again is no news
        api.execute(ROW.formatted(20));
        api.settle();
        assertThat(tag("/adjustments?from=2025-02-20")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%s|304",
                "W/%s|304",
                "\"x\", %s|304",
                "\"x\",W/%s,\"y\"|304",
                "*|304",
                "' * '|304",
                "\"x\"|200",
                "W/\"x\"|200",
                "x|200",
            })
    void recognisesATagThatTheCallerHolds(String header, int status) {
        String opaque = tag("/adjustments?to=2025-02-10").substring("W/".length());
        assertThat(api.get("/adjustments?to=2025-02-10", "If-None-Match", header.formatted(opaque))
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&format=csv", "&format=ndjson"})
    void compressesUnderTheSameTag(String format) throws IOException {
        String path = "/adjustments?to=2025-02-12" + format;
        String plain = api.get(path).body();
        HttpResponse<byte[]> zipped = api.bytes(path, "Accept-Encoding", "gzip");
        assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(zipped.headers().firstValue("etag")).hasValue(tag(path));
        assertThat(zipped.headers().allValues("vary").toString())
                .containsIgnoringCase("Accept,")
                .containsIgnoringCase("Accept-Encoding");
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes(), UTF_8))
                .isEqualTo(plain);
        assertThat(zipped.body().length).isLessThan(plain.length());
        assertThat(api.get(path, "Accept-Encoding", "gzip", "If-None-Match", tag(path))
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true",
                "deflate, gzip;q=0.5|true",
                "GZIP|true",
                "gzip;q=0|false",
                "gzip; q=0.0|false",
                "identity|false",
                "br|false",
                "|false",
            })
    void compressesForWhoTakesIt(@Nullable String header, boolean takes) {
        HttpResponse<byte[]> answer = header == null
                ? api.bytes("/adjustments?to=2025-02-12")
                : api.bytes("/adjustments?to=2025-02-12", "Accept-Encoding", header);
        assertThat(answer.headers().firstValue("content-encoding").isPresent()).isEqualTo(takes);
    }

    @Test
    void compressesOnlyWhatIsWorthIt() {
        var little = api.bytes("/adjustments?to=2025-02-01", "Accept-Encoding", "gzip");
        assertThat(little.headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void answersHeadLikeGetWithoutBody() {
        var head = api.send(HttpRequest.newBuilder(api.uri("/adjustments"))
                .method("HEAD", BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("etag")).hasValue(tag("/adjustments"));
    }

    @Test
    void keepsTheCallersCorrelationIdOrMakesOne() {
        assertThat(api.get("/health", "x-correlation-id", "abc-1").headers().firstValue("x-correlation-id"))
                .hasValue("abc-1");
        assertThat(api.get("/health", "x-correlation-id", "no spaces").headers().firstValue("x-correlation-id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
    }

    @ParameterizedTest
    @CsvSource({"/nothing, 404", "/adjustments/x, 404", "/actuator/health, 404", "/error, 404"})
    void tellsOfWhatIsNotThere(String path, int status) {
        assertProblem(api.get(path), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void onlyReads(String method) {
        var answer = api.send(HttpRequest.newBuilder(api.uri("/adjustments"))
                .method(method, BodyPublishers.ofString("instrument=DI1"))
                .build());
        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("allow")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /adjustments?x={} HTTP/1.1", "GET /%%% HTTP/1.1", "GET / HTTP/9.9", "NONSENSE"})
    void answersAnUnreadableRequestWithAProblem(String requestLine) throws IOException {
        String answer = api.raw(requestLine);
        assertThat(answer).startsWith("HTTP/1.1 ").containsIgnoringCase("content-type: application/problem+json");
        assertThat(Json.MAPPER
                        .readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4)
                                .replaceAll("(?s)^[0-9a-f]+\r\n|\r\n0\r\n.*$", ""))
                        .get("correlationId")
                        .asString())
                .isNotBlank();
    }

    @Test
    void refusesAnEndlessUrl() throws IOException {
        assertThat(api.raw("GET /adjustments?instrument=" + "A".repeat(100_000) + " HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(api.get("/adjustments?instrument=" + "A,".repeat(2_000)).statusCode())
                .isEqualTo(400);
        assertThat(api.get("/adjustments?" + "a=1&".repeat(200)).statusCode()).isEqualTo(400);
    }

    @Test
    void guardsBrowsers() {
        var headers = api.get("/adjustments").headers();
        assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(headers.firstValue("x-frame-options")).hasValue("DENY");
        assertThat(headers.firstValue("content-security-policy").orElseThrow()).contains("default-src 'self'");
        assertThat(headers.firstValue("server")).isEmpty();
        assertThat(headers.firstValue("x-powered-by")).isEmpty();
    }

    @Test
    void letsPagesOfListedOriginsRead() {
        var listed = api.get("/adjustments", "Origin", "http://localhost:3030");
        assertThat(listed.headers().firstValue("access-control-allow-origin")).hasValue("http://localhost:3030");
        assertThat(listed.headers().allValues("vary").toString()).containsIgnoringCase("Origin");
        var other = api.get("/adjustments", "Origin", "https://evil.example");
        assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(preflight("http://localhost:3030").statusCode()).isEqualTo(204);
        assertThat(preflight("http://localhost:3030").headers().firstValue("access-control-allow-methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("GET", "HEAD"));
        assertThat(listed.headers().firstValue("access-control-expose-headers").orElseThrow())
                .contains("ETag", "Link", "RateLimit-Remaining", "x-correlation-id");
        assertProblem(preflight("https://evil.example"), 403);
    }

    @Test
    void theZoneOfTheProcessMovesNothing() {
        String before = api.get("/adjustments").body();
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
            assertThat(api.get("/adjustments").body()).isEqualTo(before);
            assertThat(api.rows("/adjustments?from=2025-02-03&to=2025-02-03")).hasSize(1);
            assertThat(api.rows("/adjustments?from=2025-02-03&to=2025-02-03")
                            .get(0)
                            .get("timestamp")
                            .asString())
                    .isEqualTo("2025-02-03T00:00:00.000Z");
            assertThat(api.rows("/adjustments?asOf=2025-02-03T21:59:59Z")).isEmpty();
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void measuresQueriesUnderTheirOldName() {
        api.get("/adjustments");
        String metrics = api.get("/metrics").body();
        assertThat(metrics)
                .contains("# TYPE questdb_query_duration_seconds histogram")
                .contains(
                        "questdb_query_duration_seconds_bucket{endpoint=\"/adjustments\",status=\"success\",le=\"0.01\"}")
                .contains("http_server_requests_seconds_count{method=\"GET\",route=\"/adjustments\",status=\"200\"}")
                .contains("jvm_memory_used_bytes");
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith(
                                "questdb_query_duration_seconds_bucket{endpoint=\"/adjustments\",status=\"success\""))
                        .map(line -> line.replaceAll(".*le=\"([^\"]+)\".*", "$1")))
                .containsExactly("0.01", "0.05", "0.1", "0.5", "1.0", "2.0", "5.0", "+Inf");
    }

    @Test
    void theFrontPageIsAPageAndForProgramsAList() {
        assertThat(api.get("/").body()).startsWith("<!doctype html>");
        assertThat(api.json("/", "Accept", "application/json").get("endpoints").toString())
                .contains("/adjustments", "/jobs", "/datasets", "/health");
    }

    private static HttpResponse<String> preflight(String origin) {
        return api.send(HttpRequest.newBuilder(api.uri("/adjustments"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .build());
    }

    private static String tag(String path) {
        return api.get(path).headers().firstValue("etag").orElseThrow();
    }

    static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.propertyNames()).contains("type", "title", "status", "detail", "instance", "correlationId");
        assertThat(problem.get("status").asInt()).isEqualTo(status);
    }
}
