package b3.sink;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How many messages are not in QuestDB yet, by dataset and of the history, measured at the broker: it grows during an outage, when the
 * consumer itself sees nothing. It also creates the topics that are absent, and notices a broker that is away.
 */
final class LagCheck {

    private static final String BROKER = "kafka";

    private final Admin admin;
    private final short replication;
    private final String group;
    private final SinkHealth health;
    private final SinkMetrics metrics;
    private boolean topicsExist;

    LagCheck(Admin admin, short replication, String group, SinkHealth health, SinkMetrics metrics) {
        this.admin = admin;
        this.replication = replication;
        this.group = group;
        this.health = health;
        this.metrics = metrics;
    }

    /** Checks once. One thread calls this at intervals. */
    void check() {
        try {
            if (!topicsExist) {
                Topic.createMissing(admin, replication);
                topicsExist = true;
            }
            measure();
            health.well(BROKER);
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            health.fault(BROKER, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure() throws ExecutionException, InterruptedException {
        Map<TopicPartition, String> partitions = Datasets.ALL.stream()
                .collect(Collectors.toMap(dataset -> new TopicPartition(dataset.topic(), 0), Dataset::name));
        partitions.put(new TopicPartition(Topic.HISTORY, 0), "history");
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> latest =
                partitions.keySet().stream().collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
        var ends = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        partitions.forEach((partition, name) -> {
            OffsetAndMetadata done = committed.get(partition);
            ListOffsetsResultInfo end = ends.get(partition);
            if (end != null) {
                metrics.lag(name, end.offset() - (done == null ? 0 : done.offset()));
            }
        });
    }
}
