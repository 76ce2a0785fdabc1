package b3.stack.imports;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.MarketRecord;
import b3.schema.sql.StandingSql;
import b3.stack.access.LogTables;
import b3.stack.access.SinkProgress;
import b3.stack.access.StackOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the rows of a document that can be read in QuestDB: for each key that the document lists, the current rows of the
 * table once the sink has written everything. Their figures may come from another document that has priority. A row that is
 * withdrawn, or that is not in the table, does not count.
 */
final class ReadableRows implements AutoCloseable {

    private final LogTables tables;
    private final SinkProgress sink;

    ReadableRows(StackOptions options, Map<String, Object> kafka) {
        tables = new LogTables(options);
        sink = new SinkProgress(kafka, tables);
    }

    /**
     * Waits until the sink has caught up, and counts the rows of each dataset. If the time runs out, it counts the rows that
     * can be read by then.
     *
     * @param records the records of the document
     */
    Map<String, Long> await(Collection<MarketRecord> records, Duration patience) throws Exception {
        Map<Dataset<?>, Map<YearMonth, KeysOfMonth>> months = new LinkedHashMap<>();
        for (MarketRecord record : records) {
            YearMonth of = YearMonth.from(record.ts().atOffset(ZoneOffset.UTC));
            months.computeIfAbsent(Datasets.of(record), first -> new TreeMap<>())
                    .computeIfAbsent(of, first -> new KeysOfMonth())
                    .add(record);
        }
        if (!months.isEmpty()) {
            sink.await(months.keySet(), patience);
        }
        Map<String, Long> readable = new LinkedHashMap<>();
        for (Map.Entry<Dataset<?>, Map<YearMonth, KeysOfMonth>> dataset : months.entrySet()) {
            for (KeysOfMonth month : dataset.getValue().values()) {
                readable.merge(dataset.getKey().name(), count(dataset.getKey(), month), Long::sum);
            }
        }
        return readable;
    }

    /** The keys of one dataset within one month, which spans at most two partitions of its table. */
    private static final class KeysOfMonth {

        private final Set<String> keys = new HashSet<>();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        private void add(MarketRecord record) {
            keys.add(record.businessKey());
            for (Instant moment : List.of(
                    record.ts(), record.session().atStartOfDay(ZoneOffset.UTC).toInstant())) {
                first = moment.isBefore(first) ? moment : first;
                last = moment.isAfter(last) ? moment : last;
            }
        }
    }

    private long count(Dataset<?> dataset, KeysOfMonth month) throws SQLException {
        String key = String.join(", ", dataset.keyColumns());
        // A key without its moment has its session.
        String time = dataset.keyColumns().contains("ts") ? "ts" : "session";
        String near = time + " between '" + month.first + "' and '" + month.last + "'";
        long[] rows = new long[1];
        tables.query(
                "select " + key + ", count() found from (" + StandingSql.of(dataset, near) + ")",
                row -> rows[0] += month.keys.contains(LogTables.key(dataset, row)) ? row.getLong("found") : 0);
        return rows[0];
    }

    @Override
    public void close() throws SQLException {
        sink.close();
        tables.close();
    }
}
