package b3.collector.optionchain;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Http;
import b3.collector.source.Collector;
import b3.schema.Feed;
import b3.schema.Feeds;
import java.net.URI;
import java.time.LocalDate;
import tools.jackson.core.JacksonException;

/**
 * Fetches the delayed quotes of one commodity's futures and options: {@code GET /mds/api/v1/DerivativeQuotation/DOL}. The
 * source has no history: it answers for the session that is going on, whatever session is wanted, and with the bare text
 * {@code Quotation not available} when no session is going on. The stamp {@code Msg.dtTm} therefore decides whether the
 * answer is the document of the session. Each commodity is a product of the feed.
 *
 * @param source the settings of the source
 * @param asset the code of the commodity, such as {@code DOL}
 */
public record B3DerivativeQuotationCollector(Source source, String asset) implements Collector {

    private static final String NOT_AVAILABLE = "not available";
    private static final int LONGEST_EXCUSE = 200;

    public B3DerivativeQuotationCollector {
        if (!asset.matches("[A-Z0-9]{3}")) {
            throw new IllegalArgumentException("asset: expected a commodity code such as DOL, saw \"" + asset + "\"");
        }
    }

    @Override
    public Feed feed() {
        return Feeds.DERIVATIVE_QUOTATION;
    }

    @Override
    public String product() {
        return asset;
    }

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        Fetched answer = http.get(URI.create(source.url() + "/mds/api/v1/DerivativeQuotation/" + asset))
                .unlessWebPage();
        Document document = answer.document();
        if (document == null || answer.outcome() != FETCHED) {
            return answer;
        }
        byte[] bytes = document.bytes();
        if (bytes.length < LONGEST_EXCUSE && new String(bytes, ISO_8859_1).contains(NOT_AVAILABLE)) {
            return answer.as(NOT_PUBLISHED, "the source has no quotes of " + asset + " at this moment");
        }
        String stamp;
        try {
            stamp = document.json().path("Msg").path("dtTm").asString("");
        } catch (JacksonException e) {
            return answer.as(
                    FAILED,
                    "expected JSON, saw " + bytes.length
                            + " bytes of something else, or of a document that is cut off");
        }
        return stamp.startsWith(session.toString())
                ? answer
                : answer.as(NOT_PUBLISHED, "expected quotes of " + session + ", saw those of \"" + stamp + "\"");
    }
}
