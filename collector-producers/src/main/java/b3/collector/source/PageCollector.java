package b3.collector.source;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.schema.Feed;
import java.net.URI;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * A document behind one address, which may carry the session; for a source that answers a plain GET and never serves a
 * web page in the document's place unless something is wrong.
 */
public final class PageCollector implements Collector {

    private final Feed feed;
    private final Source source;
    private final Function<LocalDate, String> path;
    private final String[] headers;

    /**
     * A collector.
     *
     * @param feed what the document is
     * @param source where and when
     * @param path what follows the source's address, for a session
     * @param headers further request headers, name and value in turn
     */
    public PageCollector(Feed feed, Source source, Function<LocalDate, String> path, String... headers) {
        this.feed = feed;
        this.source = source;
        this.path = path;
        this.headers = headers.clone();
    }

    @Override
    public Feed feed() {
        return feed;
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        return http.get(URI.create(source.url() + path.apply(session)), headers).unlessWebPage();
    }
}
