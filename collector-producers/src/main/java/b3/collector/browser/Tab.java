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
 * The page that an errand has open in a {@link Browser}. Elements are named by selectors (CSS, or any that Playwright
 * knows) and count when they are visible. Only the browser's own thread uses it.
 */
public final class Tab {

    /** Largest text that is taken from a page, in characters. */
    public static final int MAX_CHARACTERS = 4 * 1024 * 1024;

    private static final double SETTLED_MILLIS = 5_000;
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
     * @param end when time is up, as {@link System#nanoTime()}
     * @param keep keeps the session
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
     * @return what the status means if it is that of an error; the page that came with it is open all the same
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

    /** The first of these elements that is visible, waited for while the page is being built; empty when none comes. */
    public Optional<String> await(String... selectors) throws Browser.Stopped {
        Locator any =
                Arrays.stream(selectors).map(this::visible).reduce(Locator::or).orElseThrow();
        String what = "look for " + String.join(", ", selectors);
        if (!appears(what, any, Math.min(left(), SETTLED_MILLIS)) && isLoading()) {
            appears(what, any, left());
        }
        for (String selector : selectors) {
            if (shows(selector)) {
                return Optional.of(selector);
            }
        }
        return Optional.empty();
    }

    /** Whether an element is visible now. */
    public boolean shows(String selector) throws Browser.Stopped {
        return step("look for " + selector, () -> visible(selector).count() > 0);
    }

    /** Types into an element. The text is in no message. */
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

    /** Markup of every such element, with itself, once the page asks for nothing more. */
    public List<String> html(String selector) throws Browser.Stopped {
        step("wait until the page is complete", () -> {
            try {
                double patience = Math.min(left(), SETTLED_MILLIS);
                page.waitForLoadState(LoadState.NETWORKIDLE, new Page.WaitForLoadStateOptions().setTimeout(patience));
            } catch (TimeoutError restless) {
                // a page that never comes to rest is read as it is
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

    /** What the last error status since a page was opened or an element pressed means, if there was one. */
    public Optional<Fetched> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether the site has answered with a page, or to a POST, since a page was opened or an element pressed. */
    public boolean isAnswered() {
        return answered;
    }

    /** What the absence of an element means: a page that is still loading, or one that has changed. */
    public Browser.Stopped absent(String what, String selector) {
        return isLoading()
                ? stopped(
                        FAILED,
                        "expected " + what + " (" + selector + ") within " + timeout + ", saw a page still loading")
                : stopped(REJECTED, "expected " + what + " (" + selector + "), saw a page without it: has it changed?");
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
            throw stopped(FAILED, "expected to " + what + " within " + timeout + ", saw no end of it");
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

    /** Time left, never 0, which would mean for ever. */
    static double millisUntil(long end) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    /** The network's error code; of what the driver says nothing else is repeated. */
    static String networkError(PlaywrightException e) {
        Matcher code = NETWORK_ERROR.matcher(String.valueOf(e.getMessage()));
        return code.find() ? code.group() : "the driver refuses";
    }

    /** A path as it may be shown. */
    static String withoutQuery(String path) {
        return path.split("[?#]", 2)[0];
    }
}
