package b3.collector.adjustments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.fetch.Fetched;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3SettlementBoardCollectorTest {

    @Test
    void postsForEveryPageAndPutsThemTogetherUntouched() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        LocalSource.Answer answer = exchange -> {
            bodies.add(exchange.getRequestMethod() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            LocalSource.send(exchange, 200, page(number(exchange.getRequestURI().getPath()), 2));
        };
        try (LocalSource source = LocalSource.answering(answer)) {
            Fetched fetched = source.ask(B3SettlementBoardCollector::new);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(new String(LocalSource.document(fetched).bytes(), UTF_8))
                    .isEqualTo("[" + new String(page(1, 2), UTF_8) + "," + new String(page(2, 2), UTF_8) + "]");
            assertThat(source.paths)
                    .containsExactly(
                            "/bdi/table/ConsolidatedTradesDerivatives/2025-02-03/2025-02-03/1/1000?sort=TckrSymb",
                            "/bdi/table/ConsolidatedTradesDerivatives/2025-02-03/2025-02-03/2/1000?sort=TckrSymb");
            assertThat(bodies).containsExactly("POST {}", "POST {}");
            assertThat(source.requests.get(0).getFirst("Content-Type")).isEqualTo("application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({"204, NOT_PUBLISHED", "404, NOT_PUBLISHED", "400, REJECTED", "403, BLOCKED", "504, FAILED"})
    void tellsWhatAStatusMeans(int status, Outcome outcome) throws Exception {
        assertThat(LocalSource.outcome(B3SettlementBoardCollector::new, status, ""))
                .isEqualTo(outcome);
    }

    @Test
    void passesOnHowLongToStayAwayEvenFromALaterPage() throws Exception {
        try (LocalSource source = secondPage(429, "", "Retry-After", "60")) {
            Fetched fetched = source.ask(B3SettlementBoardCollector::new);
            assertThat(fetched.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(fetched.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"table\":{\"columns\":[],\"values\":[],\"pageCount\":0}} | NOT_PUBLISHED",
                "{} | NOT_PUBLISHED",
                "<!doctype html><html> | NOT_PUBLISHED",
                "{\"table\":{\"columns\":[{\"na | FAILED",
                "{\"table\":{\"values\":[[1]],\"pageCount\":501}} | FAILED"
            })
    void aFirstPageThatIsNoTableIsNoDocument(String page, Outcome outcome) throws Exception {
        assertThat(LocalSource.outcome(B3SettlementBoardCollector::new, 200, page))
                .isEqualTo(outcome);
    }

    @Test
    void aTableWithoutOneOfItsPagesIsTriedAgainAsAWhole() throws Exception {
        try (LocalSource source = secondPage(204, "")) {
            Fetched fetched = source.ask(B3SettlementBoardCollector::new);
            assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(fetched.detail()).isEqualTo("page 2 of 2 is missing");
        }
        try (LocalSource source = secondPage(200, "{\"table\":")) {
            assertThat(source.ask(B3SettlementBoardCollector::new).outcome()).isEqualTo(Outcome.FAILED);
        }
        try (LocalSource source = secondPage(503, "")) {
            assertThat(source.ask(B3SettlementBoardCollector::new).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void aTableWhosePagesRepeatRowsIsTriedAgainAsAWhole() throws Exception {
        try (LocalSource source = LocalSource.answering(200, page(1, 2))) {
            Fetched fetched = source.ask(B3SettlementBoardCollector::new);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(fetched.detail()).isEqualTo("page 2 repeats rows of an earlier one, so others are missing");
        }
    }

    private static LocalSource secondPage(int status, String body, String... headers) {
        return LocalSource.answering(exchange -> {
            if (number(exchange.getRequestURI().getPath()) == 1) {
                LocalSource.send(exchange, 200, page(1, 2));
            } else {
                LocalSource.send(exchange, status, body.getBytes(UTF_8), headers);
            }
        });
    }

    private static byte[] page(int number, int count) {
        return """
                {"table":{"columns":[{"name":"TckrSymb"}],"values":[["Ç%d"]],"pageCount":%d}}""".formatted(number, count).getBytes(UTF_8);
    }

    private static int number(String path) {
        return Integer.parseInt(path.split("/", -1)[6]);
    }
}
