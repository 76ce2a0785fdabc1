package b3.stack.verify;

import b3.schema.Dataset;
import b3.schema.StandingSql;
import b3.stack.access.LogTables;
import b3.stack.verify.StandingTopics.Said;
import b3.stack.verify.StandingTopics.Told;
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

/** Holds the tables against what the topics say: what stands of each key, and every step of its history. */
final class TableCheck {

    /**
     * A key that differs.
     *
     * @param ts the moment of the key
     * @param says what is there instead
     */
    record Found(Instant ts, String says) {}

    /** What a table has of a key: the rows that stand, and the last revision of each step. */
    private static final class Kept {
        private Instant ts = Instant.EPOCH;
        private int rows;
        private long least;
        private long revision;
        private Instant knownAt = Instant.EPOCH;
        private String document = "";
        private final Map<Instant, Long> steps = new TreeMap<>();
    }

    /** So many keys are held in one look. */
    private static final int KEYS_AT_ONCE = 20_000;

    private final LogTables tables;
    private final Sessions sessions;

    TableCheck(LogTables tables, Sessions sessions) {
        this.tables = tables;
        this.sessions = sessions;
    }

    /** The keys with a moment in the span that the table tells otherwise. */
    Map<String, Found> check(Dataset<?> dataset, Told told, Span span) throws SQLException {
        Map<String, Found> differing = new HashMap<>();
        List<Instant> moments =
                told.last.values().stream().map(Said::ts).sorted().toList();
        // of a key that does not say its moment the rows of all moments are needed to know which stands
        boolean momentIsKey = dataset.keyColumns().contains("ts");
        for (Span part : momentIsKey ? span.cut(moments, KEYS_AT_ONCE) : List.of(Span.ALL)) {
            String near = momentIsKey ? "ts between '" + part.first() + "' and '" + part.last() + "'" : "";
            check(told, read(dataset, near), part, differing);
        }
        return differing;
    }

    private void check(Told told, Map<String, Kept> read, Span span, Map<String, Found> differing) {
        Set<String> keys = new HashSet<>(read.keySet());
        told.last.forEach((key, said) -> {
            if (said.fault() == null && span.has(said.ts())) {
                keys.add(key);
            }
        });
        for (String key : keys) {
            Said said = told.last.get(key);
            if (said == null && !told.complete) {
                continue;
            }
            Kept kept = read.getOrDefault(key, new Kept());
            Map<Instant, Long> steps = told.steps.getOrDefault(key, Map.of());
            if (!same(said, kept)) {
                differing.put(key, new Found(said == null ? kept.ts : said.ts(), says(kept)));
            } else if (told.complete && !steps.equals(kept.steps)) {
                differing.put(key, new Found(kept.ts, "other steps: " + missing(steps, kept.steps)));
            }
        }
    }

    private static boolean same(@Nullable Said said, Kept kept) {
        if (said == null || !said.stands()) {
            return kept.rows == 0;
        }
        long revision = Objects.requireNonNull(said.revision()).number();
        return kept.rows == said.rows()
                && kept.least == revision
                && kept.revision == revision
                && kept.document.equals(said.document())
                && kept.knownAt.equals(Objects.requireNonNull(said.knownAt()).truncatedTo(ChronoUnit.MICROS));
    }

    private static String says(Kept kept) {
        return kept.rows == 0
                ? "nothing"
                : "revision " + kept.revision + (kept.least == kept.revision ? "" : " and " + kept.least) + ", "
                        + kept.rows + " rows of document " + kept.document + " known at " + kept.knownAt;
    }

    private static String missing(Map<Instant, Long> told, Map<Instant, Long> kept) {
        Map<Instant, Long> onlyTold = new TreeMap<>(told);
        onlyTold.entrySet().removeAll(kept.entrySet());
        Map<Instant, Long> onlyKept = new TreeMap<>(kept);
        onlyKept.entrySet().removeAll(told.entrySet());
        return "from " + onlyKept + " where the topics say " + onlyTold;
    }

    private Map<String, Kept> read(Dataset<?> dataset, String near) throws SQLException {
        String key = String.join(", ", dataset.keyColumns());
        String session = dataset.ofMoments() ? "session" : "ts";
        Map<String, Kept> read = new HashMap<>();
        tables.query(
                "select " + key + ", max(" + session
                        + ") of_session, max(ts) moment, count() rows_found, min(revision) least,"
                        + " max(revision) greatest, max(document) of_document, max(known_at) known from ("
                        + StandingSql.of(dataset, near) + ")",
                row -> {
                    if (sessions.test(LogTables.moment(row, "of_session")
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate())) {
                        Kept kept = read.computeIfAbsent(LogTables.key(dataset, row), first -> new Kept());
                        kept.ts = LogTables.moment(row, "moment");
                        kept.rows = row.getInt("rows_found");
                        kept.least = row.getLong("least");
                        kept.revision = row.getLong("greatest");
                        kept.document = String.valueOf(row.getString("of_document"));
                        kept.knownAt = LogTables.moment(row, "known");
                    }
                });
        tables.query(
                "select " + key + ", stands_from, max(" + session
                        + ") of_session, max(ts) moment, max(revision) greatest from " + dataset.logTable()
                        + (near.isEmpty() ? "" : " where " + near),
                row -> {
                    if (sessions.test(LogTables.moment(row, "of_session")
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate())) {
                        Kept kept = read.computeIfAbsent(LogTables.key(dataset, row), first -> new Kept());
                        kept.ts = LogTables.moment(row, "moment");
                        kept.steps.put(LogTables.moment(row, "stands_from"), row.getLong("greatest"));
                    }
                });
        return read;
    }
}
