package b3.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server of the demo exchange, on a free port of loopback. A request that cannot be read is answered with 400. */
final class DemoServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    /** The answer to one request. */
    record Answer(int status, String contentType, byte[] body) {

        /** The answer that there is no such document. */
        static final Answer NOTHING = new Answer(404, "text/plain", new byte[0]);

        static Answer json(String body) {
            return new Answer(200, "application/json", body.getBytes(UTF_8));
        }

        static Answer zip(byte[] body) {
            return new Answer(200, "application/zip", body);
        }
    }

    /** Answers the requests for the paths of one source. */
    interface Source {

        /** Answers a request for a path, which begins with the path of the source, with these parameters. */
        Answer answer(String path, Map<String, String> parameters);
    }

    DemoServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
    }

    /** Starts to answer. */
    void start() {
        server.start();
    }

    /** Returns the address of the server. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lets a handler answer the requests for this path and all paths below it. */
    void handle(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** Lets a source answer the requests for this path and all paths below it. */
    void serve(String path, Source source) {
        server.createContext(path, exchange -> {
            try (exchange) {
                Answer answer;
                try {
                    answer = source.answer(exchange.getRequestURI().getPath(), parameters(exchange));
                } catch (RuntimeException unreadable) {
                    answer = new Answer(
                            400,
                            "text/plain",
                            String.valueOf(unreadable.getMessage()).getBytes(UTF_8));
                }
                exchange.getResponseHeaders().set("Content-Type", answer.contentType());
                exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        });
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
