package b3.collector.fetch;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.REJECTED;

import b3.collector.due.Source;
import b3.collector.due.Time;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.schema.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Polite HTTP for one collector. It says who asks, keeps the pace of each host, asks only for what has changed, gives up
 * after the time-out, accepts at most {@link Topic#MAX_DOCUMENT_BYTES}, verifies certificates, and turns every answer into a
 * {@link Fetched}. When a host refuses us and says how long to stay away, every collector of the process leaves that host
 * alone for so long. A page that is refused may be asked for through a {@link Firecrawl}, if there is one and if the
 * settings of the source allow it.
 */
public final class Http {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /**
     * What the collectors of one process share.
     *
     * @param client keeps the connections
     * @param userAgent how we introduce ourselves
     * @param hosts decides when each host may be asked
     * @param time the clock
     * @param fallback the service through which refused pages are asked for; null when there is none
     */
    public record Shared(
            HttpClient client,
            String userAgent,
            Hosts hosts,
            Time time,
            @Nullable Firecrawl fallback) {

        /** What collectors share over connections of their own. */
        public Shared(String userAgent, Time time, @Nullable Firecrawl fallback) {
            this(
                    HttpClient.newBuilder()
                            .connectTimeout(Duration.ofSeconds(15))
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build(),
                    userAgent,
                    new Hosts(time),
                    time,
                    fallback);
        }
    }

    /**
     * One request.
     *
     * @param uri the address
     * @param body what is posted; null for a GET
     * @param headers further request headers, name and value in turn; a host that the answer redirects to does not get them
     */
    private record Request(URI uri, @Nullable String body, String... headers) {

        HttpRequest.Builder at(URI there) {
            HttpRequest.Builder request = HttpRequest.newBuilder(there);
            if (headers.length > 0 && there.getHost().equals(uri.getHost())) {
                request.headers(headers);
            }
            return body == null ? request : request.POST(BodyPublishers.ofString(body));
        }
    }

    private final Shared shared;
    private final Duration timeout;
    private final Duration pace;
    private final @Nullable Firecrawl fallback;
    private final Answers answers;
    private final Map<String, Version> published = new ConcurrentHashMap<>();

    /** The way to one source. */
    public Http(Shared shared, Source source) {
        this.shared = shared;
        this.timeout = source.timeout();
        this.pace = source.pace();
        this.fallback = source.fallback() ? shared.fallback() : null;
        this.answers = new Answers(shared.hosts(), shared.time());
    }

    /**
     * Asks once by GET and follows redirects.
     *
     * @param uri the address
     * @param headers further request headers, name and value in turn
     */
    public Fetched get(URI uri, String... headers) throws InterruptedException {
        Fetched answer = ask(new Request(uri, null, headers));
        boolean refused = answer.unlessWebPage().outcome() == BLOCKED && answer.retryAfter() == null;
        return refused && fallback != null && !Integer.valueOf(429).equals(answer.httpStatus())
                ? throughFallback(fallback, uri, answer)
                : answer;
    }

    /**
     * Asks once by POST with a JSON body and follows redirects.
     *
     * @param uri the address
     * @param json the body
     */
    public Fetched post(URI uri, String json) throws InterruptedException {
        return ask(new Request(uri, json, "Content-Type", "application/json"));
    }

    private Fetched throughFallback(Firecrawl way, URI page, Fetched refused) throws InterruptedException {
        String[] headers = {"Content-Type", "application/json", "Authorization", way.authorization()};
        return way.read(ask(new Request(way.address(), way.request(page), headers)), page, refused);
    }

    private Fetched ask(Request wanted) throws InterruptedException {
        try {
            return answers.read(wanted.uri(), followed(wanted));
        } catch (Hosts.LeftAloneException e) {
            return e.answer();
        } catch (LimitedBody.TooLargeException e) {
            return Fetched.nothing(REJECTED, null, e.getMessage());
        } catch (TimeoutException e) {
            return Fetched.nothing(
                    FAILED, null, "expected the whole answer within " + timeout + ", saw only a part of it or none");
        } catch (IOException e) {
            String what = e.getMessage() == null ? "" : ": " + e.getMessage();
            return Fetched.nothing(FAILED, null, e.getClass().getSimpleName() + what);
        }
    }

    /** Takes note that this version of the document is published, so that the source need not send it again. */
    public void remember(Document document) {
        published.put(document.url(), document.version());
    }

    private HttpResponse<byte[]> followed(Request wanted) throws IOException, TimeoutException, InterruptedException {
        URI there = wanted.uri();
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpRequest.Builder request = wanted.at(there).header("User-Agent", shared.userAgent());
            Version known = published.getOrDefault(wanted.uri().toString(), new Version(null, null));
            if (known.etag() != null) {
                request.header("If-None-Match", known.etag());
            }
            if (known.lastModified() != null) {
                request.header("If-Modified-Since", known.lastModified());
            }
            HttpResponse<byte[]> answer = answer(request.build());
            if (!REDIRECTS.contains(answer.statusCode())) {
                return answer;
            }
            there = redirect(there, answer.headers().firstValue("Location").orElse(""));
        }
        throw new IOException("redirected more than " + MAX_REDIRECTS + " times");
    }

    private static URI redirect(URI from, String location) throws IOException {
        URI there;
        try {
            there = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to an unreadable address", e);
        }
        boolean safe = "https".equals(there.getScheme()) || from.getScheme().equals(there.getScheme());
        if (!safe || there.getHost() == null) {
            throw new IOException("redirected to " + there.getScheme() + " from " + from.getScheme() + ", refused");
        }
        return there;
    }

    private HttpResponse<byte[]> answer(HttpRequest request)
            throws IOException, TimeoutException, InterruptedException {
        takeTurn(request.uri());
        CompletableFuture<HttpResponse<byte[]>> answer =
                shared.client().sendAsync(request, LimitedBody.of(Topic.MAX_DOCUMENT_BYTES));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /**
     * Waits until this host may be asked again.
     *
     * @return the answer of an attempt at a host that wants to be left alone; empty when the host may be asked
     */
    public Optional<Fetched> awaitTurn(URI uri) throws InterruptedException {
        try {
            takeTurn(uri);
            return Optional.empty();
        } catch (Hosts.LeftAloneException e) {
            return Optional.of(e.answer());
        }
    }

    private void takeTurn(URI uri) throws Hosts.LeftAloneException, InterruptedException {
        String host = uri.getHost();
        shared.time().waitUntil(shared.hosts().turn(host, pace));
        // The check follows the wait because another collector may have been refused meanwhile.
        shared.hosts().check(host);
    }

    /** How we introduce ourselves. */
    public String userAgent() {
        return shared.userAgent();
    }

    /**
     * Returns what an answer without a document means.
     *
     * @param uri the address that the answer came from
     * @param retryAfter the header Retry-After; blank when there is none
     */
    public Fetched withoutDocument(URI uri, int status, String retryAfter) {
        return answers.withoutDocument(uri, status, retryAfter);
    }
}
