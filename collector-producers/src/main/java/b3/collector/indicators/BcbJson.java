package b3.collector.indicators;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;

import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Http;
import java.net.URI;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What the central bank's two services have in common: JSON, and errors that come as HTTP 200 with a web page. */
final class BcbJson {

    private BcbJson() {}

    /**
     * Asks once.
     *
     * @param judge looks whether the JSON is the document that was asked for
     */
    static Fetched ask(URI address, Http http, BiFunction<JsonNode, Fetched, Fetched> judge)
            throws InterruptedException {
        Fetched answer = http.get(address);
        Fetched looked = answer.unlessWebPage();
        Document document = answer.document();
        if (document == null || answer.outcome() != FETCHED || looked.outcome() == BLOCKED) {
            return looked;
        }
        JsonNode json;
        try {
            json = document.json();
        } catch (JacksonException e) {
            int length = document.bytes().length;
            return answer.as(FAILED, "expected JSON, saw " + length + " bytes of something else or cut off");
        }
        return judge.apply(json, answer);
    }
}
