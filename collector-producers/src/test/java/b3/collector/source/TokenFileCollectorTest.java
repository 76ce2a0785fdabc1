package b3.collector.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.testing.LocalSource;
import b3.schema.Feeds;
import b3.schema.jobs.Job.Outcome;
import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFileCollectorTest {

    private static Collector trades(Source source) {
        return new TokenFileCollector(Feeds.TRADE_INFORMATION, "TradeInformationConsolidated", source);
    }

    private static final String NAME =
            "/api/download/requestname?fileName=TradeInformationConsolidated&date=2025-02-03&recaptchaToken=";
    private static final byte[] PERMISSION =
            "{\"redirectUrl\":\"~/api/download\",\"token\":\"se/cret+1=\",\"file\":{\"extension\":\".csv\"}}"
                    .getBytes(UTF_8);
    private static final byte[] LATIN_1 = {'a', ';', (byte) 0xe7, 'o', '\n'};

    @Test
    void asksForATokenAndThenForTheFile() throws Exception {
        try (LocalSource source = twoSteps(200, LATIN_1, "Content-Type", "text/csv; charset=utf-8", "ETag", "\"1\"")) {
            Fetched fetched = source.ask(TokenFileCollectorTest::trades);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(source.paths).containsExactly(NAME, "/api/download/?token=se%2Fcret%2B1%3D");
            Fetched.Document document = LocalSource.document(fetched);
            assertThat(document.bytes())
                    .as("whatever its charset is said to be")
                    .isEqualTo(LATIN_1);
            assertThat(document.contentType()).isEqualTo("text/csv; charset=utf-8");
            assertThat(document.url()).isEqualTo(source.uri(NAME).toString());
            assertThat(document.version()).isEqualTo(new Fetched.Version(null, null));
        }
    }

    @ParameterizedTest
    @CsvSource({"400, NOT_PUBLISHED", "404, NOT_PUBLISHED", "403, BLOCKED", "500, FAILED"})
    void aRefusedTokenIsTheAnswer(int status, Outcome outcome) throws Exception {
        try (LocalSource source = LocalSource.answering(status, new byte[0])) {
            assertThat(source.ask(TokenFileCollectorTest::trades).outcome()).isEqualTo(outcome);
            assertThat(source.paths).containsExactly(NAME);
        }
    }

    @Test
    void passesOnHowLongToStayAway() throws Exception {
        try (LocalSource source = LocalSource.answering(429, new byte[0], "Retry-After", "60")) {
            assertThat(source.ask(TokenFileCollectorTest::trades).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        }
        try (LocalSource source = twoSteps(429, new byte[0], "Retry-After", "60")) {
            assertThat(source.ask(TokenFileCollectorTest::trades).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void aWebPageInPlaceOfEitherIsNoDocument() throws Exception {
        byte[] page = "<!doctype html><html><body>B3</body></html>".getBytes(UTF_8);
        byte[] challenge = "<html><title>Just a moment… Cloudflare challenge".getBytes(UTF_8);
        try (LocalSource source = LocalSource.answering(200, page)) {
            assertThat(source.ask(TokenFileCollectorTest::trades).outcome()).isEqualTo(Outcome.NOT_PUBLISHED);
            assertThat(source.paths).hasSize(1);
        }
        try (LocalSource source = twoSteps(200, page)) {
            assertThat(source.ask(TokenFileCollectorTest::trades).outcome()).isEqualTo(Outcome.NOT_PUBLISHED);
        }
        try (LocalSource source = twoSteps(200, challenge)) {
            Fetched fetched = source.ask(TokenFileCollectorTest::trades);
            assertThat(fetched.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(fetched.toString()).doesNotContain("cret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"token\":\"\"}", "{\"file\":{}}", "[]", "busy", "{\"token\":\"se"})
    void withoutATokenItIsTriedAgain(String permission) throws Exception {
        try (LocalSource source = LocalSource.answering(200, permission.getBytes(UTF_8))) {
            Fetched fetched = source.ask(TokenFileCollectorTest::trades);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(fetched.detail()).contains("expected JSON with a token");
        }
    }

    @Test
    void aFileCutOffIsTriedAgain() throws Exception {
        LocalSource.Answer answer = exchange -> {
            if (isFirstStep(exchange)) {
                LocalSource.send(exchange, 200, PERMISSION);
            } else {
                LocalSource.sendCutOff(exchange, LATIN_1);
            }
        };
        try (LocalSource source = LocalSource.answering(answer)) {
            assertThat(source.ask(TokenFileCollectorTest::trades).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    private static LocalSource twoSteps(int status, byte[] file, String... headers) {
        return LocalSource.answering(exchange -> {
            if (isFirstStep(exchange)) {
                LocalSource.send(exchange, 200, PERMISSION, "Content-Type", "application/json");
            } else {
                LocalSource.send(exchange, status, file, headers);
            }
        });
    }

    private static boolean isFirstStep(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().endsWith("/requestname");
    }
}
