package b3.collector.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.fetch.Fetched;
import b3.collector.testing.LocalSource;
import b3.schema.Feeds;
import b3.schema.jobs.Job.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageCollectorTest {

    private static final LocalDate SESSION = LocalDate.parse("2025-02-03");
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final byte[] LATIN_1 = {'[', '"', 'D', (byte) 0xd3, 'L', 'A', 'R', '"', ']'};

    @Test
    void takesTheBytesUntouched() throws Exception {
        try (LocalSource source = LocalSource.answering(200, LATIN_1, "Content-Type", "application/json")) {
            Fetched fetched = fetch(source);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(LATIN_1);
            assertThat(source.paths).containsExactly("/of/2025-02-03");
            assertThat(source.requests.get(0).getFirst("Referer")).isEqualTo("https://example.org/");
        }
    }

    @ParameterizedTest
    @CsvSource({"400, REJECTED", "404, NOT_PUBLISHED", "403, BLOCKED", "304, UNCHANGED", "502, FAILED"})
    void tellsWhatAStatusMeans(int status, Outcome outcome) throws Exception {
        try (LocalSource source = LocalSource.answering(status, new byte[0])) {
            assertThat(fetch(source).outcome()).isEqualTo(outcome);
        }
    }

    @Test
    void passesOnHowLongToStayAway() throws Exception {
        try (LocalSource source = LocalSource.answering(429, new byte[0], "Retry-After", "90")) {
            Fetched fetched = fetch(source);
            assertThat(fetched.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(fetched.retryAfter()).isEqualTo(Duration.ofSeconds(90));
        }
    }

    @Test
    void aWebPageIsNoDocument() throws Exception {
        byte[] page = "<!DOCTYPE html><html>Manutenção".getBytes(UTF_8);
        try (LocalSource source = LocalSource.answering(200, page)) {
            assertThat(fetch(source).outcome()).isEqualTo(Outcome.NOT_PUBLISHED);
        }
    }

    @Test
    void aDocumentCutOffIsTriedAgain() throws Exception {
        LocalSource.Answer answer = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(LATIN_1);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        };
        try (LocalSource source = LocalSource.answering(answer)) {
            assertThat(fetch(source).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    private static Fetched fetch(LocalSource source) throws InterruptedException {
        return new PageCollector(
                        Feeds.FINANCIAL_INDICATORS,
                        source.settings(PATIENT),
                        session -> "/of/" + session,
                        "Referer",
                        "https://example.org/")
                .fetch(SESSION, source.http(PATIENT));
    }
}
