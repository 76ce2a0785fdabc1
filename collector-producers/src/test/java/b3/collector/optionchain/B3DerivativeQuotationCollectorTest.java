package b3.collector.optionchain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.source.Collector;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3DerivativeQuotationCollectorTest {

    private static Collector dollar(Source source) {
        return new B3DerivativeQuotationCollector(source, "DOL");
    }

    @Test
    void takesTheSessionsQuotesUntouched() throws Exception {
        byte[] quotes = "{\"Msg\":{\"dtTm\":\"2025-02-03 14:51:55\"},\"Scty\":[\"DÓLAR\"]}".getBytes(UTF_8);
        try (LocalSource source = LocalSource.answering(200, quotes, "Content-Type", "application/json")) {
            Fetched fetched = source.ask(B3DerivativeQuotationCollectorTest::dollar);

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(quotes);
            assertThat(source.paths).containsExactly("/mds/api/v1/DerivativeQuotation/DOL");
        }
    }

    @Test
    void takesThemInACharsetThatTheSourceDoesNotDeclare() throws Exception {
        byte[] latin1 = "{\"Msg\":{\"dtTm\":\"2025-02-03 14:51:55\"},\"Scty\":[\"DÓLAR\"]}".getBytes(ISO_8859_1);
        try (LocalSource source =
                LocalSource.answering(200, latin1, "Content-Type", "application/json; charset=utf-8")) {
            assertThat(LocalSource.document(source.ask(B3DerivativeQuotationCollectorTest::dollar))
                            .bytes())
                    .isEqualTo(latin1);
            assertThat(source.ask(B3DerivativeQuotationCollectorTest::dollar).outcome())
                    .isEqualTo(Outcome.FETCHED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Quotation not available | NOT_PUBLISHED",
                "{\"Msg\":{\"dtTm\":\"2025-01-31 18:40:00\"}} | NOT_PUBLISHED",
                "{\"BizSts\":{\"cd\":\"NOK\"}} | NOT_PUBLISHED",
                "<html>B3 | NOT_PUBLISHED",
                "<html>Access denied | BLOCKED",
                "{\"Msg\":{\"dtTm\":\"2025-02-03 14:5 | FAILED"
            })
    void otherAnswersAreNotTheSessionsQuotes(String answer, Outcome outcome) throws Exception {
        assertThat(LocalSource.outcome(B3DerivativeQuotationCollectorTest::dollar, 200, answer))
                .isEqualTo(outcome);
    }

    @Test
    void passesOnARefusal() throws Exception {
        try (LocalSource source = LocalSource.answering(404, new byte[0])) {
            assertThat(source.ask(B3DerivativeQuotationCollectorTest::dollar).outcome())
                    .isEqualTo(Outcome.NOT_PUBLISHED);
        }
        try (LocalSource source = LocalSource.answering(429, new byte[0], "Retry-After", "30")) {
            assertThat(source.ask(B3DerivativeQuotationCollectorTest::dollar).retryAfter())
                    .isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void refusesAnAssetThatIsNone() {
        try (LocalSource source = LocalSource.answering(404, new byte[0])) {
            assertThatThrownBy(() -> new B3DerivativeQuotationCollector(source.settings(LocalSource.PATIENT), "../x"))
                    .hasMessageContaining("expected a commodity code such as DOL, saw \"../x\"");
        }
    }
}
