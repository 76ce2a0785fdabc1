package b3.stream.normalize.revisions;

import b3.schema.Dataset;
import b3.schema.Feed.Scope;
import b3.schema.Feeds;

/** What a timeline has to know of the feeds that speak of its key. */
interface Sources {

    /** Place of a feed among the others; the smallest number is the most trusted. */
    int priority(String source);

    /** Whether a key that this feed has listed, and lists no more, exists no more, whatever other feeds say. */
    default boolean decides(String source) {
        return false;
    }

    /** The feeds of a dataset as they are declared. */
    static Sources of(Dataset<?> dataset) {
        return new Sources() {
            @Override
            public int priority(String source) {
                return Feeds.carried(source, dataset).priority();
            }

            @Override
            public boolean decides(String source) {
                return Feeds.carried(source, dataset).scope() == Scope.LIST;
            }
        };
    }
}
