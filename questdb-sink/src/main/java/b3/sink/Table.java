package b3.sink;

import b3.schema.Dataset;
import b3.schema.MarketRecord;

/**
 * How one dataset becomes rows. The table's {@code <table>.sql} lies beside the class, in the same package of the
 * resources, and names exactly the columns written here: a test compares the two, because QuestDB may create a column
 * for a typo.
 *
 * @param <T> the record
 */
public interface Table<T extends MarketRecord> {

    /** The dataset whose records this writes. */
    Dataset<T> dataset();

    /**
     * Writes one record as one row, a book as a row per line: {@code row.begin(record)}, its symbols, its other columns,
     * {@code row.end()}. Called on the consumer's thread, possibly several times for one record. A pure function of the
     * record: no clock, no network, no state. What cannot be a row is refused by {@link Row} with an exception, which
     * sends this record alone to the dead letters.
     */
    void write(T record, Row row);
}
