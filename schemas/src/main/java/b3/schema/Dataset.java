package b3.schema;

/**
 * One kind of record and every name it goes by.
 *
 * @param word the dataset's one word: package leaf, fixture folder and row in the docs
 * @param name kebab-case name on topics and paths
 * @param type the record on the topic
 * @param table QuestDB view with the latest revision per key; the revisions are in {@code <table>_log}
 * @param unit unit of the main figure, for people
 * @param keeping how long the topic keeps what
 * @param <T> the record
 */
public record Dataset<T extends MarketRecord>(
        String word, String name, Class<T> type, String table, String unit, Keeping keeping) {

    /** What a dataset topic keeps. */
    public enum Keeping {
        /** The latest revision of every key, for ever. */
        LATEST_PER_KEY,
        /** Every message, for the topic's retention time. */
        BY_TIME
    }

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
