package b3.sink;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.CommonContainerStoppingErrorHandler;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/** The Kafka clients of the sink and their settings. One consumer: every topic has one partition. */
final class SinkContainer {

    private static final Logger LOG = LoggerFactory.getLogger(SinkContainer.class);

    private SinkContainer() {}

    /** The container that calls the listener; it is started and stopped by its owner. */
    static KafkaMessageListenerContainer<byte[], byte[]> of(
            SinkConfig config, TableListener listener, SinkHealth health, MeterRegistry meters) {
        ContainerProperties properties = new ContainerProperties(
                Stream.concat(Datasets.ALL.stream().map(Dataset::topic), Stream.of(Topic.HISTORY))
                        .toArray(String[]::new));
        properties.setMessageListener(listener);
        properties.setGroupId(config.sink().group());
        properties.setAckMode(AckMode.MANUAL);
        properties.setFixTxOffsets(true); // the normalizer's commit markers are no lag
        properties.setPollTimeout(Duration.ofMillis(200).toMillis()); // a pause after an outage ends at a poll
        properties.setShutdownTimeout(Duration.ofSeconds(30).toMillis());
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        properties.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                health.delivering(); // from here on it is another member's outage
            }
        });
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(consumer(config));
        consumers.addListener(new MicrometerConsumerListener<>(meters));
        KafkaMessageListenerContainer<byte[], byte[]> container =
                new KafkaMessageListenerContainer<>(consumers, properties);
        container.setBeanName("sink");
        container.setCommonErrorHandler(new BugStopsContainer());
        return container;
    }

    static Map<String, Object> admin(SinkConfig config) {
        Map<String, Object> settings = client(config);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    static Map<String, Object> producer(SinkConfig config) {
        Map<String, Object> settings = client(config);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 128 * 1024 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 160L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return settings;
    }

    private static Map<String, Object> consumer(SinkConfig config) {
        Map<String, Object> settings = client(config);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000); // a topic may be created after this
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.sink().maxPollRecords());
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1024 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        return settings;
    }

    private static Map<String, Object> client(SinkConfig config) {
        Map<String, Object> settings = config.kafka().clientSettings();
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, config.sink().group());
        return settings;
    }

    /**
     * What the listener does not catch is a bug: the container stops. What the consumer itself meets is not: a commit that
     * fails because the group has moved on, or because the broker is away, leaves rows that come again or stay as they are.
     */
    private static final class BugStopsContainer extends CommonContainerStoppingErrorHandler {

        @Override
        public void handleBatch(
                Exception thrown,
                ConsumerRecords<?, ?> batch,
                Consumer<?, ?> consumer,
                MessageListenerContainer container,
                Runnable invokeListener) {
            if (isOfKafka(thrown)) {
                LOG.warn("not committed: {}", thrown.toString());
            } else {
                super.handleBatch(thrown, batch, consumer, container, invokeListener);
            }
        }

        @Override
        public void handleOtherException(
                Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
            if (isOfKafka(thrown)) {
                LOG.warn("consumer: {}", thrown.toString());
            } else {
                super.handleOtherException(thrown, consumer, container, batchListener);
            }
        }

        @Override
        public boolean isAckAfterHandle() {
            return false;
        }

        private static boolean isOfKafka(Exception thrown) {
            return thrown instanceof KafkaException || thrown.getCause() instanceof KafkaException;
        }
    }
}
