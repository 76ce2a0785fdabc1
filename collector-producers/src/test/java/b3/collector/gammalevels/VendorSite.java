package b3.collector.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.collector.testing.LocalSource;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A vendor's site on loopback, in the shape of the documented example: a login form, a cookie, and a page of levels whose
 * table a script makes after the page has loaded. A test changes what shall go wrong.
 */
public final class VendorSite implements AutoCloseable {

    public static final String USER = "trader@example.org";
    public static final String PASSWORD = "s3cr3t-Wörd&=";

    /** The bodies of the login forms that were sent. */
    public final List<String> logins = new CopyOnWriteArrayList<>();

    /** The cookies that the site accepts. */
    final Set<String> sessions = ConcurrentHashMap.newKeySet();

    /** A test opens it to let a slow page go on. */
    final CountDownLatch patience = new CountDownLatch(1);

    volatile String form = """
            <form method="post" action="/login"><input name="user"><input type="password" name="password">
            <button type="submit">Entrar</button></form>""";
    volatile String levelsId = "gamma-levels";
    volatile String head = "";
    volatile int status = 200;
    volatile int loginStatus = 200;
    volatile int withoutSession = 200;
    volatile String retryAfter = "";
    volatile boolean slow;
    volatile boolean slowTable;
    volatile boolean slowLogin;
    volatile String refusal = "<p>Senha incorreta</p>";

    public final LocalSource server = LocalSource.answering(this::answer);

    /** From now on the fields of the form take no text. */
    public void refuseFields() {
        form = form.replace("<input ", "<input disabled ");
    }

    /** From now on the levels are in another element. */
    public void renameLevels() {
        form = form.replace("<input disabled ", "<input ");
        levelsId = "niveis";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (slow) {
            await();
        }
        if (path.equals("/login") && exchange.getRequestMethod().equals("POST")) {
            logIn(exchange);
        } else if (path.equals("/login")) {
            page(exchange, 200, form);
        } else if (!path.startsWith("/levels")) {
            page(exchange, 404, "");
        } else if (status != 200) {
            page(exchange, status, "<p>not now</p>", "Retry-After", retryAfter);
        } else if (!isLoggedIn(exchange)) {
            page(exchange, withoutSession, withoutSession == 200 ? form : "<p>who are you?</p>");
        } else if (path.equals("/levels/table")) {
            if (slowTable) {
                await();
            }
            LocalSource.send(
                    exchange,
                    200,
                    "<table><tr data-instrument=\"VIX\"><td data-level=\"call-wall\">20,5</td></tr></table>"
                            .getBytes(UTF_8));
        } else {
            page(exchange, 200, """
                    <p>Olá, %s <a id="logout" href="/logout">Sair</a></p>
                    <section id="%s" data-asked="%s"></section>
                    <script>fetch('/levels/table').then(answer => answer.text()).then(table => {
                      document.querySelector('section').innerHTML = table;
                    });</script>""".formatted(
                            USER, levelsId, exchange.getRequestURI().getQuery()));
        }
    }

    private void logIn(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        logins.add(sent);
        if (slowLogin) {
            await();
        }
        String expected = "user=" + USER + "&password=" + PASSWORD;
        String[] fields = sent.split("&", -1);
        String seen = URLDecoder.decode(fields[0], UTF_8) + "&" + URLDecoder.decode(fields[1], UTF_8);
        if (loginStatus != 200) {
            page(exchange, loginStatus, refusal + form, "Retry-After", retryAfter);
        } else if (seen.equals(expected)) {
            String session = "s" + logins.size();
            sessions.add(session);
            LocalSource.send(
                    exchange,
                    303,
                    new byte[0],
                    "Location",
                    "/levels",
                    "Set-Cookie",
                    "sid=" + session + "; Path=/; HttpOnly");
        } else {
            page(exchange, 200, refusal + form);
        }
    }

    private boolean isLoggedIn(HttpExchange exchange) {
        String cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
        return sessions.stream().anyMatch(session -> cookie.contains("sid=" + session));
    }

    private void page(HttpExchange exchange, int status, String body, String... headers) throws IOException {
        String page = "<!doctype html><html><head><meta charset=\"utf-8\"><title>Níveis</title>" + head
                + "</head><body>" + body + "</body></html>";
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        LocalSource.send(exchange, status, page.getBytes(UTF_8), headers);
    }

    private void await() throws IOException {
        try {
            patience.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        patience.countDown();
        server.close();
    }
}
