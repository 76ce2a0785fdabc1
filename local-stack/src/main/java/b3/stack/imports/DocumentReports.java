package b3.stack.imports;

import b3.schema.Json;
import b3.schema.Topic;
import b3.schema.document.DocumentReport;
import b3.schema.document.RawScrape;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the reports of the documents that are published from now on. */
final class DocumentReports implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    DocumentReports(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = List.of(new TopicPartition(Topic.DOCUMENTS, 0));
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
    }

    /**
     * Waits for the report of the document at this place.
     *
     * @throws TimeoutException if no report comes within the time
     */
    DocumentReport await(RecordMetadata raw, Duration patience) throws TimeoutException {
        String place = raw.topic() + "/" + raw.partition() + "/" + raw.offset();
        Instant deadline = Instant.now().plus(patience);
        while (Instant.now().isBefore(deadline)) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                if (place.equals(RawScrape.get(message.headers(), RawScrape.RAW_HEADER))) {
                    return Json.read(message.value(), DocumentReport.class);
                }
            }
        }
        throw new TimeoutException("the document was published (" + place + ") but not processed within "
                + patience.toSeconds() + " s; is stream-processors running?");
    }

    @Override
    public void close() {
        consumer.close();
    }
}
