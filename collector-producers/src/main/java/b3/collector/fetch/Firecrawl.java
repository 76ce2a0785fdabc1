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
 * A service with Firecrawl's interface, which reads pages that refuse plain HTTP: {@code POST {url}/v1/scrape} with {@code
 * {"url": PAGE, "formats": ["rawHtml"]}} and the key as bearer token. A page that comes through the service is in UTF-8,
 * because the service decodes it: its bytes are no longer those of the source. No message contains the key.
 */
public final class Firecrawl {

    private final URI address;
    private final String key;

    /**
     * A service.
     *
     * @param url the address of the service, without a slash at the end
     * @param key the key of our account there, in characters that a header can carry
     */
    public Firecrawl(URI url, String key) {
        if (!key.matches("[!-~]+")) {
            throw new IllegalArgumentException(
                    "b3.firecrawl.key: expected printable ASCII characters, saw others among its " + key.length());
        }
        this.address = URI.create(url + "/v1/scrape");
        this.key = key;
    }

    /** Returns the address to post to. */
    URI address() {
        return address;
    }

    /** Returns the value of the header Authorization, which is a secret. */
    public String authorization() {
        return "Bearer " + key;
    }

    /** Returns the body to post for this page. */
    String request(URI page) {
        return Json.MAPPER.writeValueAsString(Map.of("url", page.toString(), "formats", List.of("rawHtml")));
    }

    /** Returns the page that the service's answer holds, or else the refusal with what the service said. */
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
