package b3.collector.gammalevels;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static java.nio.charset.StandardCharsets.UTF_8;

import b3.collector.browser.Browser;
import b3.collector.browser.Tab;
import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.collector.fetch.Http;
import b3.collector.gammalevels.GammaSite.Account;
import b3.collector.source.Collector;
import b3.schema.Feed;
import b3.schema.Feeds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the levels pages of a vendor's site in a {@link Browser} after the login.
 *
 * <p><b>What is published.</b> The document is a bare HTML document of our own in UTF-8, which holds the markup of the levels
 * element of every page in turn. The whole page is not published, because what surrounds the levels names the account,
 * carries tokens and differs at every visit, so that no document would ever be unchanged. If the settings name the site's
 * decimal separator, the document carries it in {@code <html data-decimal=",">}; nothing is interpreted here.
 *
 * <p><b>Login.</b> The collector logs in only where a page shows the login form or answers 401; otherwise it goes on with
 * the cookies of the attempt before. A refused login is not tried again with the same user and password until the program
 * restarts, whatever session is asked for, because sites lock accounts. A login counts as refused when the site answers 401,
 * shows the {@code refused} element, or shows the form again. The answers 403 without that element, 429 and 5xx say nothing
 * about the account, and the login is tried again by schedule.
 */
public final class GammaSiteCollector implements Collector {

    /** The end of a host name that stands for an address that is not known; RFC 6761 reserves it. */
    private static final String NOWHERE = ".invalid";

    private static final Duration AFTER_A_REFUSED_LOGIN = Duration.ofHours(1);

    private final Source source;
    private final GammaSite site;
    private final Browser browser;
    private volatile @Nullable Account refused;

    /**
     * A collector.
     *
     * @param source the settings of the source
     * @param site the settings of the site
     * @param browser path of a Chromium; empty for the driver's own
     */
    public GammaSiteCollector(Source source, GammaSite site, String browser) {
        this.source = source;
        this.site = site;
        this.browser = new Browser(browser, source, site.hosts());
    }

    @Override
    public Feed feed() {
        return Feeds.GAMMA_LEVELS_SITE;
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public Optional<String> disabled() {
        Optional<String> disabled = Collector.super.disabled();
        if (disabled.isPresent()) {
            return disabled;
        }
        if (site.account().isEmpty()) {
            return Optional.of(site.missing());
        }
        return source.url().getHost().endsWith(NOWHERE)
                ? Optional.of("no address: b3.collectors.gamma-levels-site.url")
                : Optional.empty();
    }

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        Account account = site.account().orElse(null);
        if (account == null) {
            return Fetched.nothing(BLOCKED, null, site.missing());
        }
        if (account.equals(refused)) {
            return refusal("not asked: the site has refused this user and password before");
        }
        return browser.visit(http, screenshot(session), tab -> levels(tab, session, account));
    }

    private Fetched levels(Tab tab, LocalDate session, Account account) throws Browser.Stopped, InterruptedException {
        StringBuilder found = new StringBuilder();
        for (String page : site.pages()) {
            String path = page.replace("{session}", session.toString());
            open(tab, path, account);
            for (String html : tab.html(site.selectors().levels())) {
                found.append(html).append('\n');
            }
        }
        tab.keepSession();
        String separator = site.decimal().isEmpty() ? "" : " data-decimal=\"" + site.decimal() + "\"";
        String document = "<!doctype html>\n<html" + separator + "><head><meta charset=\"utf-8\"></head><body>\n"
                + found + "</body></html>\n";
        String url = source.url() + site.pages().get(0).split("[?#]", 2)[0];
        return new Fetched(
                FETCHED,
                new Document(document.getBytes(UTF_8), "text/html; charset=utf-8", url, new Version(null, null)),
                200,
                null,
                null);
    }

    /** Opens a page of levels, and logs in first if the site demands it. */
    private void open(Tab tab, String path, Account account) throws Browser.Stopped, InterruptedException {
        String levels = site.selectors().levels();
        String password = site.selectors().password();
        if (isLoginNeeded(tab, tab.open(path))) {
            logIn(tab, account);
            tab.keepSession();
            // The login may have led to another page than the one that is wanted.
            Optional<Fetched> answer = tab.open(path);
            if (answer.isPresent()) {
                throw new Browser.Stopped(answer.get());
            }
        }
        Optional<String> shown = tab.await(levels, password);
        if (!shown.equals(Optional.of(levels))) {
            throw tab.absent("the levels", levels);
        }
    }

    private boolean isLoginNeeded(Tab tab, Optional<Fetched> answer) throws Browser.Stopped {
        String password = site.selectors().password();
        if (answer.isEmpty()) {
            return tab.await(site.selectors().levels(), password).equals(Optional.of(password));
        }
        boolean unknown = Integer.valueOf(401).equals(answer.get().httpStatus());
        if (!unknown && !tab.shows(password)) {
            throw new Browser.Stopped(answer.get());
        }
        return true;
    }

    private void logIn(Tab tab, Account account) throws Browser.Stopped, InterruptedException {
        GammaSite.Selectors form = site.selectors();
        if (!tab.shows(form.password())) {
            Optional<Fetched> answer = tab.open(site.loginPath());
            if (answer.isPresent() && !tab.shows(form.password())) {
                throw new Browser.Stopped(answer.get());
            }
        }
        for (String element : List.of(form.password(), form.user(), form.submit())) {
            if (tab.await(element).isEmpty()) {
                throw tab.absent("the login form", element);
            }
        }
        tab.fill(form.user(), account.user());
        tab.fill(form.password(), account.password());
        tab.click(form.submit());
        String proof = form.loggedIn();
        Optional<String> shown = form.refused().isBlank() ? tab.await(proof) : tab.await(proof, form.refused());
        if (shown.equals(Optional.of(proof))) {
            return;
        }
        if (isRefused(tab, shown.isPresent())) {
            refused = account;
            throw new Browser.Stopped(refusal("the site refuses this user and password"));
        }
        Optional<Fetched> answer = tab.refusal();
        if (answer.isPresent()) {
            throw new Browser.Stopped(answer.get());
        }
        throw tab.absent("the page after the login", proof);
    }

    /** Returns whether the site refused the account; 403, 429 and 5xx may also mean the address, the pace or the site itself. */
    private boolean isRefused(Tab tab, boolean told) throws Browser.Stopped {
        int status = tab.refusal().map(Fetched::httpStatus).orElse(200);
        if (status == 429 || status >= 500) {
            return false;
        }
        boolean formAgain =
                status != 403 && tab.isAnswered() && tab.shows(site.selectors().password());
        return told || status == 401 || formAgain;
    }

    private static Fetched refusal(String what) {
        String detail = what + "; no further login is tried until they change in their files or the program restarts";
        return new Fetched(BLOCKED, null, null, AFTER_A_REFUSED_LOGIN, detail);
    }

    private @Nullable Path screenshot(LocalDate session) {
        return site.screenshots().isBlank()
                ? null
                : Path.of(site.screenshots().strip()).resolve(feed().name() + "-" + session + ".png");
    }
}
