package b3.sink;

import b3.schema.Topic;
import b3.schema.document.DeadLetter;
import b3.sink.questdb.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;

/**
 * Messages that nothing can take, on {@code b3.dead-letters.v1}: original key, bytes and headers, and on top of them
 * {@code b3-reason}, {@code b3-detail} and {@code b3-dead-from} (topic/partition/offset, by which a repeated dead letter
 * is recognised).
 */
final class DeadLetters {

    private final Producer<byte[], byte[]> producer;

    DeadLetters(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Returns when the broker has all of them. */
    void send(List<Refusal> refusals) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Refusal refusal : refusals) {
            Headers headers =
                    DeadLetter.headers(refusal.raw().headers(), refusal.reason(), refusal.detail(), refusal.origin());
            sent.add(producer.send(new ProducerRecord<>(
                    Topic.DEAD_LETTERS, null, refusal.raw().key(), refusal.raw().value(), headers)));
        }
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException("no dead letter written", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("no dead letter written: stopped while waiting", e);
            }
        }
    }
}
