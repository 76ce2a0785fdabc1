package b3.collector.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.due.Source;
import b3.collector.testing.LocalSource;
import b3.collector.testing.ManualTime;
import b3.schema.Topic;
import b3.schema.jobs.Job.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final byte[] BODY = "figures".getBytes(UTF_8);

    @Test
    void givesTheBytesAsServedAndSaysWhoAsks() throws Exception {
        byte[] latin1 = {'a', (byte) 0xe7, 'o'};
        try (LocalSource source = LocalSource.answering(200, latin1, "Content-Type", "text/csv; charset=utf-8")) {
            Fetched fetched = source.http(PATIENT).get(source.uri("/a?b=c"), "Accept", "text/csv");

            assertThat(fetched.outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(fetched.httpStatus()).isEqualTo(200);
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(latin1);
            assertThat(LocalSource.document(fetched).contentType()).isEqualTo("text/csv; charset=utf-8");
            assertThat(LocalSource.document(fetched).url())
                    .isEqualTo(source.uri("/a?b=c").toString());
            assertThat(source.requests.get(0)).containsEntry("User-agent", java.util.List.of("b3-streams-test"));
            assertThat(source.requests.get(0)).containsEntry("Accept", java.util.List.of("text/csv"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "204, NOT_PUBLISHED",
        "404, NOT_PUBLISHED",
        "410, NOT_PUBLISHED",
        "304, UNCHANGED",
        "401, BLOCKED",
        "403, BLOCKED",
        "429, BLOCKED",
        "400, REJECTED",
        "500, FAILED",
        "503, FAILED"
    })
    void tellsWhatAStatusMeans(int status, Outcome outcome) throws Exception {
        try (LocalSource source = LocalSource.answering(status, new byte[0])) {
            Fetched fetched = source.http(PATIENT).get(source.uri("/"));

            assertThat(fetched.outcome()).isEqualTo(outcome);
            assertThat(fetched.httpStatus()).isEqualTo(status);
            assertThat(fetched.detail()).isNotBlank();
        }
    }

    @Test
    void anEmptyAnswerIsNotPublished() throws Exception {
        try (LocalSource source = LocalSource.answering(200, new byte[0])) {
            assertThat(source.http(PATIENT).get(source.uri("/")).outcome()).isEqualTo(Outcome.NOT_PUBLISHED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "429 | 120 | PT2M",
                "503 | 7 | PT7S",
                "429 | Mon, 03 Feb 2025 12:01:00 GMT | PT1M",
                "429 | 99999999 | PT24H",
                "429 | soon | none"
            })
    void passesOnHowLongToStayAway(int status, String header, Duration expected) throws Exception {
        try (LocalSource source = LocalSource.answering(status, BODY, "Retry-After", header)) {
            Http.Shared shared = new Http.Shared("test", new ManualTime("2025-02-03T12:00:00Z"), null);

            assertThat(new Http(shared, source.settings(PATIENT))
                            .get(source.uri("/"))
                            .retryAfter())
                    .isEqualTo(expected);
        }
    }

    @Test
    void asksOnlyForWhatChangedOnceAVersionIsPublished() throws Exception {
        LocalSource.Answer answer = exchange -> {
            boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            LocalSource.send(
                    exchange,
                    known ? 304 : 200,
                    known ? new byte[0] : BODY,
                    "ETag",
                    "\"v1\"",
                    "Last-Modified",
                    "Mon, 03 Feb 2025 21:00:00 GMT");
        };
        try (LocalSource source = LocalSource.answering(answer)) {
            Http http = source.http(PATIENT);
            Fetched first = http.get(source.uri("/"));
            assertThat(http.get(source.uri("/")).outcome())
                    .as("not yet published: fetched whole again")
                    .isEqualTo(Outcome.FETCHED);

            http.remember(LocalSource.document(first));

            assertThat(http.get(source.uri("/")).outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(source.requests.get(2).getFirst("If-Modified-Since")).isEqualTo("Mon, 03 Feb 2025 21:00:00 GMT");
            assertThat(http.get(source.uri("/other")).outcome()).isEqualTo(Outcome.FETCHED);
        }
    }

    @Test
    void givesUpOnASourceThatDoesNotAnswer() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (LocalSource source = LocalSource.answering(exchange -> await(never))) {
            Fetched fetched = source.http(Duration.ofMillis(200)).get(source.uri("/"));

            assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(fetched.detail()).contains("within PT0.2S");
        }
    }

    @Test
    void givesUpOnASourceThatStopsHalfWay() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        LocalSource.Answer answer = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().flush();
            await(never);
        };
        try (LocalSource source = LocalSource.answering(answer)) {
            assertThat(source.http(Duration.ofMillis(200)).get(source.uri("/")).outcome())
                    .isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void aConnectionCutHalfWayIsAFailure() throws Exception {
        try (LocalSource source = LocalSource.cutOffAfter(BODY)) {
            assertThat(source.http(PATIENT).get(source.uri("/")).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void nobodyThereIsAFailure() throws Exception {
        LocalSource source = LocalSource.answering(200, BODY);
        Http http = source.http(PATIENT);
        source.close();

        Fetched fetched = http.get(source.uri("/"));

        assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fetched.httpStatus()).isNull();
    }

    @Test
    void hangsUpOnADocumentThatAnnouncesTooMuch() throws Exception {
        LocalSource.Answer answer = exchange -> {
            exchange.sendResponseHeaders(200, Topic.MAX_DOCUMENT_BYTES + 1L);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().flush();
        };
        try (LocalSource source = LocalSource.answering(answer)) {
            assertTooLarge(source.http(PATIENT).get(source.uri("/")));
        }
    }

    @Test
    void hangsUpOnADocumentThatTurnsOutTooLarge() throws Exception {
        LocalSource.Answer answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] megabyte = new byte[1024 * 1024];
            for (int i = 0; i <= 128; i++) {
                exchange.getResponseBody().write(megabyte);
            }
        };
        try (LocalSource source = LocalSource.answering(answer)) {
            assertTooLarge(source.http(PATIENT).get(source.uri("/")));
        }
    }

    private static void assertTooLarge(Fetched fetched) {
        assertThat(fetched.outcome()).as("%s", fetched).isEqualTo(Outcome.REJECTED);
        assertThat(fetched.detail()).isEqualTo("expected at most 134217728 bytes, saw more");
    }

    @Test
    void followsRedirects() throws Exception {
        LocalSource.Answer answer = exchange -> {
            boolean there = exchange.getRequestURI().getPath().equals("/there");
            LocalSource.send(exchange, there ? 200 : 302, there ? BODY : new byte[0], "Location", "/there");
        };
        try (LocalSource source = LocalSource.answering(answer)) {
            Fetched fetched = source.http(PATIENT).get(source.uri("/here"));

            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(BODY);
            assertThat(LocalSource.document(fetched).url()).endsWith("/here");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/again | redirected more than 5 times",
                "ftp://localhost/x | redirected to ftp from http, refused",
                "http://[broken | unreadable address"
            })
    void refusesEndlessAndUnsafeRedirects(String location, String detail) throws Exception {
        try (LocalSource source = LocalSource.answering(302, new byte[0], "Location", location)) {
            Fetched fetched = source.http(PATIENT).get(source.uri("/"));

            assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(fetched.detail()).contains(detail);
        }
    }

    @Test
    void keepsThePaceOfEachHostAcrossCollectors() throws Exception {
        ManualTime time = new ManualTime("2025-02-03T12:00:00Z");
        Http.Shared shared = new Http.Shared("test", time, null);
        try (LocalSource source = LocalSource.answering(200, BODY)) {
            Source paced = LocalSource.settings(source.uri(""), PATIENT, Duration.ofSeconds(10));
            new Http(shared, paced).get(source.uri("/"));
            new Http(shared, paced).get(source.uri("/"));
            new Http(shared, paced).get(URI.create(source.uri("/").toString().replace("localhost", "127.0.0.1")));

            assertThat(time.waitedFor)
                    .containsExactly(
                            Instant.parse("2025-02-03T12:00:00Z"),
                            Instant.parse("2025-02-03T12:00:10Z"),
                            Instant.parse("2025-02-03T12:00:10Z"));
        }
    }

    @Test
    void aHostThatRefusesOneCollectorIsLeftAloneByTheOthers() throws Exception {
        ManualTime time = new ManualTime("2025-02-03T12:00:00Z");
        Http.Shared shared = new Http.Shared("test", time, null);
        try (LocalSource source = LocalSource.answering(429, BODY, "Retry-After", "60")) {
            new Http(shared, source.settings(PATIENT)).get(source.uri("/DOL"));
            time.advance(Duration.ofSeconds(20));
            Fetched other = new Http(shared, source.settings(PATIENT)).get(source.uri("/IND"));

            assertThat(other.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(other.httpStatus()).isNull();
            assertThat(other.retryAfter()).isEqualTo(Duration.ofSeconds(40));
            assertThat(other.detail())
                    .isEqualTo("localhost was not asked: it wants to be left alone until 2025-02-03T12:01:00Z");
            assertThat(source.paths).containsExactly("/DOL");

            time.advance(Duration.ofSeconds(40));
            new Http(shared, source.settings(PATIENT)).get(source.uri("/IND"));
            assertThat(source.paths).containsExactly("/DOL", "/IND");
        }
    }

    @Test
    void takesOffAWrappingThatItDidNotAskFor() throws Exception {
        try (LocalSource source = LocalSource.answering(200, gzip(BODY), "Content-Encoding", "gzip")) {
            Fetched fetched = source.http(PATIENT).get(source.uri("/"));
            assertThat(LocalSource.document(fetched).bytes()).isEqualTo(BODY);
            assertThat(source.requests.get(0)).doesNotContainKey("Accept-encoding");
        }
        byte[] cut = Arrays.copyOf(gzip(BODY), 20);
        try (LocalSource source = LocalSource.answering(200, cut, "Content-Encoding", "gzip")) {
            assertThat(source.http(PATIENT).get(source.uri("/")).outcome()).isEqualTo(Outcome.FAILED);
        }
        try (LocalSource source = LocalSource.answering(200, BODY, "Content-Encoding", "br")) {
            assertThat(source.http(PATIENT).get(source.uri("/")).detail()).contains("no Content-Encoding, saw br");
        }
    }

    @Test
    void doesNotUnpackABomb() throws Exception {
        byte[] bomb = gzip(new byte[Topic.MAX_DOCUMENT_BYTES + 1]);
        assertThat(bomb.length).isLessThan(1024 * 1024);
        try (LocalSource source = LocalSource.answering(200, bomb, "Content-Encoding", "gzip")) {
            assertTooLarge(source.http(PATIENT).get(source.uri("/")));
        }
    }

    @Test
    void aChunkedAnswerCutHalfWayIsAFailure() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nfigures\r\n";
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalSource settings = LocalSource.answering(200, BODY)) {
            Thread answering = new Thread(() -> {
                try (Socket asked = server.accept()) {
                    asked.getInputStream().read(new byte[1024]);
                    asked.getOutputStream().write(head.getBytes(UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            answering.start();

            Fetched fetched = settings.http(PATIENT).get(URI.create("http://localhost:" + server.getLocalPort() + "/"));

            assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
            answering.join();
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
