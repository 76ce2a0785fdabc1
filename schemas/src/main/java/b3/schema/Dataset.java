package b3.schema;

import java.util.Arrays;
import java.util.List;

/**
 * One kind of record and every name it goes by.
 *
 * @param word the dataset's one word: package leaf, fixture folder and row in the docs
 * @param name kebab-case name on topics and paths
 * @param type the record on the topic
 * @param table QuestDB view with the latest revision per key; the revisions are in {@code <table>_log}
 * @param unit unit of the main figure, for people
 * @param keeping how long the topic keeps its messages
 * @param keyColumns the table's columns that hold the parts of the business key, in order; a session whose start is
 *     {@code ts} has no other column. Empty for records that have no revisions
 * @param <T> the record
 */
public record Dataset<T extends MarketRecord>(
        String word, String name, Class<T> type, String table, String unit, Keeping keeping, List<String> keyColumns) {

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
        keyColumns = List.copyOf(keyColumns);
    }

    /** Whether a record knows a moment of its own: {@code ts} is that, and the session has a column {@code session}. */
    public boolean ofMoments() {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("ts"));
    }

    /** Topic of the normalized records. */
    public String topic() {
        return "b3." + name + ".v1";
    }

    /** Key of this dataset's messages on {@link Topic#HISTORY}. */
    public String historyKey(String businessKey) {
        return name + "|" + businessKey;
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
