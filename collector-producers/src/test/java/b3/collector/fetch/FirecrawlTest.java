package b3.collector.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.collector.due.Source;
import b3.collector.due.Time;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirecrawlTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final String KEY = "fc-0123";
    private static final String SCRAPED =
            "{\"success\":true,\"data\":{\"rawHtml\":\"[\\\"DÓLAR\\\"]\",\"metadata\":{\"statusCode\":200,"
                    + "\"contentType\":\"application/json; charset=iso-8859-1\"}}}";

    private final List<String> posted = new CopyOnWriteArrayList<>();

    @Test
    void aRefusedPageIsReadThroughTheService() throws Exception {
        try (LocalSource source = refusing(200, SCRAPED)) {
            Fetched fetched = http(source, true).get(source.uri("/page"));

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(new String(LocalSource.document(fetched).bytes(), UTF_8)).isEqualTo("[\"DÓLAR\"]");
            assertThat(LocalSource.document(fetched).contentType()).isEqualTo("application/json; charset=utf-8");
            assertThat(LocalSource.document(fetched).url())
                    .isEqualTo(source.uri("/page").toString());
            assertThat(fetched.detail()).contains("through the fallback").doesNotContain(KEY);
            assertThat(source.paths).containsExactly("/page", "/v1/scrape");
            assertThat(source.requests.get(0)).doesNotContainKey("Authorization");
            assertThat(source.requests.get(1).getFirst("Authorization")).isEqualTo("Bearer " + KEY);
            assertThat(posted.get(0)).contains("\"formats\":[\"rawHtml\"]", "\"url\":\"" + source.uri("/page") + "\"");
        }
    }

    @Test
    void aKeyThatNoHeaderCarriesIsRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> new Firecrawl(URI.create("http://localhost"), "first\nsecond"))
                .hasMessageContaining("b3.firecrawl.key")
                .hasMessageNotContainingAny("first", "second");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "402 | {\"success\":false} | expected HTTP 200, saw 402",
                "200 | no json | expected JSON",
                "200 | {\"success\":true,\"data\":{}} | HTTP 0 and 0 characters",
                "200 | {\"data\":{\"rawHtml\":\"Denied\",\"metadata\":{\"statusCode\":403}}} | HTTP 403"
            })
    void aPageThatTheServiceCannotReadStaysRefused(int status, String answer, String detail) throws Exception {
        try (LocalSource source = refusing(status, answer)) {
            Fetched fetched = http(source, true).get(source.uri("/page"));

            assertThat(fetched.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(fetched.httpStatus()).isEqualTo(403);
            assertThat(fetched.detail())
                    .contains("refused with HTTP 403", detail)
                    .doesNotContain(KEY);
        }
    }

    @Test
    void isAskedOnlyWhereTheSettingsAllowItAndNeverAgainstAWishToBeLeftAlone() throws Exception {
        try (LocalSource source = refusing(200, SCRAPED)) {
            assertThat(http(source, false).get(source.uri("/page")).outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(http(source, true).post(source.uri("/page"), "{}").outcome())
                    .isEqualTo(Outcome.BLOCKED);
            assertThat(http(source, true).get(source.uri("/too-often")).outcome())
                    .isEqualTo(Outcome.BLOCKED);
            assertThat(source.paths).doesNotContain("/v1/scrape");
        }
    }

    @Test
    void theKeyIsNotCarriedToAnotherHost() throws Exception {
        try (LocalSource other = LocalSource.answering(404, new byte[0]);
                LocalSource source = LocalSource.answering(exchange -> {
                    boolean service = exchange.getRequestURI().getPath().equals("/v1/scrape");
                    String there = other.uri("/").toString().replace("localhost", "127.0.0.1");
                    LocalSource.send(exchange, service ? 307 : 403, new byte[0], "Location", there);
                })) {
            http(source, true).get(source.uri("/page"));

            assertThat(other.requests).hasSize(1);
            assertThat(other.requests.get(0)).doesNotContainKey("Authorization");
        }
    }

    /** A source that refuses every page, and the service at the same address. */
    private LocalSource refusing(int status, String scraped) {
        return LocalSource.answering(exchange -> {
            switch (exchange.getRequestURI().getPath()) {
                case "/v1/scrape" -> {
                    posted.add(read(exchange.getRequestBody()));
                    LocalSource.send(exchange, status, scraped.getBytes(UTF_8));
                }
                case "/too-often" -> LocalSource.send(exchange, 429, new byte[0]);
                default -> LocalSource.send(exchange, 403, new byte[0]);
            }
        });
    }

    private static String read(InputStream body) throws IOException {
        return new String(body.readAllBytes(), UTF_8);
    }

    private static Http http(LocalSource source, boolean fallback) {
        Source like = source.settings(PATIENT);
        Source settings = new Source(
                true,
                like.url(),
                like.schedule(),
                like.deadline(),
                like.catchUpSessions(),
                like.timeout(),
                like.pace(),
                fallback);
        Firecrawl service = new Firecrawl(source.uri(""), KEY);
        return new Http(new Http.Shared("test", Time.of(Clock.systemUTC()), service), settings);
    }
}
