package b3.collector.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.collector.due.Plan;
import b3.collector.due.Source;
import b3.collector.due.Time;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.collector.source.Collector;
import b3.schema.jobs.Job.Outcome;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real web server on loopback that answers every request as the test says. */
public final class LocalSource implements AutoCloseable {

    /** The session that a collector is asked for. */
    public static final LocalDate SESSION = LocalDate.parse("2025-02-03");

    /** A time-out that no answer of this server exceeds. */
    public static final Duration PATIENT = Duration.ofSeconds(30);

    /** Answers one request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** Headers of every request so far. */
    public final List<Headers> requests = new CopyOnWriteArrayList<>();

    /** Path and query of every request so far. */
    public final List<String> paths = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private LocalSource(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders());
            paths.add(exchange.getRequestURI().toString());
            try (exchange) {
                answer.to(exchange);
            }
        });
        server.start();
    }

    /** A source that always answers like this. */
    public static LocalSource answering(Answer answer) {
        try {
            return new LocalSource(answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A source that always answers with this status, body and headers (name, value). */
    public static LocalSource answering(int status, byte[] body, String... headers) {
        return answering(exchange -> send(exchange, status, body, headers));
    }

    /** A source whose answer ends after these bytes, long before the length that it has announced. */
    public static LocalSource cutOffAfter(byte[] start) {
        return answering(exchange -> sendCutOff(exchange, start));
    }

    /** Sends an answer that ends after these bytes, long before the length that it has announced. */
    public static void sendCutOff(HttpExchange exchange, byte[] start) throws IOException {
        exchange.sendResponseHeaders(200, start.length + 1000);
        exchange.getResponseBody().write(start);
        exchange.getResponseBody().flush();
        throw new IOException("cut");
    }

    /** Lets a collector of this source ask once for {@link #SESSION}, and returns the answer. */
    public Fetched ask(Function<Source, Collector> collector) throws InterruptedException {
        return collector.apply(settings(PATIENT)).fetch(SESSION, http(PATIENT));
    }

    /** Returns the outcome of one attempt at a source that answers with this status and body. */
    public static Outcome outcome(Function<Source, Collector> collector, int status, String body)
            throws InterruptedException {
        try (LocalSource source = answering(status, body.getBytes(UTF_8))) {
            return source.ask(collector).outcome();
        }
    }

    /** Sends one answer. */
    public static void send(HttpExchange exchange, int status, byte[] body, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Returns the document of an answer, which must have one. */
    public static Fetched.Document document(Fetched fetched) {
        return Objects.requireNonNull(fetched.document(), () -> "no document: " + fetched);
    }

    /** Returns the address of a path on this server. */
    public URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** Returns settings that point to this server. */
    public Source settings(Duration timeout) {
        return settings(uri(""), timeout, Duration.ZERO);
    }

    /** Returns the settings of a source that publishes in the evening. */
    public static Source settings(URI url, Duration timeout, Duration pace) {
        return new Source(
                true,
                url,
                Plan.Schedule.of("18:30-23:00/30m, +1d 06:00"),
                Plan.Slot.of("+1d 12:00"),
                3,
                timeout,
                pace,
                false);
    }

    /** Returns the polite way to this server. */
    public Http http(Duration timeout) {
        return new Http(new Http.Shared("b3-streams-test", Time.of(Clock.systemUTC()), null), settings(timeout));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
