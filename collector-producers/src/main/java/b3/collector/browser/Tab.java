package b3.collector.browser;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.REJECTED;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.schema.jobs.Job.Outcome;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page that an errand has open in a {@link Browser}. Selectors name the elements (CSS, or any selector that Playwright
 * knows), and only visible elements count. Only the browser's own thread uses a tab.
 */
public final class Tab {

    /** The largest text that is read from a page, in characters. */
    public static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private static final double AT_REST_MILLIS = 5_000;
    private static final Pattern NETWORK_ERROR = Pattern.compile("net::ERR_[A-Z_]+");

    private final Page page;
    private final Http http;
    private final URI site;
    private final Duration timeout;
    private final long end;
    private final Runnable keep;
    private final Set<Request> unanswered = new HashSet<>();
    private @Nullable Fetched refusal;
    private boolean answered;

    /**
     * The page of an errand.
     *
     * @param end when the time is up, as {@link System#nanoTime()}
     * @param keep keeps the cookies and the local storage
     */
    Tab(Page page, Http http, Source source, long end, Runnable keep) {
        this.page = page;
        this.http = http;
        this.site = source.url();
        this.timeout = source.timeout();
        this.end = end;
        this.keep = keep;
        page.onRequest(unanswered::add);
        page.onRequestFinished(unanswered::remove);
        page.onRequestFailed(unanswered::remove);
        page.onResponse(this::note);
    }

    /**
     * Opens a page of the site.
     *
     * @param path what follows the site's address
     * @return what the HTTP status means if it is an error; the page that came with it is open all the same
     */
    public Optional<Fetched> open(String path) throws Browser.Stopped, InterruptedException {
        Optional<Fetched> leftAlone = http.awaitTurn(site);
        if (leftAlone.isPresent()) {
            throw new Browser.Stopped(leftAlone.get());
        }
        refusal = null;
        answered = false;
        Page.NavigateOptions options =
                new Page.NavigateOptions().setTimeout(left()).setWaitUntil(WaitUntilState.DOMCONTENTLOADED);
        step("open " + withoutQuery(path), () -> page.navigate(site + path, options));
        return refusal();
    }

    /** Waits while the page is being built, and returns the first of these elements that is visible; empty when none is. */
    public Optional<String> await(String... selectors) throws Browser.Stopped {
        Locator any =
                Arrays.stream(selectors).map(this::visible).reduce(Locator::or).orElseThrow();
        String what = "look for " + String.join(", ", selectors);
        if (!appears(what, any, Math.min(left(), AT_REST_MILLIS)) && isLoading()) {
            appears(what, any, left());
        }
        for (String selector : selectors) {
            if (shows(selector)) {
                return Optional.of(selector);
            }
        }
        return Optional.empty();
    }

    /** Returns whether an element is visible now. */
    public boolean shows(String selector) throws Browser.Stopped {
        return step("look for " + selector, () -> visible(selector).count() > 0);
    }

    /** Types into an element. No message contains the text. */
    public void fill(String selector, String text) throws Browser.Stopped {
        step("fill in " + selector, () -> {
            visible(selector).first().fill(text, new Locator.FillOptions().setTimeout(left()));
            return true;
        });
    }

    /** Presses an element. */
    public void click(String selector) throws Browser.Stopped {
        refusal = null;
        answered = false;
        step("press " + selector, () -> {
            visible(selector).first().click(new Locator.ClickOptions().setTimeout(left()));
            return true;
        });
    }

    /** Returns the markup of every such element, its own tag included, once the page asks for nothing more. */
    public List<String> html(String selector) throws Browser.Stopped {
        step("wait until the page is complete", () -> {
            try {
                double patience = Math.min(left(), AT_REST_MILLIS);
                page.waitForLoadState(LoadState.NETWORKIDLE, new Page.WaitForLoadStateOptions().setTimeout(patience));
            } catch (TimeoutError restless) {
                // A page that never comes to rest is read as it is.
            }
            return true;
        });
        Locator elements = visible(selector);
        Object characters = step(
                "measure " + selector,
                () -> elements.evaluateAll("all => all.reduce((sum, one) => sum + one.outerHTML.length, 0)"));
        if (!(characters instanceof Number size) || size.longValue() > MAX_CHARACTERS) {
            throw stopped(
                    REJECTED,
                    "expected at most " + MAX_CHARACTERS + " characters in " + selector + ", saw " + characters);
        }
        Object html = step("read " + selector, () -> elements.evaluateAll("all => all.map(one => one.outerHTML)"));
        return html instanceof List<?> texts
                ? texts.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Returns what the last error status means that came since a page was opened or an element pressed. */
    public Optional<Fetched> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Returns whether the site has sent a page, or has answered a POST, since a page was opened or an element pressed. */
    public boolean isAnswered() {
        return answered;
    }

    /** Returns what the absence of an element means: the page is still loading, or the site has changed. */
    public Browser.Stopped absent(String what, String selector) {
        return isLoading()
                ? stopped(
                        FAILED,
                        "expected " + what + " (" + selector + ") within " + timeout + ", saw a page still loading")
                : stopped(
                        REJECTED,
                        "expected " + what + " (" + selector + "), saw a page without it; the site may have changed");
    }

    /** Lets the next errand begin with the cookies and the local storage of this one. */
    public void keepSession() throws Browser.Stopped {
        step("keep the session", () -> {
            keep.run();
            return true;
        });
    }

    private boolean isLoading() {
        return !unanswered.isEmpty();
    }

    private boolean appears(String what, Locator any, double patience) throws Browser.Stopped {
        return step(what, () -> {
            try {
                any.first().waitFor(new Locator.WaitForOptions().setTimeout(patience));
                return true;
            } catch (TimeoutError absent) {
                return false;
            }
        });
    }

    private Locator visible(String selector) {
        return page.locator(selector).filter(new Locator.FilterOptions().setVisible(true));
    }

    private void note(Response answer) {
        boolean page = answer.request().isNavigationRequest();
        if (!page && !"POST".equals(answer.request().method())) {
            return;
        }
        answered = true;
        if (answer.status() >= 400) {
            refusal =
                    http.withoutDocument(site, answer.status(), answer.headers().getOrDefault("retry-after", ""));
        }
    }

    private <T> T step(String what, Supplier<T> action) throws Browser.Stopped {
        try {
            return action.get();
        } catch (TimeoutError e) {
            throw stopped(FAILED, "expected to " + what + " within " + timeout + ", saw that it takes longer");
        } catch (PlaywrightException e) {
            throw stopped(FAILED, "cannot " + what + ": " + networkError(e));
        }
    }

    private Browser.Stopped stopped(Outcome outcome, String detail) {
        return new Browser.Stopped(Fetched.nothing(outcome, null, detail));
    }

    private double left() {
        return millisUntil(end);
    }

    /** Returns the time left in milliseconds. It is never 0, which the driver takes for no limit at all. */
    static double millisUntil(long end) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    /** Returns the network's error code, which is the only text of the driver that is repeated. */
    static String networkError(PlaywrightException e) {
        Matcher code = NETWORK_ERROR.matcher(String.valueOf(e.getMessage()));
        return code.find() ? code.group() : "the driver refuses";
    }

    /** Returns a path as messages may show it. */
    static String withoutQuery(String path) {
        return path.split("[?#]", 2)[0];
    }
}
