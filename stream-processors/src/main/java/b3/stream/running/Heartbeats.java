package b3.stream.running;

import b3.program.KafkaSettings;
import b3.schema.CloudEvent;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.heartbeats.Heartbeat;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the state of the processors on {@code b3.heartbeats.v1}. A heartbeat that the broker does not accept within
 * seconds is lost; the next one carries the same state.
 */
final class Heartbeats implements AutoCloseable {

    /** How often the state of a processor is published, beside each change. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int WAIT_MILLIS = 2_000;
    private static final int DELIVERY_MILLIS = 10_000;
    private static final int BUFFER_BYTES = 1024 * 1024;

    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;
    private final String instance = ManagementFactory.getRuntimeMXBean().getName();

    Heartbeats(KafkaSettings kafka, Clock clock) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WAIT_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WAIT_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.clock = clock;
    }

    /** Sends the state of a processor; blocks for two seconds at most. */
    void send(String program, RunningProcessor.Status status, @Nullable Long pending) {
        Heartbeat heartbeat =
                Heartbeat.of(program, instance, clock.instant(), status.state(), pending, status.reason());
        String topic = Datasets.HEARTBEATS.topic();
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, heartbeat.businessKey(), Json.bytes(heartbeat));
        CloudEvent.ofJson(
                        heartbeat.businessKey(),
                        topic,
                        "/stream-processors/" + program,
                        heartbeat.at().toString(),
                        heartbeat.session().toString())
                .writeTo(message.headers());
        Future<RecordMetadata> unused = producer.send(message);
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
