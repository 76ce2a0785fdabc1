package b3.sink;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Topic;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.sink.questdb.Message;
import b3.sink.questdb.OutageException;
import b3.sink.questdb.Refusal;
import b3.sink.questdb.RefusedRowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;
import tools.jackson.core.JacksonException;

/**
 * The delivery rule. A batch of messages becomes rows, the rows are acknowledged by QuestDB, and only then are the
 * offsets committed.
 *
 * <ul>
 *   <li>A message that can never be rows goes to the dead letters, alone; the batch goes on.
 *   <li>An outage keeps everything: the consumer is paused (it stays in its group), then reads the same batch again.
 *       Nothing is dead-lettered, the health is red meanwhile.
 *   <li>A batch may come twice, after a crash or a rebalance: the tables' dedup keys make that harmless.
 *   <li>Anything else is a bug and stops the container, loudly.
 * </ul>
 *
 * <p>Called on the consumer's thread only.
 */
final class TableListener implements BatchAcknowledgingMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(TableListener.class);

    private final Map<String, Dataset<?>> datasetByTopic;
    private final Delivery delivery;
    private final DeadLetters deadLetters;
    private final RetryPause pause;
    private final SinkHealth health;
    private final SinkMetrics metrics;

    TableListener(
            Delivery delivery, DeadLetters deadLetters, RetryPause pause, SinkHealth health, SinkMetrics metrics) {
        this.datasetByTopic =
                Datasets.ALL.stream().collect(Collectors.toUnmodifiableMap(Dataset::topic, Function.identity()));
        this.delivery = delivery;
        this.deadLetters = deadLetters;
        this.pause = pause;
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> batch, @Nullable Acknowledgment acknowledgment) {
        Objects.requireNonNull(acknowledgment, "expected a container with manual acknowledgment");
        try {
            List<Refusal> refusals = new ArrayList<>();
            List<Message> messages = read(batch, refusals);
            refusals.addAll(metrics.timed(() -> delivery.deliver(messages)));
            deadLetters.send(refusals);
            acknowledgment.acknowledge();
            delivered(messages, refusals);
        } catch (OutageException | KafkaException e) {
            health.outage(e.getMessage());
            metrics.outage();
            acknowledgment.nack(0, pause.failed());
        }
    }

    private List<Message> read(List<ConsumerRecord<byte[], byte[]>> batch, List<Refusal> refusals) {
        List<Message> messages = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> raw : batch) {
            try {
                messages.add(Message.read(raw, dataset(raw)));
            } catch (JacksonException e) {
                refusals.add(Refusal.of(raw, Reason.UNREADABLE_DOCUMENT, e));
            } catch (RefusedRowException e) {
                refusals.add(Refusal.of(raw, e.reason(), e));
            }
        }
        return messages;
    }

    private Dataset<?> dataset(ConsumerRecord<byte[], byte[]> raw) {
        if (!raw.topic().equals(Topic.HISTORY)) {
            return Objects.requireNonNull(datasetByTopic.get(raw.topic()), raw.topic());
        }
        String type = RawScrape.get(raw.headers(), "ce_type");
        Dataset<?> dataset = datasetByTopic.get(type == null ? "" : type);
        if (dataset == null || !dataset.hasRevisions()) {
            throw new RefusedRowException(
                    Reason.UNREADABLE_FIELD,
                    "header ce_type: expected the topic of a dataset that has a history, saw " + type);
        }
        return dataset;
    }

    private void delivered(List<Message> messages, List<Refusal> refusals) {
        pause.succeeded();
        health.delivering();
        metrics.delivered(messages, refusals);
        refusals.forEach(refusal ->
                LOG.warn("dead-lettered {} reason={} detail={}", refusal.origin(), refusal.reason(), refusal.detail()));
    }
}
