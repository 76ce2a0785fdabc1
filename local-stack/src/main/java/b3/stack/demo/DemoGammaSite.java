package b3.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.calendar.TradingCalendar;
import b3.stack.demo.market.DemoMarket;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A vendor's site in the shape of the documented example: a login form, a cookie, and a table of levels, which a script
 * shows after the login. Every run has another password.
 */
final class DemoGammaSite implements HttpHandler {

    /** The path of the site; all its pages are below it. */
    static final String PATH = "/gamma-site/";

    private static final String USER = "demo";
    private static final String COOKIE = "gamma-session";
    private static final String FORM = """
            <form method="post" action="/gamma-site/login">
            <input name="user" autocomplete="username"><input type="password" name="password">
            <button type="submit">Entrar</button></form>
            """;
    private static final String REFUSED = "<p id=\"login-refused\">Usuário ou senha incorretos.</p>\n";

    private final DemoMarket market;
    private final Supplier<LocalDate> session;
    private final String password = UUID.randomUUID().toString();
    private final Set<String> loggedIn = ConcurrentHashMap.newKeySet();

    DemoGammaSite(DemoMarket market, Supplier<LocalDate> session) {
        this.market = market;
        this.session = session;
    }

    /** Returns the settings of the collector that differ from their defaults. */
    Map<String, Object> collectorSettings() {
        return Map.of("login-path", PATH + "login", "pages", PATH + "levels", "user", USER, "password", password);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(PATH.length());
            if (path.equals("login") && exchange.getRequestMethod().equals("POST")) {
                logIn(exchange);
            } else if (path.equals("login")) {
                page(exchange, FORM);
            } else if (!path.equals("levels")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (isLoggedIn(exchange)) {
                page(exchange, levels(session.get()));
            } else {
                redirect(exchange, "login");
            }
        }
    }

    private void logIn(HttpExchange exchange) throws IOException {
        String right = "user=" + USER + "&password=" + URLEncoder.encode(password, UTF_8);
        String sent = new String(exchange.getRequestBody().readNBytes(4096), UTF_8);
        if (!sent.equals(right)) {
            page(exchange, REFUSED + FORM);
            return;
        }
        String id = UUID.randomUUID().toString();
        loggedIn.add(id);
        exchange.getResponseHeaders()
                .add("Set-Cookie", COOKIE + "=" + id + "; Path=" + PATH + "; HttpOnly; SameSite=Lax");
        redirect(exchange, "levels");
    }

    private boolean isLoggedIn(HttpExchange exchange) {
        String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
        return cookies.startsWith(COOKIE + "=") && loggedIn.contains(cookies.substring(COOKIE.length() + 1));
    }

    /** Returns the levels before the opening: walls on strikes, and the flip between them. The second instrument has no put wall. */
    private String levels(LocalDate day) {
        double index = market.americanIndex(day);
        double volatility = market.volatilityIndex(day);
        BigDecimal step = BigDecimal.valueOf(25);
        BigDecimal strike = DemoMarket.round(index / 25, 0).multiply(step);
        return """
                <p>Olá, assinante. <a id="logout" href="/gamma-site/login">Sair</a></p>
                <section id="gamma-levels" data-decimal="," hidden>
                <p><time datetime="%s">%s</time></p>
                <table>
                <tr><th>Ativo</th><th>Call wall</th><th>Put wall</th><th>Gamma flip</th><th>Status</th></tr>
                <tr><td>ES_SP500</td><td>%s</td><td>%s</td><td>%s</td><td>sucesso</td></tr>
                <tr><td>VIX</td><td>%s</td><td>N/A</td><td>–</td><td>sucesso</td></tr>
                </table>
                </section>
                <script>document.getElementById('gamma-levels').hidden = false;</script>
                """.formatted(
                        day.atStartOfDay(TradingCalendar.SAO_PAULO).toOffsetDateTime(),
                        day.format(DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT)),
                        text(strike.add(step.multiply(BigDecimal.valueOf(4)))),
                        text(strike.subtract(step.multiply(BigDecimal.valueOf(6)))),
                        text(DemoMarket.round(index * 0.996, 2)),
                        text(DemoMarket.round(volatility + 4.5, 0)));
    }

    private static String text(BigDecimal level) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(',');
        symbols.setGroupingSeparator('.');
        return new DecimalFormat("#,##0.00", symbols).format(level);
    }

    private static void redirect(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().set("Location", PATH + path);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void page(HttpExchange exchange, String body) throws IOException {
        byte[] html = """
                <!doctype html>
                <html lang="pt-BR"><head><meta charset="utf-8"><title>Níveis de gamma</title></head><body>
                %s</body></html>
                """.formatted(body).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, html.length);
        exchange.getResponseBody().write(html);
    }
}
