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
 * Delayed quotes of one commodity's futures and options: {@code GET /mds/api/v1/DerivativeQuotation/DOL}. The source has
 * no history: it answers for the session that is going on, whatever is asked, and with the bare text {@code Quotation not
 * available} when there is none. So the stamp {@code Msg.dtTm} tells whether the answer is the session's document.
 * Every commodity is a part of the feed.
 */
public final class B3DerivativeQuotationCollector implements Collector {

    private static final String NOT_AVAILABLE = "not available";
    private static final int LONGEST_EXCUSE = 200;

    private final Source source;
    private final String asset;

    /**
     * A collector.
     *
     * @param source where and when
     * @param asset commodity code, such as {@code DOL}
     */
    public B3DerivativeQuotationCollector(Source source, String asset) {
        if (!asset.matches("[A-Z0-9]{3}")) {
            throw new IllegalArgumentException("asset: expected a commodity code such as DOL, saw \"" + asset + "\"");
        }
        this.source = source;
        this.asset = asset;
    }

    @Override
    public Feed feed() {
        return Feeds.DERIVATIVE_QUOTATION;
    }

    @Override
    public String part() {
        return asset;
    }

    @Override
    public Source source() {
        return source;
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
            return answer.as(NOT_PUBLISHED, "no quotes of " + asset + " at this moment");
        }
        String stamp;
        try {
            stamp = document.json().path("Msg").path("dtTm").asString("");
        } catch (JacksonException e) {
            return answer.as(FAILED, "expected JSON, saw " + bytes.length + " bytes of something else or cut off");
        }
        return stamp.startsWith(session.toString())
                ? answer
                : answer.as(NOT_PUBLISHED, "expected quotes of " + session + ", saw those of \"" + stamp + "\"");
    }
}
