package b3.collector.fetch;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;
import static b3.schema.jobs.Job.Outcome.REJECTED;
import static b3.schema.jobs.Job.Outcome.UNCHANGED;

import b3.collector.due.Source;
import b3.collector.due.Time;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.schema.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
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
 * Polite HTTP for one collector: says who it is, keeps the pace of each host, asks only for what has changed, gives up
 * in time, takes no more than {@link Topic#MAX_DOCUMENT_BYTES}, verifies certificates, and turns every answer into a
 * {@link Fetched}. A host that refuses us and says how long to stay away is left alone so long by every collector of the
 * process. A page that is refused may be asked for through a {@link Firecrawl}, if there is one and the source's
 * settings allow it.
 */
public final class Http {

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /**
     * What the collectors of one process share.
     *
     * @param client the connections
     * @param userAgent how we introduce ourselves
     * @param hosts when each host may be asked
     * @param time the time
     * @param fallback another way to pages that are refused; null when there is none
     */
    public record Shared(
            HttpClient client,
            String userAgent,
            Hosts hosts,
            Time time,
            @Nullable Firecrawl fallback) {

        public Shared(String userAgent, Time time, @Nullable Firecrawl fallback) {
            this(
                    HttpClient.newBuilder()
                            .connectTimeout(Duration.ofSeconds(15))
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build(),
                    userAgent,
                    new Hosts(),
                    time,
                    fallback);
        }
    }

    /**
     * One question.
     *
     * @param uri where
     * @param body what is posted; null to get
     * @param headers further request headers, name and value in turn; for that host only, wherever it redirects to
     */
    private record Question(URI uri, @Nullable String body, String... headers) {

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
    private final Map<String, Version> published = new ConcurrentHashMap<>();

    public Http(Shared shared, Source source) {
        this.shared = shared;
        this.timeout = source.timeout();
        this.pace = source.pace();
        this.fallback = source.fallback() ? shared.fallback() : null;
    }

    /**
     * Asks once, following redirects.
     *
     * @param uri where
     * @param headers further request headers, name and value in turn
     */
    public Fetched get(URI uri, String... headers) throws InterruptedException {
        Fetched answer = ask(new Question(uri, null, headers));
        boolean refused = answer.unlessWebPage().outcome() == BLOCKED && answer.retryAfter() == null;
        return refused && fallback != null && !Integer.valueOf(429).equals(answer.httpStatus())
                ? throughFallback(fallback, uri, answer)
                : answer;
    }

    /**
     * Posts JSON once, following redirects.
     *
     * @param uri where
     * @param json the body
     */
    public Fetched post(URI uri, String json) throws InterruptedException {
        return ask(new Question(uri, json, "Content-Type", "application/json"));
    }

    private Fetched throughFallback(Firecrawl way, URI page, Fetched refused) throws InterruptedException {
        String[] headers = {"Content-Type", "application/json", "Authorization", way.authorization()};
        return way.read(ask(new Question(way.address(), way.request(page), headers)), page, refused);
    }

    private Fetched ask(Question question) throws InterruptedException {
        try {
            return judged(question.uri(), followed(question));
        } catch (Hosts.LeftAloneException e) {
            return e.answer();
        } catch (LimitedBody.TooLargeException e) {
            return Fetched.nothing(REJECTED, null, e.getMessage());
        } catch (TimeoutException e) {
            return Fetched.nothing(FAILED, null, "expected the whole answer within " + timeout + ", saw less");
        } catch (IOException e) {
            String what = e.getMessage() == null ? "" : ": " + e.getMessage();
            return Fetched.nothing(FAILED, null, e.getClass().getSimpleName() + what);
        }
    }

    /** Notes that this version has been published, so that the source need not send it again. */
    public void remember(Document document) {
        published.put(document.url(), document.version());
    }

    private HttpResponse<byte[]> followed(Question question)
            throws IOException, TimeoutException, InterruptedException {
        URI there = question.uri();
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpRequest.Builder request = question.at(there).header("User-Agent", shared.userAgent());
            Version known = published.getOrDefault(question.uri().toString(), new Version(null, null));
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
        shared.time().waitUntil(shared.hosts().turn(host, pace, shared.time().now()));
        // after the wait: another collector may have been refused meanwhile
        shared.hosts().check(host, shared.time().now());
    }

    /** How we introduce ourselves. */
    public String userAgent() {
        return shared.userAgent();
    }

    private Fetched judged(URI uri, HttpResponse<byte[]> answer) throws IOException {
        int status = answer.statusCode();
        HttpHeaders headers = answer.headers();
        if (status == 200 && answer.body().length > 0) {
            String coding = headers.firstValue("Content-Encoding").orElse("");
            Document document = new Document(
                    ContentCoding.decode(coding, answer.body(), Topic.MAX_DOCUMENT_BYTES),
                    headers.firstValue("Content-Type").orElse("application/octet-stream"),
                    uri.toString(),
                    new Version(
                            headers.firstValue("ETag").orElse(null),
                            headers.firstValue("Last-Modified").orElse(null)));
            return new Fetched(FETCHED, document, status, null, null);
        }
        return withoutDocument(
                answer.uri(), status, headers.firstValue("Retry-After").orElse(""));
    }

    /**
     * What an answer without a document means.
     *
     * @param uri where it came from
     * @param retryAfter the header Retry-After; blank when there is none
     */
    public Fetched withoutDocument(URI uri, int status, String retryAfter) {
        Duration rest = RetryAfter.read(retryAfter, shared.time().now());
        return switch (status) {
            case 304 -> Fetched.nothing(UNCHANGED, status, "the source says it has not changed");
            case 200, 204, 404, 410 -> Fetched.nothing(NOT_PUBLISHED, status, "HTTP " + status + " without a document");
            case 401, 403, 407, 429, 451 -> refused(uri, status, rest);
            default ->
                status >= 500
                        ? new Fetched(FAILED, null, status, rest, "HTTP " + status)
                        : Fetched.nothing(REJECTED, status, "expected HTTP 200, saw " + status);
        };
    }

    private Fetched refused(URI uri, int status, @Nullable Duration rest) {
        if (rest != null) {
            shared.hosts().leaveAlone(uri.getHost(), shared.time().now().plus(rest));
        }
        return new Fetched(BLOCKED, null, status, rest, "refused with HTTP " + status);
    }
}
