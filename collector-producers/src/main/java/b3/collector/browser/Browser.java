package b3.collector.browser;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.REJECTED;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.schema.jobs.Job.Outcome;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real browser (Chromium) for one source whose pages need a login or JavaScript. It is started for one errand and
 * closed after it, so that nothing runs between two attempts. Cookies and local storage are kept in memory for the next
 * errand.
 *
 * <ul>
 *   <li><b>Time:</b> an errand has the source's time-out, from the browser's start to its last answer. A browser that does
 *       not stop then is killed when one and a half times the time-out has passed; the collector's thread never waits
 *       longer.
 *   <li><b>Allowed hosts:</b> the site itself, and further hosts by https if the settings name them. Requests to any other
 *       host are refused, and its name is not resolved, so that a redirect does not get there either. Certificates are
 *       verified; downloads and service workers are refused.
 *   <li><b>Discretion:</b> once a page is open, no text of the driver becomes a message, because the driver quotes what was
 *       typed. No browser is ever downloaded.
 * </ul>
 */
public final class Browser {

    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final double SCREENSHOT_MILLIS = 5_000;
    private static final Set<Outcome> PICTURED = EnumSet.of(BLOCKED, FAILED, REJECTED);

    /** The variables DEBUG and PWDEBUG would make the driver print what is typed, so they are emptied. */
    private static final Map<String, String> DRIVER_ENVIRONMENT =
            Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "DEBUG", "", "PWDEBUG", "");

    /** What to do on the site. The browser's own thread calls it. */
    public interface Errand {

        /** Returns the result of the errand. It never contains what was typed. */
        Fetched run(Tab tab) throws Stopped, InterruptedException;
    }

    /** The errand cannot go on; the exception carries its result. */
    public static final class Stopped extends Exception {

        private final transient Fetched answer;

        /** @param answer the result of the errand */
        public Stopped(Fetched answer) {
            super(answer.outcome() + " " + answer.detail());
            this.answer = answer;
        }
    }

    private final Path executable;
    private final Source source;
    private final AllowedHosts allowed;
    private volatile @Nullable String session;

    /**
     * A browser.
     *
     * @param executable path of a Chromium; empty for the driver's own, if that is installed
     * @param source the settings of the source
     * @param hosts further hosts that the pages of the site need; they are asked by https
     */
    public Browser(String executable, Source source, List<String> hosts) {
        this.executable = Path.of(executable);
        this.source = source;
        this.allowed = new AllowedHosts(source.url(), hosts);
    }

    /**
     * Runs an errand.
     *
     * @param http keeps the pace of the host and tells who asks
     * @param screenshot the file for a picture of the page if the errand fails; null for none
     */
    public Fetched visit(Http http, @Nullable Path screenshot, Errand errand) throws InterruptedException {
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        long end = System.nanoTime() + source.timeout().toNanos();
        FutureTask<Fetched> visit = new FutureTask<>(() -> run(http, screenshot, errand, end));
        Thread thread = new Thread(visit, "browser");
        thread.setDaemon(true);
        thread.start();
        try {
            return visit.get(source.timeout().toMillis() * 3 / 2, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return failed("expected an answer of the browser within " + source.timeout()
                    + ", saw none; the browser is killed");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
        } finally {
            if (!visit.isDone()) {
                kill(before);
                thread.interrupt();
            }
        }
    }

    private Fetched run(Http http, @Nullable Path screenshot, Errand errand, long end) throws InterruptedException {
        try (Playwright playwright = driver()) {
            return run(launch(playwright, end), http, screenshot, errand, end);
        } catch (Stopped e) {
            return e.answer;
        } catch (PlaywrightException e) {
            return failed("the browser has stopped: " + Tab.networkError(e));
        }
    }

    private Fetched run(
            com.microsoft.playwright.Browser chromium, Http http, @Nullable Path screenshot, Errand errand, long end)
            throws InterruptedException {
        BrowserContext context = chromium.newContext(new NewContextOptions()
                .setUserAgent(http.userAgent())
                .setStorageState(session)
                .setAcceptDownloads(false)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
        context.route("**/*", route -> {
            if (allowed.includes(route.request().url())) {
                route.resume();
            } else {
                route.abort("blockedbyclient");
            }
        });
        Page page = context.newPage();
        Fetched answer;
        try {
            answer = errand.run(new Tab(page, http, source, end, () -> session = context.storageState()));
        } catch (Stopped e) {
            answer = e.answer;
        }
        if (screenshot != null && PICTURED.contains(answer.outcome())) {
            picture(page, screenshot);
        }
        return answer;
    }

    private static Playwright driver() throws Stopped {
        try {
            return Playwright.create(new Playwright.CreateOptions().setEnv(DRIVER_ENVIRONMENT));
        } catch (RuntimeException | LinkageError noDriver) {
            Throwable cause = noDriver;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new Stopped(failed(
                    "the browser's driver does not start; only a jar of the Maven profile \"browser\" contains it: "
                            + cause.getMessage()));
        }
    }

    private com.microsoft.playwright.Browser launch(Playwright playwright, long end) throws Stopped {
        LaunchOptions options = new LaunchOptions()
                .setHeadless(true)
                // Chromium refuses to start with its sandbox as root, and containers often run as root.
                .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                .setTimeout(Tab.millisUntil(end))
                .setArgs(List.of("--host-resolver-rules=" + allowed.resolverRules()));
        if (!executable.toString().isEmpty()) {
            options.setExecutablePath(executable);
        }
        try {
            return playwright.chromium().launch(options);
        } catch (PlaywrightException e) {
            LOG.debug("the browser does not start", e);
            throw new Stopped(failed(
                    "the browser \"" + executable + "\" does not start; the setting b3.browser.executable names it"));
        }
    }

    /** Takes a picture of the page, in which every input field is covered. */
    private static void picture(Page page, Path file) {
        try {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(file)
                    .setTimeout(SCREENSHOT_MILLIS)
                    .setMask(List.of(page.locator("input"))));
            LOG.info("a picture of the page is in {}", file);
        } catch (PlaywrightException e) {
            LOG.warn("cannot write a picture of the page to {}", file);
        }
    }

    /** Ends the driver and its browser: the processes that were started since, and that the driver's argument identifies. */
    private static void kill(Set<ProcessHandle> before) {
        ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .filter(child -> child.info()
                        .commandLine()
                        .map(line -> line.contains("run-driver"))
                        .orElse(true))
                .forEach(driver -> {
                    driver.descendants().forEach(ProcessHandle::destroyForcibly);
                    driver.destroyForcibly();
                });
    }

    private static Fetched failed(String detail) {
        return Fetched.nothing(FAILED, null, detail);
    }
}
