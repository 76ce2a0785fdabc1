package b3.stack;

import b3.schema.Dataset;
import b3.schema.DocumentReport;
import b3.schema.Feed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many rows of a document can be read in QuestDB. A row that says nothing new is not written again, so it is
 * readable once the sink has passed the end of its topic; a row that was published is counted in the table itself.
 */
final class ReadableRows implements AutoCloseable {

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

    /** Waits until every row of the document is readable and returns how many are, per dataset; fewer if time runs out. */
    Map<String, Long> await(Feed feed, DocumentReport report, Instant knownAt, Duration patience) throws Exception {
        Instant deadline = Instant.now().plus(patience);
        long all = report.rows().values().stream().mapToLong(Integer::longValue).sum();
        CountDownLatch pause = new CountDownLatch(1);
        while (true) {
            Map<String, Long> readable = new LinkedHashMap<>();
            for (Dataset<?> dataset : feed.datasets()) {
                readable.put(dataset.name(), readable(dataset, report, knownAt));
            }
            long sum = readable.values().stream().mapToLong(Long::longValue).sum();
            if (sum >= all || Instant.now().isAfter(deadline)) {
                return readable;
            }
            pause.await(100, TimeUnit.MILLISECONDS);
        }
    }

    private long readable(Dataset<?> dataset, DocumentReport report, Instant knownAt) throws Exception {
        int rows = report.rows().getOrDefault(dataset.name(), 0);
        int published = report.published().getOrDefault(dataset.name(), 0);
        if (rows == 0 || !sinkHasPassed(dataset.topic())) {
            return 0;
        }
        return rows - published + Math.min(published, written(dataset, report.document(), knownAt));
    }

    private boolean sinkHasPassed(String topic) throws InterruptedException, ExecutionException {
        TopicPartition partition = new TopicPartition(topic, 0);
        long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
        OffsetAndMetadata committed = admin.listConsumerGroupOffsets(SINK_GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return committed != null && committed.offset() >= end;
    }

    private long written(Dataset<?> dataset, String document, Instant knownAt) throws SQLException {
        String sql = "select count() from " + dataset.logTable() + " where document = ? and known_at = ?";
        try (PreparedStatement query = questDb.prepareStatement(sql)) {
            query.setString(1, document);
            query.setObject(2, LocalDateTime.ofInstant(knownAt, ZoneOffset.UTC));
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        admin.close();
        questDb.close();
    }
}
