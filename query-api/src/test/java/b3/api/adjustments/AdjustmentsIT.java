package b3.api.adjustments;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Datasets;
import b3.schema.Json;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code GET /adjustments} over HTTP and a real database. */
class AdjustmentsIT {

    private static final int SESSIONS = 20;
    private static final int CONTRACTS = 150;

    private static final String INSERT = "insert into b3_adjustments_log (ts, instrument, contract_month, unit, status,"
            + " price_settlement, source, document, known_at, stands_from, revision, withdrawn)";

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        row("2025-02-03", "DI1", "F27", 99121.69, 99000.5, "2025-02-03T22:00:00.123456Z");
        row("2025-02-03", "DI1", "F26", 99500.25, 99400.0, "2025-02-03T22:00:00.123456Z");
        row("2025-02-03", "DI1", "G26", 99450.0, null, "2025-02-03T22:00:00.123456Z");
        row("2025-02-03", "DOL", "H25", 5870.1234, 5800.0, "2025-02-03T22:00:00.123456Z");
        row("2025-02-04", "DOL", "H25", 5528.504, 5870.1234, "2025-02-04T22:00:00Z");
        // a correction a day later; a contract that nobody speaks of any more since that day
        row("2025-02-03", "DOL", "H25", 5871.0, 5800.0, "2025-02-04T10:00:00Z");
        row("2025-02-03", "DOL", "J25", 5900.0, 5850.0, "2025-02-03T22:00:00.123456Z");
        api.withdrawn(Datasets.ADJUSTMENTS, "instrument contract_month known_at", "DOL", "J25", "2025-02-04T10:00:00Z");
        // ties: 20 sessions of 150 contracts each, every tenth twice, in 2024
        api.execute(INSERT + " select dateadd('d', (x / 150)::int, '2024-01-01T00:00:00.000000Z'::timestamp),"
                + " concat('T', 10 + (x % 150) / 15), concat('F', 10 + x % 15), 'PU', 'ajustado', x * 0.1,"
                + " 'b3-price-report', 'd', '2024-03-01T00:00:00.000000Z'::timestamp,"
                + " '2024-03-01T00:00:00.000000Z'::timestamp, 1, false from (select x - 1 x from long_sequence(3000))");
        api.execute(
                INSERT + " select ts, instrument, contract_month, unit, status, price_settlement + 1, source, document,"
                        + " dateadd('d', 1, known_at), dateadd('d', 1, stands_from), 2, false from b3_adjustments_log"
                        + " where ts < '2025' and price_settlement % 1 = 0");
        // a contract that was revised far more often than one look back over the log covers, one before it, and between
        // them one that was withdrawn as often
        api.execute(INSERT + " select '2023-12-29T00:00:00.000000Z'::timestamp, 'REV', 'F24', 'PU', 'ajustado', x,"
                + " 'b3-price-report', 'd', dateadd('s', x::int, '2023-12-29T22:00:00.000000Z'::timestamp),"
                + " dateadd('s', x::int, '2023-12-29T22:00:00.000000Z'::timestamp), x, false from long_sequence(2500)");
        api.execute(INSERT + " select '2023-12-28T00:00:00.000000Z'::timestamp, 'REV', 'G24', 'PU', 'ajustado', x,"
                + " 'b3-price-report', 'd', dateadd('s', x::int, '2023-12-28T22:00:00.000000Z'::timestamp),"
                + " dateadd('s', x::int, '2023-12-28T22:00:00.000000Z'::timestamp), x, x % 2 = 0 from"
                + " long_sequence(2500)");
        row("2023-12-27", "REV", "F24", 7.5, 7.0, "2023-12-27T22:00:00Z");
        api.settle();
    }

    private static void row(
            String session, String instrument, String month, double price, @Nullable Double previous, String knownAt) {
        api.sample(
                Datasets.ADJUSTMENTS,
                "ts instrument contract_month unit price_settlement price_prev change open_interest document known_at",
                session,
                instrument,
                month,
                "POINTS",
                price,
                previous,
                1.5,
                42,
                "abc",
                knownAt);
    }

    @Test
    void answersNewestFirstThenByInstrumentAndCalendarMonth() {
        assertThat(api.rows("/adjustments?from=2025-01-01").stream().map(AdjustmentsIT::key))
                .containsExactly(
                        "2025-02-04T00:00:00.000Z DOL H25",
                        "2025-02-03T00:00:00.000Z DI1 F26",
                        "2025-02-03T00:00:00.000Z DI1 G26",
                        "2025-02-03T00:00:00.000Z DI1 F27",
                        "2025-02-03T00:00:00.000Z DOL H25");
    }

    @Test
    void answersEveryFieldWithItsLegacyName() {
        String body = api.get("/adjustments?contract=H25&to=2025-02-03&from=2025-02-03")
                .body();
        assertThat(body)
                .isEqualTo(
                        "{\"data\":[{\"timestamp\":\"2025-02-03T00:00:00.000Z\",\"instrument\":\"DOL\","
                                + "\"contractMonth\":\"H25\",\"priceSettlement\":5871.0,\"pricePrev\":5800.0,"
                                + "\"status\":\"ajustado\",\"session\":\"2025-02-03\",\"change\":1.5,\"valuePerContract\":null,"
                                + "\"unit\":\"POINTS\",\"rate\":null,\"ratePrev\":null,\"openInterest\":42,"
                                + "\"source\":\"b3-price-report\",\"knownAt\":\"2025-02-04T10:00:00.000Z\",\"document\":\"abc\"}],"
                                + "\"next\":null,\"dataset\":\"adjustments\",\"unit\":\"points, PU or price, as the row says\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "instrument=di1, 3",
        "instrument=DI1%2Cdol&from=2025-01-01, 5",
        "instrument=DI1&instrument=DOL, 5",
        "contract=h25, 2",
        "contract=f27&instrument=DI1, 1",
        "instrument=NOPE, 0",
        "from=2025-02-04, 1",
        "from=2025-02-04T00:00:00Z, 1",
        "from=2025-02-04T00:00:00.001Z, 0",
        "from=2025-02-03&to=2025-02-03, 4",
        "from=2025-02-03&to=2025-02-03T00:00:00Z, 4",
        "from=2025-02-03&to=2025-02-03T00:00:00.000Z, 4",
        "from=2025-01-01&to=9999-12-31, 5",
        "from=0001-01-01&to=1999-12-31, 0",
        "limit=1, 1",
        "limit=1000, 1000",
        "instrument=T10, 120",
    })
    void filters(String query, int rows) {
        assertThat(api.rows("/adjustments?" + query)).hasSize(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0|limit",
                "limit=1001|limit",
                "limit=abc|limit",
                "limit=-1|limit",
                "limit=1.5|limit",
                "limit=|limit",
                "limit=99999999999|limit",
                "limit=5&limit=6|limit",
                "instrument=|instrument",
                "instrument=ALL|instrument",
                "instrument=D-1|instrument",
                "instrument=DI1%2C|instrument",
                "contract=A25|contract",
                "contract=X2|contract",
                "contract=nov25|contract",
                "from=2025-02-30|from",
                "from=yesterday|from",
                "from=2025-02-03T00:00:00|from",
                "from=2025-02-03T00:00:00-03:00|from",
                "to=2025-13-01|to",
                "to=20250203|to",
                "from=2025-02-04&to=2025-02-03|from",
                "asOf=now|asOf",
                "cursor=garbage|cursor",
                "cursor=|cursor",
                "format=xml|format",
                "colour=red|colour",
                "Instrument=DI1|Instrument",
            })
    void namesTheParameterThatIsWrong(String query, String parameter) {
        var answer = api.get("/adjustments?" + query);
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(problem.get("parameter").asString()).isEqualTo(parameter);
        assertThat(problem.has("allowed")).isTrue();
        assertThat(problem.has("seen")).isTrue();
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("instance").asString()).isEqualTo("/adjustments");
        assertThat(problem.get("correlationId").asString())
                .isEqualTo(answer.headers().firstValue("x-correlation-id").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=%00%ff", "%ff=1", "instrument=%zz", "instrument=DI1%00", "instrument=%C3%28"})
    void refusesAQueryStringThatCannotBeDecoded(String query) throws Exception {
        assertThat(api.raw("GET /adjustments?" + query + " HTTP/1.1")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instrument=DI1'%20or%201=1--",
                "instrument=DI1);drop%20table%20b3_adjustments_log",
                "contract=F27'--",
                "from=2025-02-03'%20or%20'1'='1",
                "limit=1;drop%20table%20b3_adjustments_log",
                "asOf=2025-02-03)%20or%20(1=1",
            })
    void refusesSqlInEveryParameter(String query) {
        assertThat(api.get("/adjustments?" + query).statusCode()).isEqualTo(400);
        assertThat(api.rows("/adjustments?from=2025-01-01")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 77, 120, 149, 150, 151, 1000})
    void pagesThroughEveryRowOnceWhateverThePageLength(int limit) {
        String scope = limit == 1 ? "&instrument=T10,T11,T12&contract=F11" : "";
        List<JsonNode> pages = api.pages("/adjustments?from=2024-01-01&to=2024-12-31" + scope + "&limit=" + limit);
        assertThat(pages).allSatisfy(page -> assertThat(page.get("data").size()).isLessThanOrEqualTo(limit));
        List<String> keys = pages.stream()
                .flatMap(page -> page.get("data").valueStream())
                .map(AdjustmentsIT::key)
                .toList();
        assertThat(keys).hasSize(limit == 1 ? 3 * SESSIONS : SESSIONS * CONTRACTS);
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
        assertThat(keys).isSortedAccordingTo((one, other) -> sortable(one).compareTo(sortable(other)));
    }

    @Test
    void looksBackPastAnyNumberOfRevisions() {
        List<JsonNode> rows = api.rows("/adjustments?to=2023-12-31&limit=2");
        assertThat(rows.stream().map(row -> row.get("priceSettlement").asDouble()))
                .containsExactly(2500.0, 7.5);
        assertThat(api.rows("/adjustments?to=2023-12-28&asOf=2023-12-28T22:00:03Z&limit=1")
                        .get(0)
                        .get("priceSettlement")
                        .asDouble())
                .isEqualTo(3.0);
        JsonNode first = api.json("/adjustments?to=2023-12-31&limit=1");
        assertThat(first.get("next").isNull()).isFalse();
    }

    @Test
    void linksToTheNextPage() {
        var first = api.get("/adjustments?from=2025-01-01&limit=3");
        String link = first.headers().firstValue("link").orElseThrow();
        assertThat(link).endsWith(">; rel=\"next\"");
        var second = api.get(link.substring(1, link.indexOf('>')));
        assertThat(Json.MAPPER.readTree(second.body()).get("data").size()).isEqualTo(2);
        assertThat(second.headers().firstValue("link")).isEmpty();
    }

    @Test
    void refusesACursorOfOtherFilters() {
        String cursor =
                api.json("/adjustments?from=2025-01-01&limit=1").get("next").asString();
        assertThat(api.get("/adjustments?from=2025-01-01&limit=2&cursor=" + cursor)
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/adjustments?from=2025-01-02&limit=1&cursor=" + cursor)
                        .statusCode())
                .isEqualTo(400);
        char other = cursor.charAt(5) == 'A' ? 'B' : 'A';
        assertThat(api.get("/adjustments?from=2025-01-01&limit=1&cursor=" + cursor.substring(0, 5) + other
                                + cursor.substring(6))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aWithdrawnContractIsThereForWhoAsksOfATimeBefore() {
        assertThat(api.rows("/adjustments?contract=J25")).isEmpty();
        assertThat(api.values("/adjustments?contract=J25&asOf=2025-02-04T09:59:59Z", "priceSettlement"))
                .containsExactly("5900.0");
        assertThat(api.rows("/adjustments?contract=J25&asOf=2025-02-04T10:00:00Z"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-02-03, 5870.1234",
        "2025-02-03T22:00:00.123Z, 5870.1234",
        "2025-02-04T09:59:59Z, 5870.1234",
        "2025-02-04T10:00:00Z, 5871.0",
        "2025-02-05T10:00:00Z, 5871.0",
        "2030-01-01, 5871.0",
    })
    void answersWhatWasKnownThen(String asOf, double price) {
        List<JsonNode> rows = api.rows("/adjustments?contract=H25&to=2025-02-03&asOf=" + asOf);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("priceSettlement").asDouble()).isEqualTo(price);
    }

    @Test
    void knowsNothingBeforeTheFirstDocument() {
        assertThat(api.rows("/adjustments?asOf=2025-02-03T22:00:00.122Z&from=2025-01-01"))
                .isEmpty();
    }

    @Test
    void aPastViewDoesNotDependOnTheOrderInWhichRevisionsCame() {
        // what stood first becomes known last
        row("2025-06-02", "WIN", "M25", 2.0, 1.0, "2025-06-03T10:00:00Z");
        row("2025-06-02", "WIN", "M25", 1.0, 1.0, "2025-06-02T22:00:00Z");
        api.settle();
        assertThat(api.rows("/adjustments?instrument=WIN")
                        .get(0)
                        .get("priceSettlement")
                        .asDouble())
                .isEqualTo(2.0);
        assertThat(api.rows("/adjustments?instrument=WIN&asOf=2025-06-02")
                        .get(0)
                        .get("priceSettlement")
                        .asDouble())
                .isEqualTo(1.0);
        api.execute("alter table b3_adjustments_log drop partition list '2025-06'");
        api.settle();
    }

    @Test
    void csvAndNdjsonCarryTheSameFiguresAsJson() {
        String path = "/adjustments?from=2025-01-01";
        List<JsonNode> json = api.rows(path);
        List<String> lines =
                api.get(path, "Accept", "application/x-ndjson").body().lines().toList();
        assertThat(lines)
                .containsExactlyElementsOf(json.stream().map(JsonNode::toString).toList());

        var csv = api.get(path + "&format=csv");
        assertThat(csv.headers().firstValue("content-type")).hasValue("text/csv;header=present;charset=utf-8");
        List<String> records = Stream.of(csv.body().split("\r\n")).toList();
        assertThat(records.get(0)).startsWith("timestamp,instrument,contractMonth,priceSettlement,pricePrev,status,");
        assertThat(records.subList(1, records.size()))
                .containsExactlyElementsOf(json.stream()
                        .map(row -> String.join(
                                ",",
                                row.valueStream()
                                        .map(value -> value.isNull() ? "" : value.asString())
                                        .toList()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|application/json",
                "text/csv|text/csv",
                "text/csv;q=0.1, application/json|application/json",
                "application/json;q=0, */*|text/csv",
                "text/html,application/xhtml+xml,*/*;q=0.8|application/json",
                "application/x-ndjson|application/x-ndjson",
            })
    void servesTheFormatThatAcceptPrefers(String accept, String served) {
        assertThat(api.get("/adjustments?limit=1", "Accept", accept)
                        .headers()
                        .firstValue("content-type")
                        .orElseThrow())
                .startsWith(served);
    }

    @Test
    void refusesAFormatThatIsNotServed() {
        assertThat(api.get("/adjustments", "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(api.get("/adjustments?limit=1&format=csv", "Accept", "image/png")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String key(JsonNode row) {
        return row.get("timestamp").asString() + " " + row.get("instrument").asString() + " "
                + row.get("contractMonth").asString();
    }

    /** Newest first means: the larger the time, the smaller the text. */
    private static String sortable(String key) {
        String[] parts = key.split(" ");
        long newestFirst = Long.MAX_VALUE - java.time.Instant.parse(parts[0]).toEpochMilli();
        return newestFirst + parts[1] + parts[2].substring(1) + parts[2];
    }
}
