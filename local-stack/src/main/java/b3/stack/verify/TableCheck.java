package b3.stack.verify;

import b3.schema.Dataset;
import b3.schema.sql.StandingSql;
import b3.stack.access.LogTables;
import b3.stack.verify.TopicContents.DatasetContents;
import b3.stack.verify.TopicContents.LastMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the tables with the topics: the current rows of each key, and every step of its history. */
final class TableCheck {

    /**
     * A key for which the table or the API has something else than the topic.
     *
     * @param ts the moment of the key
     * @param seen what is there instead
     */
    record Mismatch(Instant ts, String seen) {}

    /** What a table has for one key: its current rows, and the last revision of each step of its history. */
    private static final class Stored {
        private Instant ts = Instant.EPOCH;
        private int rows;
        private long least;
        private long revision;
        private Instant knownAt = Instant.EPOCH;
        private String document = "";
        private final Map<Instant, Long> steps = new TreeMap<>();
    }

    /** The number of keys that one query reads. */
    private static final int KEYS_AT_ONCE = 20_000;

    private final LogTables tables;
    private final Sessions sessions;

    TableCheck(LogTables tables, Sessions sessions) {
        this.tables = tables;
        this.sessions = sessions;
    }

    /** Returns the keys with a moment in the span for which the table has something else. */
    Map<String, Mismatch> check(Dataset<?> dataset, DatasetContents contents, Span span) throws SQLException {
        Map<String, Mismatch> differing = new HashMap<>();
        List<Instant> moments =
                contents.byKey.values().stream().map(LastMessage::ts).sorted().toList();
        // A key without its moment has rows of several moments, and all are needed to know which row is current.
        boolean momentIsKey = dataset.keyColumns().contains("ts");
        for (Span part : momentIsKey ? span.cut(moments, KEYS_AT_ONCE) : List.of(Span.ALL)) {
            String near = momentIsKey ? "ts between '" + part.first() + "' and '" + part.last() + "'" : "";
            check(contents, read(dataset, near), part, differing);
        }
        return differing;
    }

    private void check(DatasetContents contents, Map<String, Stored> read, Span span, Map<String, Mismatch> differing) {
        Set<String> keys = new HashSet<>(read.keySet());
        contents.byKey.forEach((key, last) -> {
            if (last.fault() == null && span.has(last.ts())) {
                keys.add(key);
            }
        });
        for (String key : keys) {
            LastMessage last = contents.byKey.get(key);
            if (last == null && !contents.complete) {
                continue;
            }
            Stored stored = read.getOrDefault(key, new Stored());
            Map<Instant, Long> steps = contents.steps.getOrDefault(key, Map.of());
            if (!same(last, stored)) {
                differing.put(key, new Mismatch(last == null ? stored.ts : last.ts(), says(stored)));
            } else if (contents.complete && !steps.equals(stored.steps)) {
                differing.put(key, new Mismatch(stored.ts, "other steps: " + difference(steps, stored.steps)));
            }
        }
    }

    private static boolean same(@Nullable LastMessage last, Stored stored) {
        if (last == null || !last.isCurrent()) {
            return stored.rows == 0;
        }
        long revision = Objects.requireNonNull(last.revision()).number();
        return stored.rows == last.rows()
                && stored.least == revision
                && stored.revision == revision
                && stored.document.equals(last.document())
                && stored.knownAt.equals(Objects.requireNonNull(last.knownAt()).truncatedTo(ChronoUnit.MICROS));
    }

    private static String says(Stored stored) {
        return stored.rows == 0
                ? "nothing"
                : "revision " + stored.revision + (stored.least == stored.revision ? "" : " and " + stored.least) + ", "
                        + stored.rows + " rows of document " + stored.document + " known at " + stored.knownAt;
    }

    private static String difference(Map<Instant, Long> contents, Map<Instant, Long> stored) {
        Map<Instant, Long> onlyInTopic = new TreeMap<>(contents);
        onlyInTopic.entrySet().removeAll(stored.entrySet());
        Map<Instant, Long> onlyStored = new TreeMap<>(stored);
        onlyStored.entrySet().removeAll(contents.entrySet());
        return "from " + onlyStored + " where the topics say " + onlyInTopic;
    }

    private Map<String, Stored> read(Dataset<?> dataset, String near) throws SQLException {
        String key = String.join(", ", dataset.keyColumns());
        String session = dataset.ofMoments() ? "session" : "ts";
        Map<String, Stored> read = new HashMap<>();
        tables.query(
                "select " + key + ", max(" + session
                        + ") of_session, max(ts) moment, count() rows_found, min(revision) least,"
                        + " max(revision) greatest, max(document) of_document, max(known_at) known from ("
                        + StandingSql.of(dataset, near) + ")",
                row -> withStored(dataset, row, read, stored -> {
                    stored.rows = row.getInt("rows_found");
                    stored.least = row.getLong("least");
                    stored.revision = row.getLong("greatest");
                    stored.document = String.valueOf(row.getString("of_document"));
                    stored.knownAt = LogTables.moment(row, "known");
                }));
        tables.query(
                "select " + key + ", stands_from, max(" + session
                        + ") of_session, max(ts) moment, max(revision) greatest from " + dataset.logTable()
                        + (near.isEmpty() ? "" : " where " + near),
                row -> withStored(
                        dataset,
                        row,
                        read,
                        stored -> stored.steps.put(LogTables.moment(row, "stands_from"), row.getLong("greatest"))));
        return read;
    }

    private interface Filler {
        void fill(Stored stored) throws SQLException;
    }

    /** Fills in what the row tells about its key, unless the row belongs to a session that does not count. */
    private void withStored(Dataset<?> dataset, ResultSet row, Map<String, Stored> read, Filler filler)
            throws SQLException {
        if (sessions.test(
                LogTables.moment(row, "of_session").atOffset(ZoneOffset.UTC).toLocalDate())) {
            Stored stored = read.computeIfAbsent(LogTables.key(dataset, row), first -> new Stored());
            stored.ts = LogTables.moment(row, "moment");
            filler.fill(stored);
        }
    }
}
