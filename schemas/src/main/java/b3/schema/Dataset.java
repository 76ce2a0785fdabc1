package b3.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One kind of record and every name it goes by.
 *
 * @param word the dataset's one word: package leaf, fixture folder and row in the docs
 * @param name kebab-case name on topics and paths
 * @param type the record on the topic
 * @param table QuestDB view with the latest revision per key; the revisions are in {@code <table>_log}
 * @param unit unit of the main figure, for people
 * @param keeping how long the topic keeps its messages
 * @param keyParts what the parts of the business key are, in order, by the table's column that holds each; {@code ts} for
 *     the part that says which moment it is, and {@code session} for the session, whose start is {@code ts} where the table
 *     has no such column. Empty for records that have no revisions
 * @param <T> the record
 */
public record Dataset<T extends MarketRecord>(
        String word, String name, Class<T> type, String table, String unit, Keeping keeping, List<String> keyParts) {

    /** How long a dataset topic keeps its messages, by the time at which they were written. */
    public enum Keeping {
        /** For ever. */
        FOR_EVER,
        /** For the topic's retention time. */
        BY_TIME,
        /** For a day: only the last one counts. */
        A_DAY
    }

    public Dataset {
        keyParts = List.copyOf(keyParts);
    }

    /** The log's columns that tell one business key from another; empty for records that have no revisions. */
    public List<String> keyColumns() {
        return keyParts.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of("ts"), keyParts.stream().filter(part -> !TIME_PARTS.contains(part)))
                        .toList();
    }

    private static final Set<String> TIME_PARTS = Set.of("ts", "session");

    /** Topic of the normalized records. */
    public String topic() {
        return "b3." + name + ".v1";
    }

    /** Path of the query API. */
    public String path() {
        return "/" + name;
    }

    /** Physical table that keeps every revision. */
    public String logTable() {
        return table + "_log";
    }
}
