package b3.collector.fetch;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;
import static b3.schema.jobs.Job.Outcome.REJECTED;
import static b3.schema.jobs.Job.Outcome.UNCHANGED;

import b3.collector.due.Time;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.schema.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Turns the answers of a source into a {@link Fetched}. When a host refuses us and says how long to stay away, {@link Hosts}
 * learns it.
 */
final class Answers {

    private final Hosts hosts;
    private final Time time;

    Answers(Hosts hosts, Time time) {
        this.hosts = hosts;
        this.time = time;
    }

    /**
     * Reads an answer.
     *
     * @param uri the address that was asked for, from which redirects may have led elsewhere
     * @throws IOException if the document is cut off, damaged or too large
     */
    Fetched read(URI uri, HttpResponse<byte[]> answer) throws IOException {
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
     * Returns what an answer without a document means.
     *
     * @param uri the address that the answer came from
     * @param retryAfter the header Retry-After; blank when there is none
     */
    Fetched withoutDocument(URI uri, int status, String retryAfter) {
        Duration rest = RetryAfter.read(retryAfter, time.now());
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
            hosts.leaveAlone(uri.getHost(), rest);
        }
        return new Fetched(BLOCKED, null, status, rest, "refused with HTTP " + status);
    }
}
