package b3.collector.corporateactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.source.Collector;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3CashDividendsCollectorTest {

    private static final String PATH = "/listedCompaniesProxy/CompanyCall/";

    private static Collector ambev(Source source) {
        return new B3CashDividendsCollector(source, "ABEV");
    }

    @Test
    void asksTheSupplementForTheNameAndTakesTheListUntouched() throws Exception {
        String list = page(1, 1, 2, 2);
        try (LocalSource source = exchange("AMBEV S/A   ", argument -> list)) {
            Fetched fetched = source.ask(B3CashDividendsCollectorTest::ambev);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(new String(LocalSource.document(fetched).bytes(), UTF_8)).isEqualTo(list);
            assertThat(arguments(source))
                    .containsExactly(
                            "{\"issuingCompany\":\"ABEV\",\"language\":\"pt-br\"}",
                            "{\"language\":\"pt-br\",\"pageNumber\":1,\"pageSize\":100,\"tradingName\":\"AMBEVSA\"}");
            assertThat(source.paths.get(0))
                    .isEqualTo(PATH + "GetListedSupplementCompany/"
                            + "eyJpc3N1aW5nQ29tcGFueSI6IkFCRVYiLCJsYW5ndWFnZSI6InB0LWJyIn0=");
            assertThat(source.paths.get(1)).startsWith(PATH + "GetListedCashDividends/");
        }
    }

    @Test
    void asksForEveryPageAndPutsThemTogetherUntouched() throws Exception {
        try (LocalSource source = exchange(
                "PETROBRAS",
                argument -> argument.contains("\"pageNumber\":1,") ? page(1, 2, 3, 2) : page(2, 2, 3, 1))) {
            Fetched fetched = source.ask(B3CashDividendsCollectorTest::ambev);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(new String(LocalSource.document(fetched).bytes(), UTF_8))
                    .isEqualTo("[" + page(1, 2, 3, 2) + "," + page(2, 2, 3, 1) + "]");
        }
    }

    @Test
    void aNameThatTheSourceDoesNotKnowIsTriedWithItsBlanks() throws Exception {
        try (LocalSource source =
                exchange("B3 S.A.", argument -> argument.contains("\"B3 SA\"") ? page(1, 1, 1, 1) : page(1, 0, 0, 0))) {
            assertThat(source.ask(B3CashDividendsCollectorTest::ambev).outcome())
                    .isEqualTo(Outcome.FETCHED);
            assertThat(arguments(source)).hasSize(3).element(1).asString().contains("\"B3SA\"");
        }
    }

    @Test
    void aListThatIsCutOffIsNoDocument() throws Exception {
        assertThat(outcome(argument -> page(1, 1, 3, 2))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(argument -> argument.contains("\"pageNumber\":1,") ? page(1, 2, 3, 2) : page(2, 2, 4, 1)))
                .as("a payment was added between the pages")
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome(argument -> argument.contains("\"pageNumber\":1,") ? page(1, 2, 3, 2) : ""))
                .as("the second page is missing")
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome(argument -> page(1, 1, 3, 3).substring(0, 60))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(argument -> page(1, 101, 3, 3))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(argument -> "{}")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(argument -> page(1, 0, 0, 0))).isEqualTo(Outcome.NOT_PUBLISHED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | '' | NOT_PUBLISHED",
                "403 | '' | BLOCKED",
                "520 | '' | FAILED",
                "200 | [] | NOT_PUBLISHED",
                "200 | null | NOT_PUBLISHED",
                "200 | [{\"code\":\"PETR\"}] | NOT_PUBLISHED",
                "200 | [{\"code\":\"ABEV\",\"tradingName\":\"  \"}] | NOT_PUBLISHED",
                "200 | [{\"code\":\"AB | FAILED",
                "200 | <html>Request Rejected | NOT_PUBLISHED"
            })
    void withoutASupplementThereIsNoName(int status, String supplement, Outcome outcome) throws Exception {
        assertThat(LocalSource.outcome(B3CashDividendsCollectorTest::ambev, status, supplement))
                .isEqualTo(outcome);
    }

    @Test
    void theSupplementIsADocumentOfItsOwn() throws Exception {
        try (LocalSource source = exchange("AMBEV S/A", argument -> "")) {
            Fetched fetched = source.ask(settings -> new B3CompanySupplementCollector(settings, "ABEV"));

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(LocalSource.document(fetched).json().path(0).path("code").asString())
                    .isEqualTo("ABEV");
            assertThat(source.ask(settings -> new B3CompanySupplementCollector(settings, "PETR"))
                            .outcome())
                    .isEqualTo(Outcome.NOT_PUBLISHED);
        }
    }

    @Test
    void aTickerIsNoCompany() {
        try (LocalSource source = LocalSource.answering(404, new byte[0])) {
            assertThatThrownBy(() -> new B3CompanySupplementCollector(source.settings(LocalSource.PATIENT), "PETR4"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("companies: expected issuing codes such as PETR, saw \"PETR4\"");
        }
    }

    private static Outcome outcome(Function<String, String> list) throws InterruptedException {
        try (LocalSource source = exchange("AMBEV S/A", list)) {
            return source.ask(B3CashDividendsCollectorTest::ambev).outcome();
        }
    }

    /** The service, with the supplement of one company and a list for each argument. */
    private static LocalSource exchange(String tradingName, Function<String, String> list) {
        String supplement = "[{\"tradingName\":\"" + tradingName + "\",\"code\":\"ABEV\",\"cashDividends\":[]}]";
        return LocalSource.answering(exchange -> {
            String path = exchange.getRequestURI().getPath();
            String answer = path.contains("Supplement") ? supplement : list.apply(argument(path));
            LocalSource.send(exchange, 200, answer.getBytes(UTF_8));
        });
    }

    private static String page(int number, int pages, int total, int results) {
        String rows = String.join(",", java.util.Collections.nCopies(results, "{\"valueCash\":\"0,1\"}"));
        return "{\"page\":{\"pageNumber\":%d,\"pageSize\":100,\"totalRecords\":%d,\"totalPages\":%d},\"results\":[%s]}"
                .formatted(number, total, pages, rows);
    }

    private static List<String> arguments(LocalSource source) {
        return source.paths.stream().map(B3CashDividendsCollectorTest::argument).toList();
    }

    private static String argument(String path) {
        return new String(Base64.getDecoder().decode(path.substring(path.lastIndexOf('/') + 1)), UTF_8);
    }
}
