package b3.collector.indicators;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;

import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Http;
import b3.collector.source.Collector;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.calendar.TradingCalendar;
import java.net.URI;
import java.util.function.BiFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the two services of the central bank have in common: they publish on every business day of the banks, they answer
 * with JSON, and they may report an error as a web page with HTTP 200, which says nothing about the day.
 */
interface BcbCollector extends Collector {

    @Override
    default Feed feed() {
        return Feeds.BCB_INDICATORS;
    }

    @Override
    default TradingCalendar calendar() {
        return TradingCalendar.ofBanks();
    }

    /**
     * Asks the service once.
     *
     * @param judge decides whether the JSON is the document that was wanted
     */
    static Fetched ask(URI address, Http http, BiFunction<JsonNode, Fetched, Fetched> judge)
            throws InterruptedException {
        Fetched answer = http.get(address);
        Fetched withoutPage = answer.unlessWebPage();
        Document document = answer.document();
        if (document == null || answer.outcome() != FETCHED || withoutPage.outcome() == BLOCKED) {
            return withoutPage;
        }
        JsonNode json;
        try {
            json = document.json();
        } catch (JacksonException e) {
            int length = document.bytes().length;
            String seen = length + " bytes of something else, or of a document that is cut off";
            return answer.as(FAILED, "expected JSON, saw " + seen);
        }
        return judge.apply(json, answer);
    }
}
