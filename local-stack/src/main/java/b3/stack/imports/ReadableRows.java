package b3.stack.imports;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.MarketRecord;
import b3.schema.StandingSql;
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
 * How many rows of a document can be read in QuestDB: of each key that the document lists, be it with these figures or
 * better ones, the rows that stand in the table once the sink has written everything. What is withdrawn, or not in the
 * table, does not count.
 */
final class ReadableRows implements AutoCloseable {

    private final LogTables tables;
    private final SinkProgress sink;

    ReadableRows(StackOptions options, Map<String, Object> kafka) {
        tables = new LogTables(options);
        sink = new SinkProgress(kafka, tables);
    }

    /**
     * Waits until the sink has caught up, and counts per dataset; if time runs out, what can be read by then.
     *
     * @param records what the document says
     */
    Map<String, Long> await(Collection<MarketRecord> records, Duration patience) throws Exception {
        Map<Dataset<?>, Map<YearMonth, Part>> parts = new LinkedHashMap<>();
        for (MarketRecord record : records) {
            YearMonth month = YearMonth.from(record.ts().atOffset(ZoneOffset.UTC));
            parts.computeIfAbsent(Datasets.of(record), first -> new TreeMap<>())
                    .computeIfAbsent(month, first -> new Part())
                    .add(record);
        }
        if (!parts.isEmpty()) {
            sink.await(parts.keySet(), patience);
        }
        Map<String, Long> readable = new LinkedHashMap<>();
        for (Map.Entry<Dataset<?>, Map<YearMonth, Part>> dataset : parts.entrySet()) {
            for (Part part : dataset.getValue().values()) {
                readable.merge(dataset.getKey().name(), count(dataset.getKey(), part), Long::sum);
            }
        }
        return readable;
    }

    /** The keys of one dataset within one month, which is at most two partitions of its table. */
    private static final class Part {

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

    private long count(Dataset<?> dataset, Part part) throws SQLException {
        String key = String.join(", ", dataset.keyColumns());
        // a key that does not say its moment says its session
        String time = dataset.keyColumns().contains("ts") ? "ts" : "session";
        String near = time + " between '" + part.first + "' and '" + part.last + "'";
        long[] rows = new long[1];
        tables.query(
                "select " + key + ", count() found from (" + StandingSql.of(dataset, near) + ")",
                row -> rows[0] += part.keys.contains(LogTables.key(dataset, row)) ? row.getLong("found") : 0);
        return rows[0];
    }

    @Override
    public void close() throws SQLException {
        sink.close();
        tables.close();
    }
}
