package b3.collector.corporateactions;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.collector.source.Collector;
import b3.schema.Feed;
import b3.schema.Feeds;
import java.time.LocalDate;

/**
 * Fetches the recent events of one company, {@code GetListedSupplementCompany}. The source keeps them up to date and has no
 * history. Each company is a product of the feed.
 *
 * @param source the settings of the source
 * @param company the issuing code of the company, such as {@code PETR}
 */
public record B3CompanySupplementCollector(Source source, String company) implements Collector {

    public B3CompanySupplementCollector {
        ListedCompanies.check(company);
    }

    @Override
    public Feed feed() {
        return Feeds.COMPANY_SUPPLEMENT;
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
        return ListedCompanies.supplement(source, company, http).fetched();
    }
}
