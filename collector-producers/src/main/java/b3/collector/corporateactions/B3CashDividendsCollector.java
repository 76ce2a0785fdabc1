package b3.collector.corporateactions;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;

import b3.collector.corporateactions.ListedCompanies.Answer;
import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Fetched.Version;
import b3.collector.fetch.Http;
import b3.collector.source.Collector;
import b3.schema.Feed;
import b3.schema.Feeds;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Fetches every payment in cash of one company, {@code GetListedCashDividends}, page after page; the source keeps the list
 * up to date. The source knows the company by its trading name without punctuation, and mostly without blanks: {@code
 * AMBEVSA} is {@code AMBEV S/A}. The supplement of the company tells the name. A list of one page is the document as served;
 * of several it is a JSON array of the pages, each byte for byte as served. A list that has fewer results than it says is
 * asked for again. Each company is a product of the feed.
 *
 * @param source the settings of the source
 * @param company the issuing code of the company, such as {@code PETR}
 */
public record B3CashDividendsCollector(Source source, String company) implements Collector {

    /** The source serves at most 120 results a page. */
    private static final int RESULTS_A_PAGE = 100;

    private static final int MOST_PAGES = 100;

    public B3CashDividendsCollector {
        ListedCompanies.check(company);
    }

    @Override
    public Feed feed() {
        return Feeds.CASH_DIVIDENDS;
    }

    @Override
    public String product() {
        return company;
    }

    @Override
    public boolean keepsOneDocument() {
        return true;
    }

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        Answer supplement = ListedCompanies.supplement(source, company, http);
        if (!supplement.isFetched()) {
            return supplement.fetched();
        }
        String tradingName = supplement.json().path(0).path("tradingName").asString("");
        Fetched answer = Fetched.nothing(NOT_PUBLISHED, null, "the source tells no trading name of " + company);
        for (String name : names(tradingName)) {
            answer = list(name, http);
            if (answer.outcome() != NOT_PUBLISHED) {
                return answer;
            }
        }
        return answer;
    }

    private static List<String> names(String tradingName) {
        String words = tradingName.replaceAll("[^A-Z0-9 ]", "").strip().replaceAll(" +", " ");
        return Stream.of(words.replace(" ", ""), words)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private Fetched list(String name, Http http) throws InterruptedException {
        List<Document> pages = new ArrayList<>();
        int expected = -1;
        int seen = 0;
        int count = 1;
        for (int page = 1; page <= count; page++) {
            Answer answer = ListedCompanies.call(source, "GetListedCashDividends", argument(name, page), http);
            if (!answer.isFetched()) {
                boolean cut = page > 1 && answer.fetched().outcome() == NOT_PUBLISHED;
                return cut ? answer.fetched().as(FAILED, missing(page, count)) : answer.fetched();
            }
            JsonNode paging = answer.json().path("page");
            int total = paging.path("totalRecords").asInt(-1);
            if (total < 0 || (expected >= 0 && total != expected)) {
                return answer.fetched()
                        .as(
                                FAILED,
                                "page " + page + ": expected totalRecords" + (expected < 0 ? "" : " " + expected)
                                        + ", saw " + paging.path("totalRecords"));
            }
            if (total == 0) {
                return answer.fetched().as(NOT_PUBLISHED, "the source has no payment of \"" + name + "\"");
            }
            expected = total;
            seen += answer.json().path("results").size();
            count = paging.path("totalPages").asInt(1);
            if (count > MOST_PAGES) {
                return answer.fetched().as(FAILED, "expected at most " + MOST_PAGES + " pages, saw " + count);
            }
            pages.add(Objects.requireNonNull(answer.fetched().document()));
        }
        Fetched whole = new Fetched(FETCHED, whole(pages), 200, null, null);
        return seen == expected ? whole : whole.as(FAILED, "expected " + expected + " results, saw " + seen);
    }

    private static String missing(int page, int count) {
        return "page " + page + " of " + count + " is missing";
    }

    private static String argument(String name, int page) {
        return "{\"language\":\"pt-br\",\"pageNumber\":%d,\"pageSize\":%d,\"tradingName\":\"%s\"}"
                .formatted(page, RESULTS_A_PAGE, name);
    }

    private static Document whole(List<Document> pages) {
        Document first = pages.get(0);
        if (pages.size() == 1) {
            return first;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < pages.size(); i++) {
            bytes.write(i == 0 ? '[' : ',');
            bytes.writeBytes(pages.get(i).bytes());
        }
        bytes.write(']');
        return new Document(bytes.toByteArray(), "application/json", first.url(), new Version(null, null));
    }
}
