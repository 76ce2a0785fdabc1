package b3.collector.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import b3.collector.fetch.Fetched;
import b3.collector.testing.LocalSource;
import b3.schema.jobs.Job.Outcome;
import b3.schema.testing.Chromium;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The collector drives a real browser against a real site. */
class GammaSiteCollectorTest {

    private static final LocalDate SESSION = LocalDate.parse("2025-02-03");
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final Duration IMPATIENT = Duration.ofSeconds(12);
    private static final GammaSite.Selectors SELECTORS = new GammaSite.Selectors(
            "input[name=user]", "input[type=password]", "button[type=submit]", "#logout", "", "#gamma-levels");

    @TempDir
    Path dir;

    private final VendorSite site = new VendorSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void logsInAndTakesTheLevelsAsThePageShowsThem() throws Exception {
        Fetched fetched = fetch(collector(VendorSite.PASSWORD));

        assertThat(fetched.outcome()).as(fetched.detail()).isEqualTo(Outcome.FETCHED);
        assertThat(text(fetched)).isEqualTo("""
                <!doctype html>
                <html data-decimal=","><head><meta charset="utf-8"></head><body>
                <section id="gamma-levels" data-asked="day=2025-02-03"><table><tbody><tr data-instrument="VIX">\
                <td data-level="call-wall">20,5</td></tr></tbody></table></section>
                </body></html>
                """);
        assertThat(LocalSource.document(fetched).contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(LocalSource.document(fetched).url())
                .as("without what follows the path")
                .isEqualTo(site.server.uri("/levels").toString());
        assertThat(site.logins).hasSize(1);
        assertThat(site.server.requests.get(0).getFirst("User-Agent")).isEqualTo("b3-streams-test");
    }

    @Test
    void theSessionIsUsedAgainAndAnExpiredOneRenewed() throws Exception {
        GammaSiteCollector collector = collector(VendorSite.PASSWORD);
        byte[] first = LocalSource.document(fetch(collector)).bytes();

        byte[] second = LocalSource.document(fetch(collector)).bytes();
        assertThat(second)
                .as("what changes around the levels makes no other document")
                .isEqualTo(first);
        assertThat(site.logins).as("logged in once for both").hasSize(1);

        site.sessions.clear();
        assertThat(fetch(collector).outcome()).isEqualTo(Outcome.FETCHED);
        assertThat(site.logins).hasSize(2);
    }

    @Test
    void aSiteThatAnswers401InsteadOfTheFormIsLoggedInToAtItsLoginPage() throws Exception {
        site.withoutSession = 401;

        assertThat(fetch(collector(VendorSite.PASSWORD)).outcome()).isEqualTo(Outcome.FETCHED);
        assertThat(site.server.paths).startsWith("/levels?day=2025-02-03", "/login", "/login");
    }

    @Test
    void nothingOfTheBrowserRunsBetweenTwoAttempts() throws Exception {
        fetch(collector(VendorSite.PASSWORD));

        await().atMost(Duration.ofSeconds(20)).until(() -> ProcessHandle.current()
                .descendants()
                .map(process -> process.info().commandLine().orElse(""))
                .noneMatch(line -> line.contains("run-driver") || line.contains("--headless")));
    }

    @Test
    void aRefusedLoginIsNotRepeatedWithTheSamePassword() throws Exception {
        Path file = Files.writeString(dir.resolve("password"), "wrong-Wörd\n");
        GammaSiteCollector collector = collector(IMPATIENT, site.server.uri(""), settings("", file.toString(), ""));

        for (String session : new String[] {"2025-02-03", "2025-02-03", "2025-02-04"}) {
            Fetched fetched = collector.fetch(LocalDate.parse(session), site.server.http(IMPATIENT));
            assertThat(fetched.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(fetched.detail())
                    .contains("no further login is tried until they change")
                    .doesNotContain("wrong", VendorSite.USER);
            assertThat(fetched.retryAfter()).isEqualTo(Duration.ofHours(1));
        }
        assertThat(site.logins).hasSize(1);

        Files.writeString(file, VendorSite.PASSWORD);
        assertThat(fetch(collector).outcome()).as("with another one it is").isEqualTo(Outcome.FETCHED);
    }

    @Test
    void aRefusalThatTheSiteShowsIsNotWaitedFor() throws Exception {
        Fetched fetched = fetch(collector(PATIENT, site.server.uri(""), telling("text=Senha incorreta")));
        assertThat(fetched.detail()).startsWith("the site refuses this user and password");
    }

    @Test
    void aChangedLoginPageIsRejectedWithTheElementThatIsGone() throws Exception {
        site.form = "<form method=\"post\"><input name=\"user\"><input type=\"password\"><a>Entrar</a></form>";

        Fetched fetched = fetch(collector(VendorSite.PASSWORD));
        assertThat(fetched.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(fetched.detail()).contains("the login form (button[type=submit])");
        assertThat(site.logins).isEmpty();
    }

    @Test
    void aChangedLevelsPageIsRejectedWithTheElementThatIsGone() throws Exception {
        site.levelsId = "niveis";

        Fetched fetched = fetch(collector(VendorSite.PASSWORD));
        assertThat(fetched.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(fetched.detail()).contains("the levels (#gamma-levels)", "the site may have changed");
    }

    @Test
    void aSlowSiteFailsWithinTheTimeOut() throws Exception {
        site.slow = true;
        long start = System.nanoTime();

        Fetched fetched = fetch(collector(VendorSite.PASSWORD));

        assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fetched.detail()).isEqualTo("expected to open /levels within PT12S, saw that it takes longer");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IMPATIENT.multipliedBy(2));
    }

    @Test
    void aPageThatIsStillLoadingHasFailedAndNotChanged() throws Exception {
        site.slowTable = true;
        GammaSite settings = settings(VendorSite.PASSWORD, "", "");
        GammaSite.Selectors row = new GammaSite.Selectors(
                SELECTORS.user(), SELECTORS.password(), SELECTORS.submit(), "#logout", "", "#gamma-levels:has(tr)");
        GammaSite filled = new GammaSite(
                settings.loginPath(),
                settings.pages(),
                row,
                List.of(),
                "",
                VendorSite.USER,
                "",
                VendorSite.PASSWORD,
                "",
                "");

        Fetched fetched = fetch(collector(IMPATIENT, site.server.uri(""), filled));
        assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fetched.detail()).contains("#gamma-levels:has(tr)", "a page still loading");
    }

    @Test
    void aSiteThatIsNotThereHasFailed() throws Exception {
        URI nobody = site.server.uri("");
        site.close();

        Fetched fetched = fetch(collector(IMPATIENT, nobody, settings(VendorSite.PASSWORD, "", "")));
        assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fetched.detail()).isEqualTo("cannot open /levels: net::ERR_CONNECTION_REFUSED");
    }

    @ParameterizedTest
    @CsvSource({"429, BLOCKED", "403, BLOCKED", "503, FAILED", "404, NOT_PUBLISHED"})
    void tellsWhatAStatusMeansAndHowLongToStayAway(int status, Outcome outcome) throws Exception {
        site.status = status;
        site.retryAfter = "90";

        Fetched fetched = fetch(collector(VendorSite.PASSWORD));
        assertThat(fetched.outcome()).isEqualTo(outcome);
        assertThat(fetched.httpStatus()).isEqualTo(status);
        assertThat(fetched.retryAfter()).isEqualTo(status == 404 ? null : Duration.ofSeconds(90));
        assertThat(site.logins).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, BLOCKED", "429, BLOCKED", "503, FAILED"})
    void aLoginThatMustWaitIsNoWrongPassword(int status, Outcome outcome) throws Exception {
        site.loginStatus = status;
        site.retryAfter = "120";
        GammaSiteCollector collector = collector(VendorSite.PASSWORD);

        Fetched fetched = fetch(collector);
        assertThat(fetched.outcome()).isEqualTo(outcome);
        assertThat(fetched.httpStatus()).isEqualTo(status);
        assertThat(fetched.retryAfter()).isEqualTo(Duration.ofMinutes(2));

        site.loginStatus = 200;
        assertThat(fetch(collector).outcome()).isEqualTo(Outcome.FETCHED);
    }

    @ParameterizedTest
    @CsvSource({"401, ''", "422, ''", "403, 'text=Senha incorreta'"})
    void aStatusWithTheFormOrTheRefusalIsAWrongPassword(int status, String refused) throws Exception {
        site.loginStatus = status;
        GammaSiteCollector collector = collector(IMPATIENT, site.server.uri(""), telling(refused));

        assertThat(fetch(collector).detail()).startsWith("the site refuses this user and password");
        assertThat(fetch(collector).detail()).startsWith("not asked");
        assertThat(site.logins).hasSize(1);
    }

    @Test
    void aLoginThatIsNotAnsweredIsNoWrongPassword() throws Exception {
        site.slowLogin = true;
        site.form = site.form.replace(
                "method=", "onsubmit=\"fetch('/login', {method: 'POST', body: 'a&b'});return false\" method=");
        GammaSiteCollector collector = collector(VendorSite.PASSWORD);

        assertThat(fetch(collector).outcome()).isEqualTo(Outcome.FAILED);

        assertThat(fetch(collector).detail()).as("tried again").doesNotStartWith("not asked");
    }

    @Test
    void asksNobodyButTheSite() throws Exception {
        try (LocalSource other = LocalSource.answering(exchange -> LocalSource.send(exchange, 200, new byte[] {'x'}))) {
            String there = other.uri("/picture.png").toString();
            String elsewhere = there.replace("localhost", "127.0.0.1");
            site.head = "<link rel=\"stylesheet\" href=\"%s\"><script src=\"%s\"></script>".formatted(there, elsewhere)
                    + "<link rel=\"prefetch\" href=\"%s\"><iframe src=\"%s\"></iframe>".formatted(there, elsewhere);

            assertThat(fetch(collector(VendorSite.PASSWORD)).outcome()).isEqualTo(Outcome.FETCHED);
            assertThat(other.paths).isEmpty();
        }
    }

    @Test
    void aRedirectDoesNotLeadToAnotherHostEither() throws Exception {
        try (LocalSource other = LocalSource.answering(exchange -> LocalSource.send(exchange, 200, new byte[] {'x'}));
                LocalSource leaving = LocalSource.answering(exchange -> LocalSource.send(
                        exchange,
                        302,
                        new byte[0],
                        "Location",
                        other.uri("/levels").toString().replace("localhost", "127.0.0.1")))) {
            Fetched fetched = fetch(collector(IMPATIENT, leaving.uri(""), settings(VendorSite.PASSWORD, "", "")));

            assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(fetched.detail()).startsWith("cannot open /levels: net::ERR_");
            assertThat(leaving.paths).hasSize(1);
            assertThat(other.paths).isEmpty();
        }
    }

    @Test
    void aPictureOfAPageThatCouldNotBeTakenIsMadeOnlyWhereItIsWished() throws Exception {
        site.levelsId = "niveis";
        Path pictures = dir.resolve("pictures");

        fetch(collector(IMPATIENT, site.server.uri(""), settings(VendorSite.PASSWORD, "", pictures.toString())));
        assertThat(pictures).isDirectoryContaining("glob:**/gamma-levels-site-2025-02-03.png");
        try (var files = Files.list(pictures)) {
            assertThat(files).hasSize(1);
        }

        site.levelsId = "gamma-levels";
        Path none = dir.resolve("none");
        fetch(collector(PATIENT, site.server.uri(""), settings(VendorSite.PASSWORD, "", none.toString())));
        assertThat(none).doesNotExist();
    }

    @Test
    void withoutABrowserItFailsAndSaysWhichSetting() throws Exception {
        GammaSiteCollector collector = new GammaSiteCollector(
                site.server.settings(IMPATIENT),
                settings("x", "", ""),
                dir.resolve("nothing").toString());

        Fetched fetched = fetch(collector);
        assertThat(fetched.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(fetched.detail()).contains("does not start; the setting b3.browser.executable names it");
    }

    @Test
    void isDisabledWithoutAnAccountOrAnAddress() {
        assertThat(without(settings("", "", ""), site.server.uri("")))
                .contains("no password: b3.collectors.gamma-levels-site.password, or files named by …-file");
        assertThat(without(settings("", dir.resolve("absent").toString(), ""), site.server.uri("")))
                .contains("b3.collectors.gamma-levels-site.password-file: expected a readable text file, saw \""
                        + dir.resolve("absent") + "\"");
        assertThat(without(settings("x", "", ""), URI.create("https://gamma-levels.invalid")))
                .contains("no address: b3.collectors.gamma-levels-site.url");
        assertThat(without(settings("x", "", ""), site.server.uri(""))).isEmpty();
    }

    @Test
    void theSettingsAreShownWithoutTheAccount() {
        GammaSite settings = settings(VendorSite.PASSWORD, "", "");
        assertThat(settings.toString()).doesNotContain(VendorSite.PASSWORD, VendorSite.USER);
        assertThat(String.valueOf(settings.account())).doesNotContain(VendorSite.PASSWORD, VendorSite.USER);
        assertThatThrownBy(() -> collector("", PATIENT, URI.create("http://me:word@localhost"), settings))
                .hasMessage("url: expected an address without user and password");
    }

    private static Optional<String> without(GammaSite settings, URI url) {
        return collector("", PATIENT, url, settings).disabled();
    }

    private Fetched fetch(GammaSiteCollector collector) throws InterruptedException {
        return collector.fetch(SESSION, site.server.http(IMPATIENT));
    }

    private GammaSiteCollector collector(String password) {
        return collector(IMPATIENT, site.server.uri(""), settings(password, "", ""));
    }

    private static GammaSiteCollector collector(Duration timeout, URI url, GammaSite settings) {
        return collector(Chromium.executable(), timeout, url, settings);
    }

    private static GammaSiteCollector collector(String browser, Duration timeout, URI url, GammaSite settings) {
        return new GammaSiteCollector(LocalSource.settings(url, timeout, Duration.ZERO), settings, browser);
    }

    private static GammaSite settings(String password, String passwordFile, String screenshots) {
        return new GammaSite(
                "/login",
                List.of("/levels?day={session}"),
                SELECTORS,
                List.of(),
                ",",
                VendorSite.USER,
                "",
                password,
                passwordFile,
                screenshots);
    }

    /** Returns a site with a wrong password, and with this element for a refused login. */
    private static GammaSite telling(String refused) {
        GammaSite.Selectors selectors = new GammaSite.Selectors(
                SELECTORS.user(),
                SELECTORS.password(),
                SELECTORS.submit(),
                SELECTORS.loggedIn(),
                refused,
                SELECTORS.levels());
        List<String> pages = List.of("/levels");
        return new GammaSite("/login", pages, selectors, List.of(), "", VendorSite.USER, "", "wrong", "", "");
    }

    private static String text(Fetched fetched) {
        return new String(LocalSource.document(fetched).bytes(), UTF_8);
    }
}
