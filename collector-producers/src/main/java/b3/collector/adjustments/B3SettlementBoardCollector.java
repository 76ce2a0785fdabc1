package b3.collector.adjustments;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.collector.fetch.Http;
import b3.collector.source.Collector;
import b3.schema.Feed;
import b3.schema.Feeds;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Fetches the table of consolidated derivatives trades in the daily bulletin: {@code POST
 * /bdi/table/ConsolidatedTradesDerivatives/DAY/DAY/PAGE/1000?sort=TckrSymb} with the body {@code {}}, page after page.
 * Without the sort the pages repeat some rows and omit others; a table that has a row on two pages is therefore asked for
 * again. The document is a JSON array of the pages, each byte for byte as served. For a session without the table the
 * source answers 204, or with a table without rows. The source keeps about 21 sessions.
 *
 * @param source the settings of the source
 */
public record B3SettlementBoardCollector(Source source) implements Collector {

    private static final int ROWS_A_PAGE = 1000;
    private static final int MOST_PAGES = 500;

    @Override
    public Feed feed() {
        return Feeds.SETTLEMENT_BOARD;
    }

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        ByteArrayOutputStream pages = new ByteArrayOutputStream();
        Set<JsonNode> rows = new HashSet<>();
        int count = 1;
        for (int page = 1; page <= count; page++) {
            Fetched answer = http.post(address(session, page), "{}").unlessWebPage();
            Document document = answer.document();
            if (document == null || answer.outcome() != FETCHED) {
                boolean cut = page > 1 && answer.outcome() == NOT_PUBLISHED;
                return cut ? answer.as(FAILED, "page " + page + " of " + count + " is missing") : answer;
            }
            JsonNode table;
            try {
                table = document.json().path("table");
            } catch (JacksonException e) {
                return answer.as(
                        FAILED, "page " + page + ": expected JSON, saw something else or a document that is cut off");
            }
            if (page == 1 && table.path("values").isEmpty()) {
                return answer.as(NOT_PUBLISHED, "a table without rows");
            }
            Set<JsonNode> ofPage = new HashSet<>(table.path("values").values());
            if (!Collections.disjoint(rows, ofPage)) {
                return answer.as(FAILED, "page " + page + " repeats rows of an earlier one, so others are missing");
            }
            rows.addAll(ofPage);
            count = table.path("pageCount").asInt(1);
            if (count > MOST_PAGES) {
                return answer.as(FAILED, "page " + page + ": expected at most " + MOST_PAGES + " pages, saw " + count);
            }
            pages.write(page == 1 ? '[' : ',');
            pages.writeBytes(document.bytes());
        }
        pages.write(']');
        Document whole = new Document(
                pages.toByteArray(), "application/json", address(session, 1).toString(), new Version(null, null));
        return new Fetched(FETCHED, whole, 200, null, null);
    }

    private URI address(LocalDate session, int page) {
        return URI.create("%s/bdi/table/ConsolidatedTradesDerivatives/%s/%s/%d/%d?sort=TckrSymb"
                .formatted(source.url(), session, session, page, ROWS_A_PAGE));
    }
}
