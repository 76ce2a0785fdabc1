package b3.collector.source;

import b3.collector.due.Source;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Http;
import b3.schema.Feed;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Fetches a document behind one address, which may carry the session. The source answers a plain GET, and it serves a web
 * page in the document's place only when something is wrong.
 *
 * @param feed the feed that the document belongs to
 * @param source the settings of the source
 * @param path what follows the source's address, for a session
 * @param headers further request headers, name and value in turn
 */
public record PageCollector(Feed feed, Source source, Function<LocalDate, String> path, List<String> headers)
        implements Collector {

    @Override
    public Fetched fetch(LocalDate session, Http http) throws InterruptedException {
        return http.get(URI.create(source.url() + path.apply(session)), headers.toArray(String[]::new))
                .unlessWebPage();
    }
}
