package b3.collector.corporateactions;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;
import static java.nio.charset.StandardCharsets.UTF_8;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Http;
import java.net.URI;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The service behind the exchange's page of listed companies: {@code GET /listedCompaniesProxy/CompanyCall/CALL/ARGUMENT},
 * where the argument is JSON in standard base64. No character of it has to be escaped in a path: {@code +} and {@code /}
 * stand for groups of bits that end in {@code >}, {@code ?} or {@code ~}, which no argument here has.
 */
final class ListedCompanies {

    /**
     * One answer of the service.
     *
     * @param fetched the answer, judged
     * @param json the document; missing unless it was fetched
     */
    record Answer(Fetched fetched, JsonNode json) {

        boolean isFetched() {
            return fetched.outcome() == FETCHED;
        }
    }

    private ListedCompanies() {}

    /** Requires an issuing code such as {@code PETR}. */
    static void check(String company) {
        if (!company.matches("[A-Z][A-Z0-9]{3}")) {
            throw new IllegalArgumentException(
                    "companies: expected issuing codes such as PETR, saw \"" + company + "\"");
        }
    }

    /** Asks for the supplement of a company: an array of one object with its name and recent events. */
    static Answer supplement(Source source, String company, Http http) throws InterruptedException {
        String argument = "{\"issuingCompany\":\"%s\",\"language\":\"pt-br\"}".formatted(company);
        Answer answer = call(source, "GetListedSupplementCompany", argument, http);
        String code = answer.json().path(0).path("code").asString("");
        return !answer.isFetched() || company.equals(code)
                ? answer
                : new Answer(
                        answer.fetched()
                                .as(NOT_PUBLISHED, "expected the company " + company + ", saw \"" + code + "\""),
                        answer.json());
    }

    /** Asks for a document of the service. */
    static Answer call(Source source, String call, String argument, Http http) throws InterruptedException {
        String path = "/listedCompaniesProxy/CompanyCall/" + call + "/"
                + Base64.getEncoder().encodeToString(argument.getBytes(UTF_8));
        Fetched fetched = http.get(URI.create(source.url() + path)).unlessWebPage();
        Document document = fetched.document();
        if (document == null || fetched.outcome() != FETCHED) {
            return new Answer(fetched, MissingNode.getInstance());
        }
        try {
            return new Answer(fetched, document.json());
        } catch (JacksonException e) {
            String seen = document.bytes().length + " bytes of something else, or of a document that is cut off";
            return new Answer(fetched.as(FAILED, "expected JSON, saw " + seen), MissingNode.getInstance());
        }
    }
}
