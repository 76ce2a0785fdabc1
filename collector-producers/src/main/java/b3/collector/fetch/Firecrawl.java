package b3.collector.fetch;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static java.nio.charset.StandardCharsets.UTF_8;

import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.schema.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A service with Firecrawl's interface, through which pages that refuse plain HTTP can be read: {@code POST
 * {url}/v1/scrape} with {@code {"url": PAGE, "formats": ["rawHtml"]}} and the key as bearer token. Whatever comes through
 * it is UTF-8: the service decodes the page and its bytes are not the source's any more. The key is in no message.
 */
public final class Firecrawl {

    private final URI address;
    private final String key;

    /**
     * A service.
     *
     * @param url its address, without a slash at the end
     * @param key of our account there: what a header can carry
     */
    public Firecrawl(URI url, String key) {
        if (!key.matches("[!-~]+")) {
            // the key itself is in no message
            throw new IllegalArgumentException(
                    "b3.firecrawl.key: expected printable ASCII characters, saw others among its " + key.length());
        }
        this.address = URI.create(url + "/v1/scrape");
        this.key = key;
    }

    /** Where to post. */
    URI address() {
        return address;
    }

    /** Value of the header Authorization: a secret. */
    public String authorization() {
        return "Bearer " + key;
    }

    /** What to post for this page. */
    String request(URI page) {
        return Json.MAPPER.writeValueAsString(Map.of("url", page.toString(), "formats", List.of("rawHtml")));
    }

    /** The page that the service's answer holds; else the refusal, with what the service said. */
    Fetched read(Fetched answer, URI page, Fetched refused) {
        Document document = answer.document();
        if (document == null || answer.outcome() != FETCHED) {
            return still(refused, answer.detail());
        }
        JsonNode data;
        try {
            data = Json.MAPPER.readTree(document.bytes()).path("data");
        } catch (JacksonException e) {
            return still(refused, "expected JSON, saw something else");
        }
        String text = data.path("rawHtml").asString("");
        int status = data.path("metadata").path("statusCode").asInt(0);
        if (status != 200 || text.isEmpty()) {
            return still(refused, "HTTP " + status + " and " + text.length() + " characters");
        }
        String served = data.path("metadata").path("contentType").asString("text/html");
        String contentType = served.split(";", -1)[0].strip() + "; charset=utf-8";
        Document through = new Document(text.getBytes(UTF_8), contentType, page.toString(), new Version(null, null));
        return new Fetched(FETCHED, through, status, null, "through the fallback: " + refused.detail());
    }

    private static Fetched still(Fetched refused, @Nullable String said) {
        return refused.as(BLOCKED, refused.detail() + "; through the fallback: " + said);
    }
}
