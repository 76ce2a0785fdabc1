package b3.api.optionchain;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.testing.RunningApi;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Books and the chain made of them, over HTTP and a real database. */
class OptionChainIT {

    private static final String FIRST = "2025-02-04T01:00:00.000000Z";
    private static final String SECOND = "2025-02-05T01:00:00.000000Z";

    @AutoClose
    static RunningApi api;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        // the first book of the session has three series, its correction two
        for (String ticker : List.of("PETRB380", "PETRN380", "PETRC400")) {
            series("2025-02-03", "PETR4", ticker, FIRST);
        }
        series("2025-02-03", "PETR4", "PETRN380", SECOND);
        series("2025-02-03", "PETR4", "PETRC400", SECOND);
        series("2025-01-31", "PETR4", "PETRB380", FIRST);
        series("2025-02-03", "DOL", "DOLH25C005900", FIRST);
        series("2025-02-04", "VALE3", "VALEC600", FIRST);
        // a book under the root covers PETR3 and PETR4; the underlying's own goes before it, whole
        position("2025-02-03", "PETR", "PETRC400", 500.0, null, FIRST);
        position("2025-02-03", "PETR", "PETRN380", 50.0, null, FIRST);
        position("2025-02-03", "PETR4", "PETRC400", 1000.0, 100.0, SECOND);
        position("2025-01-31", "PETR4", "PETRB380", 7.0, null, FIRST);
        price("2025-02-03", "2025-02-03T15:00:00.000000Z", "DOL", "DOLH25C005900", 60.0, FIRST);
        price("2025-02-03", "2025-02-03T16:00:00.000000Z", "DOL", "DOLH25C005900", 61.0, FIRST);
        price("2025-02-03", "2025-02-03T15:00:00.000000Z", "PETR4", "PETRC400", 1.0, FIRST);
        price("2025-02-03", null, "PETR4", "PETRC400", 1.25, SECOND);
        underlying("2025-02-03", null, "DOL", "DOLH25", "SETTLEMENT", 5856.572);
        underlying("2025-02-03", "2025-02-03T15:00:00.000000Z", "DOL", "DOLH25", "LAST", 5860.0);
        underlying("2025-02-03", null, "PETR4", "PETR4", "CLOSE", 38.07);
        api.settle();
    }

    @Test
    void aBookIsItsStandingRevisionAsAWhole() {
        assertThat(api.values("/option-series?underlying=PETR4&session=2025-02-03", "ticker", "source"))
                .containsExactly("PETRC400 b3-instruments", "PETRN380 b3-instruments");
        assertThat(api.values("/option-series?underlying=PETR4&session=2025-02-03&asOf=" + FIRST, "ticker"))
                .containsExactly("PETRB380", "PETRC400", "PETRN380");
        assertThat(api.rows("/option-series?underlying=PETR4&session=2025-02-03&ticker=PETRB380"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/option-series, 5",
        "/option-series?underlying=petr4%2CDOL, 4",
        "/option-series?type=put, 1",
        "/option-series?expiry=2025-03-21, 4",
        "/option-series?expiry=2025-03-21&underlying=DOL, 0",
        "/option-series?session=2025-01-31, 1",
        "/option-series?from=2025-02-04, 1",
        "/open-interest, 4",
        "/open-interest?underlying=PETR, 2",
        "/open-interest?ticker=PETRC400, 2",
        "/open-interest?asOf=2025-02-04, 3",
        "/option-prices, 4",
        "/option-prices?session=2025-02-03&underlying=DOL, 2",
        "/option-prices?from=2025-02-03T15:30:00Z, 1",
        "/underlying-prices, 3",
        "/underlying-prices?kind=last%2Cclose, 2",
        "/underlying-prices?instrument=dolh25, 2",
        "/underlying-prices?underlying=PETR4&session=2025-02-03, 1",
    })
    void filtersBooks(String path, int rows) {
        assertThat(api.rows(path)).hasSize(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "/option-series, 1",
        "/option-series, 3",
        "/open-interest, 1",
        "/option-prices, 2",
        "/underlying-prices, 1"
    })
    void pagesThroughEveryRowOnce(String path, int limit) {
        Stream<JsonNode> paged = api.pages(path + "?limit=" + limit).stream()
                .flatMap(page -> page.get("data").valueStream());
        assertThat(paged).containsExactlyElementsOf(api.rows(path + "?limit=1000"));
    }

    @Test
    void joinsSeriesOpenInterestAndPrices() {
        assertThat(api.values(
                        "/option-chain/petr4",
                        "session",
                        "ticker",
                        "type",
                        "strike",
                        "openInterest",
                        "covered",
                        "settlement",
                        "quotedAt",
                        "openInterestBook",
                        "pricesBook"))
                .containsExactly(
                        "2025-02-03 PETRN380 PUT 38.0 null null null null null null",
                        "2025-02-03 PETRC400 CALL 40.0 1000.0 100.0 1.25 null PETR4 PETR4");
    }

    @Test
    void saysThatTheOpenInterestIsThatOfTheRootWhereTheSourceNamesNoMore() {
        assertThat(api.values(
                        "/option-chain/PETR4?asOf=" + FIRST,
                        "ticker",
                        "openInterest",
                        "openInterestBook",
                        "pricesBook"))
                .containsExactly("PETRB380 null null null", "PETRN380 50.0 PETR null", "PETRC400 500.0 PETR PETR4");
    }

    @Test
    void takesTheLatestQuotesOfASessionThatHasNoPricesOfItsOwnYet() {
        assertThat(api.values("/option-chain/DOL", "ticker", "settlement", "quotedAt", "openInterest"))
                .containsExactly("DOLH25C005900 61.0 2025-02-03T16:00:00.000Z null");
    }

    @Test
    void aChainIsTheOneThatWasKnownThen() {
        assertThat(api.values("/option-chain/PETR4?asOf=" + FIRST, "ticker", "openInterest", "settlement"))
                .containsExactly("PETRB380 null null", "PETRN380 50.0 null", "PETRC400 500.0 1.0");
        assertThat(api.rows("/option-chain/PETR4?asOf=2025-02-04T00:59:59Z")).isEmpty();
        assertThat(api.values("/option-chain/PETR4?session=2025-01-31", "ticker", "openInterest"))
                .containsExactly("PETRB380 7.0");
        assertThat(api.values("/option-chain/PETR4?type=put&expiry=2025-03-21", "ticker"))
                .containsExactly("PETRN380");
    }

    @Test
    void aChainIsThatOfTheNewestOpenInterestWithTheSeriesOfTheLatestSessionUpToIt() {
        String[] fields = {"session", "seriesSession", "ticker", "openInterest", "settlement"};
        series("2025-03-10", "BBAS3", "BBASD300", FIRST);
        series("2025-03-14", "BBAS3", "BBASE300", FIRST);
        series("2025-03-20", "BBAS3", "BBASF300", FIRST);
        price("2025-03-12", null, "BBAS3", "BBASD300", 2.5, FIRST);
        price("2025-03-20", null, "BBAS3", "BBASD300", 9.5, FIRST);
        position("2025-03-12", "BBAS", "BBASD300", 20.0, null, FIRST);
        position("2025-03-09", "BBAS3", "BBASD300", 30.0, null, FIRST);
        position("2025-03-20", "BBAS3", "BBASF300", 40.0, null, FIRST);
        withdrawn(Datasets.OPEN_INTEREST, "2025-03-20", "BBAS3", SECOND);
        api.settle();
        assertThat(api.values("/option-chain/BBAS3", fields))
                .containsExactly("2025-03-12 2025-03-10 BBASD300 20.0 2.5");
        assertThat(api.values("/option-chain/BBAS3?session=2025-03-09", fields))
                .containsExactly("2025-03-09 2025-03-10 BBASD300 30.0 null");
        assertThat(api.values("/option-chain/BBAS3?asOf=" + FIRST, fields))
                .containsExactly("2025-03-20 2025-03-20 BBASF300 40.0 null");
        assertThat(api.rows("/option-chain/BBAS3?session=2025-02-26")).isEmpty();
        withdrawn(Datasets.OPTION_SERIES, "2025-03-10", "BBAS3", SECOND);
        api.settle();
        assertThat(api.values("/option-chain/BBAS3", fields))
                .containsExactly("2025-03-12 2025-03-14 BBASE300 null null");
    }

    @Test
    void aWithdrawnBookIsNotThereAndWasThereBefore() {
        series("2025-04-01", "ITUB4", "ITUBD300", FIRST);
        withdrawn(Datasets.OPTION_SERIES, "2025-04-01", "ITUB4", SECOND);
        api.settle();
        assertThat(api.rows("/option-series?underlying=ITUB4")).isEmpty();
        assertThat(api.rows("/option-series?ticker=ITUBD300")).isEmpty();
        assertThat(api.rows("/option-chain/ITUB4")).isEmpty();
        assertThat(api.values("/option-series?underlying=ITUB4&asOf=" + FIRST, "ticker"))
                .containsExactly("ITUBD300");
        assertThat(api.values("/option-chain/ITUB4?asOf=" + FIRST, "ticker")).containsExactly("ITUBD300");
    }

    @ParameterizedTest
    @CsvSource({
        "/option-chain/PETR4, 200, 2",
        "/option-chain/PETR4?session=2024-01-02, 200, 0",
        "/option-chain/PETR4?expiry=2030-01-01, 200, 0",
        "/option-chain/NOPE3, 404, -1",
        "/option-chain/NO-PE, 400, -1",
        "/option-chain/PETR4?underlying=PETR4, 400, -1",
        "/option-chain/PETR4?limit=5, 400, -1",
        "/option-chain/PETR4?type=BOTH, 400, -1",
        "/option-chain/, 404, -1",
    })
    void tellsEmptyFromUnknownFromWrong(String path, int status, int rows) {
        var answer = api.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (rows >= 0) {
            assertThat(Json.MAPPER.readTree(answer.body()).get("data").size()).isEqualTo(rows);
        } else {
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
    }

    @Test
    void namesTheCsvFileAfterThePath() {
        var csv = api.get("/option-chain/PETR4?format=csv");
        assertThat(csv.headers().firstValue("content-disposition"))
                .hasValue("inline; filename=\"option-chain-PETR4.csv\"");
        assertThat(csv.body().lines()).hasSize(3);
    }

    private static void withdrawn(Dataset<?> dataset, String session, String underlying, String knownAt) {
        api.withdrawn(dataset, "ts underlying known_at", session, underlying, knownAt);
    }

    private static void series(String session, String underlying, String ticker, String knownAt) {
        boolean put = ticker.charAt(4) > 'L';
        api.sample(
                Datasets.OPTION_SERIES,
                "ts underlying ticker option_type style strike expiry source known_at",
                session,
                underlying,
                ticker,
                put ? "PUT" : "CALL",
                put ? "EUROPEAN" : null,
                Double.parseDouble(ticker.substring(5).replaceAll("\\D", "")) / 10,
                underlying.equals("DOL") ? "2025-03-05" : "2025-03-21",
                "b3-instruments",
                knownAt);
    }

    private static void position(
            String session, String underlying, String ticker, double total, @Nullable Double covered, String knownAt) {
        api.sample(
                Datasets.OPEN_INTEREST,
                "ts underlying ticker total covered source known_at",
                session,
                underlying,
                ticker,
                total,
                covered,
                "b3-open-positions",
                knownAt);
    }

    private static void price(
            String session, @Nullable String at, String underlying, String ticker, double settlement, String knownAt) {
        api.sample(
                Datasets.OPTION_PRICES,
                "ts underlying ticker session quoted_at settlement known_at",
                at == null ? session : at,
                underlying,
                ticker,
                session,
                at,
                settlement,
                knownAt);
    }

    private static void underlying(
            String session, @Nullable String at, String underlying, String instrument, String kind, double price) {
        api.sample(
                Datasets.UNDERLYING_PRICES,
                "ts underlying instrument kind session quoted_at price",
                at == null ? session : at,
                underlying,
                instrument,
                kind,
                session,
                at,
                price);
    }
}
