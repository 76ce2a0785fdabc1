package b3.collector.testing;

import b3.collector.due.Plan;
import b3.collector.due.Source;
import b3.collector.due.Time;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real web server on loopback that answers every request as the test says. */
public final class LocalSource implements AutoCloseable {

    /** What to answer. */
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

    /** Sends one answer. */
    public static void send(HttpExchange exchange, int status, byte[] body, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** The document of an answer that must have one. */
    public static Fetched.Document document(Fetched fetched) {
        return Objects.requireNonNull(fetched.document(), () -> "no document: " + fetched);
    }

    /** Its address. */
    public URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /** Settings that point here. */
    public Source settings(Duration timeout) {
        return settings(uri(""), timeout, Duration.ZERO);
    }

    /** Settings of a source that publishes in the evening. */
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

    /** The polite way here. */
    public Http http(Duration timeout) {
        return new Http(new Http.Shared("b3-streams-test", Time.of(Clock.systemUTC()), null), settings(timeout));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
