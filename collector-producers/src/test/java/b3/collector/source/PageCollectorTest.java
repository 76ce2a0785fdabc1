package b3.collector.source;

import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.testing.LocalSource;
import b3.schema.Feeds;
import b3.schema.jobs.Job.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageCollectorTest {

    private static Collector page(Source source) {
        return new PageCollector(
                Feeds.FINANCIAL_INDICATORS,
                source,
                session -> "/of/" + session,
                List.of("Referer", "https://example.org/"));
    }

    private static final byte[] LATIN_1 = {'[', '"', 'D', (byte) 0xd3, 'L', 'A', 'R', '"', ']'};

    @Test
    void takesTheBytesUntouched() throws Exception {
        try (LocalSource source = LocalSource.answering(200, LATIN_1, "Content-Type", "application/json")) {
            Fetched fetched = source.ask(PageCollectorTest::page);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(LATIN_1);
            assertThat(source.paths).containsExactly("/of/2025-02-03");
            assertThat(source.requests.get(0).getFirst("Referer")).isEqualTo("https://example.org/");
        }
    }

    @ParameterizedTest
    @CsvSource({"400, REJECTED", "404, NOT_PUBLISHED", "403, BLOCKED", "304, UNCHANGED", "502, FAILED"})
    void tellsWhatAStatusMeans(int status, Outcome outcome) throws Exception {
        assertThat(LocalSource.outcome(PageCollectorTest::page, status, "")).isEqualTo(outcome);
    }

    @Test
    void passesOnHowLongToStayAway() throws Exception {
        try (LocalSource source = LocalSource.answering(429, new byte[0], "Retry-After", "90")) {
            Fetched fetched = source.ask(PageCollectorTest::page);
            assertThat(fetched.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(fetched.retryAfter()).isEqualTo(Duration.ofSeconds(90));
        }
    }

    @Test
    void aWebPageIsNoDocument() throws Exception {
        assertThat(LocalSource.outcome(PageCollectorTest::page, 200, "<!DOCTYPE html><html>Manutenção"))
                .isEqualTo(Outcome.NOT_PUBLISHED);
    }

    @Test
    void aDocumentCutOffIsTriedAgain() throws Exception {
        try (LocalSource source = LocalSource.cutOffAfter(LATIN_1)) {
            assertThat(source.ask(PageCollectorTest::page).outcome()).isEqualTo(Outcome.FAILED);
        }
    }
}
