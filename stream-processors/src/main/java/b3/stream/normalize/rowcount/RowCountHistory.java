package b3.stream.normalize.rowcount;

import java.time.LocalDate;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The row counts of earlier sessions; they are in a store, so that a replay judges as the first run did. */
final class RowCountHistory {

    private static final int DAYS = 10;

    private final KeyValueStore<String, RowCount> counts;

    RowCountHistory(KeyValueStore<String, RowCount> counts) {
        this.counts = counts;
    }

    /** The row count of an earlier session. */
    record Earlier(LocalDate session, RowCount count) {}

    /**
     * The row count of the nearest earlier session, at most {@value #DAYS} calendar days back; null when there is none.
     *
     * @param key the key of a session in the store
     */
    @Nullable
    Earlier before(LocalDate session, Function<LocalDate, String> key) {
        for (int days = 1; days <= DAYS; days++) {
            LocalDate day = session.minusDays(days);
            RowCount count = counts.get(key.apply(day));
            if (count != null) {
                return new Earlier(day, count);
            }
        }
        return null;
    }

    /**
     * Remembers the row count of a session. The document of a session with the most rows is the one that later sessions are
     * compared with, unless an operator has accepted a document; a document without a row is not remembered.
     *
     * @param accepted whether an operator has accepted the document
     */
    void remember(String key, RowCount now, boolean accepted) {
        RowCount before = counts.get(key);
        if (accepted || (now.rows() > 0 && (before == null || now.rows() >= before.rows()))) {
            counts.put(key, now);
        }
    }
}
