package b3.stream.normalize.reading;

import b3.schema.Feed;

/**
 * What reads the documents of a feed.
 *
 * @param feed the feed
 * @param version version of the reading. Raise it with every change after which the same bytes say something else: a document
 *     that is read again by a newer version replaces what an older one said, and never the other way round
 * @param normalizer reads a document
 */
public record FeedReader(Feed feed, int version, Normalizer normalizer) {

    /** Name and version, as records and reports carry them: {@code b3-price-report/1}. */
    public String name() {
        return feed.name() + "/" + version;
    }
}
