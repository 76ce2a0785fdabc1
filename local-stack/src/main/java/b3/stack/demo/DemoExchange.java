package b3.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.calendar.TradingCalendar;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A local HTTP server that answers as the sources do, so that the collectors take their real path without the internet:
 * the same paths, the same formats, an empty zip for a holiday.
 */
public final class DemoExchange implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    /** Listens on a free loopback port. */
    public DemoExchange() throws IOException {
        DemoMarket market = new DemoMarket(TradingCalendar.load());
        DemoPriceReport priceReport = new DemoPriceReport(market);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/pesquisapregao/download",
                exchange -> answer(
                        exchange,
                        "application/zip",
                        priceReport.answer(parameters(exchange).getOrDefault("filelist", ""))));
        server.start();
    }

    /** The settings that point the collectors here. */
    public Map<String, Object> collectorSettings() {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("b3.collectors.b3-price-report.url", base, "b3.collectors.b3-price-report.pace", "0s");
    }

    private static void answer(HttpExchange exchange, String contentType, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
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
