package b3.stack;

import b3.schema.Dataset;
import b3.schema.DocumentReport;
import b3.schema.Feed;
import b3.schema.StandingSql;
import b3.schema.Topic;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many rows of a document can be read in QuestDB: counted in the tables once the sink has written everything and the
 * tables show it, and never taken for granted.
 *
 * <p>A row counts if its key has an answer, be it of this document or of a better one. Rows that were written say
 * their key. Of the others, which said nothing new or did not win, nothing tells the keys, so at most as many count as the
 * document's session has readable rows of other keys: what was withdrawn or dropped from the table does not.
 */
final class ReadableRows implements AutoCloseable {

    /** Of one key in one session. */
    private record Key(LocalDate session, List<Object> values) {}

    private static final String SINK_GROUP = "b3-questdb-sink";

    private final Admin admin;
    private final Connection questDb;

    ReadableRows(StackOptions options, Map<String, Object> kafka) {
        admin = Admin.create(kafka);
        Properties login = new Properties();
        login.setProperty("user", "admin");
        login.setProperty("password", "quest");
        try {
            questDb = DriverManager.getConnection(options.jdbcUrl(), login);
        } catch (SQLException e) {
            admin.close();
            throw new UsageException("no QuestDB answers at 127.0.0.1:" + options.questDbPgPort
                    + "; is the stack up, and on this --questdb-pg-port?");
        }
    }

    /** Waits until what is readable is known, and returns how many rows are, per dataset; what is readable if time runs out. */
    Map<String, Long> await(Feed feed, DocumentReport report, Instant knownAt, Duration patience) throws Exception {
        Instant deadline = Instant.now().plus(patience);
        CountDownLatch pause = new CountDownLatch(1);
        List<Dataset<?>> found = feed.datasets().stream()
                .filter(dataset -> report.rows().getOrDefault(dataset.name(), 0) > 0)
                .toList();
        while (!found.isEmpty() && !allShown(found) && Instant.now().isBefore(deadline)) {
            pause.await(100, TimeUnit.MILLISECONDS);
        }
        Map<String, Long> readable = new LinkedHashMap<>();
        for (Dataset<?> dataset : found) {
            int rows = report.rows().getOrDefault(dataset.name(), 0);
            readable.put(dataset.name(), readable(dataset, rows, report, knownAt));
        }
        return readable;
    }

    private long readable(Dataset<?> dataset, int rows, DocumentReport report, Instant knownAt) throws SQLException {
        Map<Key, Long> written = written(dataset, report.document(), knownAt);
        Map<Key, Long> standing = count(dataset, "(" + StandingSql.of(dataset, near(report, written)) + ")");
        long answered = 0;
        long unwritten = rows;
        for (Map.Entry<Key, Long> key : written.entrySet()) {
            answered += standing.containsKey(key.getKey()) ? key.getValue() : 0;
            unwritten -= key.getValue();
        }
        LocalDate session = report.session();
        long others = standing.entrySet().stream()
                .filter(key -> !written.containsKey(key.getKey()))
                .filter(key -> session == null || session.equals(key.getKey().session()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return Math.min(rows, answered + Math.min(Math.max(0, unwritten), others));
    }

    /** The document's rows in the log, by key; of a key that it was written for more than once the last ones. */
    private Map<Key, Long> written(Dataset<?> dataset, String document, Instant knownAt) throws SQLException {
        return count(
                dataset,
                "(select *, rank() over (partition by " + String.join(", ", dataset.keyColumns())
                        + " order by revision desc) place from " + dataset.logTable()
                        + " where document = ? and known_at = ?) where place = 1",
                document,
                LocalDateTime.ofInstant(knownAt, ZoneOffset.UTC));
    }

    /** Condition on the rows around the document's sessions, so that not the whole log is looked through. */
    private static String near(DocumentReport report, Map<Key, Long> written) {
        LocalDate session = report.session();
        if (session == null) {
            return "";
        }
        TreeSet<LocalDate> sessions = new TreeSet<>(List.of(session));
        written.keySet().forEach(key -> sessions.add(key.session()));
        return "ts between '" + sessions.first().minusDays(2) + "' and '"
                + sessions.last().plusDays(2) + "'";
    }

    private Map<Key, Long> count(Dataset<?> dataset, String rows, Object... parameters) throws SQLException {
        List<String> key = dataset.keyColumns();
        String session = dataset.ofMoments() ? "session" : "ts";
        String sql = "select date_trunc('day', " + session + ") of_session, count() rows_of_key, "
                + String.join(", ", key) + " from " + rows;
        Map<Key, Long> counts = new HashMap<>();
        try (PreparedStatement query = questDb.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    List<Object> values = new ArrayList<>();
                    for (int i = 0; i < key.size(); i++) {
                        values.add(result.getObject(i + 3));
                    }
                    LocalDate day = result.getObject(1, LocalDateTime.class).toLocalDate();
                    counts.merge(new Key(day, values), result.getLong(2), Long::sum);
                }
            }
        }
        return counts;
    }

    /** Whether the sink has written everything about these datasets, and QuestDB shows all of it. */
    private boolean allShown(List<Dataset<?>> datasets) throws InterruptedException, ExecutionException, SQLException {
        Map<TopicPartition, OffsetSpec> latest = Stream.concat(
                        datasets.stream().map(Dataset::topic), Stream.of(Topic.HISTORY))
                .collect(Collectors.toMap(topic -> new TopicPartition(topic, 0), topic -> OffsetSpec.latest()));
        var ends = admin.listOffsets(latest).all().get();
        var committed = admin.listConsumerGroupOffsets(SINK_GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        boolean written = ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata done = committed.get(end.getKey());
            return (done == null ? 0 : done.offset()) >= end.getValue().offset();
        });
        return written && shown(datasets.stream().map(Dataset::logTable).collect(Collectors.toSet()));
    }

    private boolean shown(Set<String> tables) throws SQLException {
        Set<String> shown = new HashSet<>();
        try (PreparedStatement query = questDb.prepareStatement(
                        "select name from wal_tables() where writerTxn >= sequencerTxn and not suspended");
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                shown.add(result.getString(1));
            }
        }
        return shown.containsAll(tables);
    }

    @Override
    public void close() throws SQLException {
        admin.close();
        questDb.close();
    }
}
