package b3.collector.source;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;
import static b3.schema.jobs.Job.Outcome.REJECTED;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.collector.fetch.Http;
import b3.schema.Feed;
import b3.schema.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Fetches a file of the exchange's public download in two steps: {@code GET
 * /api/download/requestname?fileName=NAME&date=DAY} answers with a token, and {@code GET /api/download/?token=TOKEN} answers
 * with the CSV. For a session without the file the first step answers 400 or 404, or either step answers 200 with a web
 * page. A token is valid once and stays out of logs and topics.
 *
 * @param feed the feed that the file belongs to
 * @param file the name of the file, such as {@code TradeInformationConsolidated}
 * @param source the settings of the source
 */
public record TokenFileCollector(Feed feed, String file, Source source) implements Collector {

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        String name = "/api/download/requestname?fileName=" + file + "&date=" + session + "&recaptchaToken=";
        Fetched permission = http.get(URI.create(source.url() + name)).unlessWebPage();
        if (permission.outcome() == REJECTED && Integer.valueOf(400).equals(permission.httpStatus())) {
            return permission.as(NOT_PUBLISHED, "HTTP 400: no " + file + " for " + session);
        }
        Document answer = permission.document();
        if (permission.outcome() != FETCHED || answer == null) {
            return permission;
        }
        String token = token(answer.bytes());
        if (token == null) {
            return permission.as(FAILED, "expected JSON with a token, saw " + answer.bytes().length + " other bytes");
        }
        String query = "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        Fetched csv =
                http.get(URI.create(source.url() + "/api/download/" + query)).unlessWebPage();
        Document document = csv.document();
        if (document == null) {
            return csv;
        }
        Document withoutToken =
                new Document(document.bytes(), document.contentType(), source.url() + name, new Version(null, null));
        return new Fetched(csv.outcome(), withoutToken, csv.httpStatus(), csv.retryAfter(), csv.detail());
    }

    private static @Nullable String token(byte[] json) {
        try {
            String token = Json.MAPPER.readTree(json).path("token").asString("");
            return token.isBlank() ? null : token;
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
