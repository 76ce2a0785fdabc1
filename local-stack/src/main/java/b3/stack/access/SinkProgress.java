package b3.stack.access;

import b3.schema.Dataset;
import b3.schema.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells how far questdb-sink has written the topics, and whether QuestDB shows what is written. */
public final class SinkProgress implements AutoCloseable {

    private static final String SINK_GROUP = "b3-questdb-sink";

    private final Admin admin;
    private final LogTables tables;

    /** Watches the sink of this broker and these tables. */
    public SinkProgress(Map<String, Object> kafka, LogTables tables) {
        this.admin = Admin.create(kafka);
        this.tables = tables;
    }

    /**
     * Waits until the tables show what the topics of these datasets hold now.
     *
     * @return false if the time runs out first
     */
    public boolean await(Collection<Dataset<?>> datasets, Duration patience)
            throws InterruptedException, ExecutionException, SQLException {
        Instant deadline = Instant.now().plus(patience);
        Map<TopicPartition, Long> ends = ends(datasets);
        return until(deadline, () -> isWritten(ends)) && areShown(datasets, deadline);
    }

    private boolean areShown(Collection<Dataset<?>> datasets, Instant deadline)
            throws InterruptedException, ExecutionException, SQLException {
        Map<String, Long> acknowledged = tables.transactions(false);
        return until(deadline, () -> {
            Map<String, Long> visible = tables.transactions(true);
            return datasets.stream()
                    .map(Dataset::logTable)
                    .allMatch(table -> visible.getOrDefault(table, -1L) >= acknowledged.getOrDefault(table, 0L));
        });
    }

    private interface Condition {
        boolean holds() throws InterruptedException, ExecutionException, SQLException;
    }

    private static boolean until(Instant deadline, Condition condition)
            throws InterruptedException, ExecutionException, SQLException {
        CountDownLatch pause = new CountDownLatch(1);
        boolean holds = condition.holds();
        while (!holds && Instant.now().isBefore(deadline)) {
            pause.await(100, TimeUnit.MILLISECONDS);
            holds = condition.holds();
        }
        return holds;
    }

    private Map<TopicPartition, Long> ends(Collection<Dataset<?>> datasets)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = Stream.concat(
                        datasets.stream().map(Dataset::topic), Stream.of(Topic.HISTORY))
                .collect(Collectors.toMap(topic -> new TopicPartition(topic, 0), topic -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private boolean isWritten(Map<TopicPartition, Long> ends) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(SINK_GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata done = committed.get(end.getKey());
            return (done == null ? 0 : done.offset()) >= end.getValue();
        });
    }

    @Override
    public void close() {
        admin.close();
    }
}
