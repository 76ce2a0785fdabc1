package b3.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One thing that one source publishes.
 *
 * @param name kebab-case name, used in topics, commands, configuration and metrics
 * @param carries what its documents yield, and how; the first is what the feed exists for
 * @param description what the source publishes, in one sentence
 */
public record Feed(String name, List<Carried<?>> carries, String description) {

    /** What a document leaves unsaid, it takes back: how far one document of a feed restates a dataset. */
    public enum Scope {
        /** A document says single rows. What it does not list stays as it was. */
        ROWS,
        /** A document states the whole session: a key that an earlier one listed and this one does not is withdrawn. */
        SESSION,
        /**
         * A document states whole markets of a session, those of which it lists anything: the full price report has
         * derivatives and equities, the short one derivatives only.
         */
        MARKET,
        /**
         * A document states recent entries of the list of one company, which is the first part of their keys: all those from
         * the first session that it lists on. Of these a key that an earlier document listed and this one does not is
         * withdrawn; an older one has only left the document.
         */
        RECENT,
        /**
         * A document states the whole list of one company, from the first session that it lists on, and decides what exists:
         * a key that an earlier one listed and this one does not is withdrawn, and nothing stands for it whatever documents
         * of other feeds say.
         */
        LIST
    }

    /**
     * One dataset of a feed.
     *
     * @param dataset the dataset
     * @param priority place among the dataset's sources, the smallest number is the most trusted. It is a property of this
     *     feed and dataset: another feed takes a free number and moves nobody
     * @param scope what one document restates
     * @param <T> the record
     */
    public record Carried<T extends MarketRecord>(Dataset<T> dataset, int priority, Scope scope) {}

    public Feed {
        carries = List.copyOf(carries);
    }

    Feed(String name, String description, Carried<?>... carries) {
        this(name, Arrays.asList(carries), description);
    }

    /** What its documents yield; the first is what the feed exists for. */
    public List<Dataset<?>> datasets() {
        return carries.stream().<Dataset<?>>map(Carried::dataset).toList();
    }

    /** How this feed carries a dataset, if it does. */
    public Optional<Carried<?>> carried(Dataset<?> dataset) {
        return carries.stream().filter(each -> each.dataset().equals(dataset)).findFirst();
    }

    /** Topic of the documents exactly as served. */
    public String rawTopic() {
        return "b3.raw." + name + ".v1";
    }
}
