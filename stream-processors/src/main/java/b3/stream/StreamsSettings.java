package b3.stream;

import b3.schema.Topic;
import b3.stream.running.BoundedRocksDb;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/** Settings of one Kafka Streams application: exactly once, and few large documents in memory at once. */
final class StreamsSettings {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LARGEST_CHANGE = Topic.MAX_COMPRESSED_BYTES + MEBIBYTE;
    private static final int SESSION_MILLIS = 10_000;
    private static final int TRANSACTION_MILLIS = 120_000;

    private StreamsSettings() {}

    static Properties of(ProcessorConfig config, String processor) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "b3-" + processor);
        settings.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) config.kafka().replication());
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.stateDir().toAbsolutePath().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        // the changelog of a store has to accept every message that the store accepts
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Integer.toString(LARGEST_CHANGE));
        // a document with an invalid timestamp is processed all the same
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, UsePartitionTimeOnInvalidTimestamp.class);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 1);
        consumer(settings, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer(settings, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // a batch that is larger than this is fetched too, but alone
        consumer(settings, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MEBIBYTE);
        consumer(settings, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MEBIBYTE);
        // after a crash the next start waits this long for the lost one
        consumer(settings, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        // a dead letter is as large as its document
        producer(settings, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_DOCUMENT_BYTES + MEBIBYTE);
        producer(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, Topic.MAX_DOCUMENT_BYTES + 32 * MEBIBYTE);
        producer(settings, ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        producer(settings, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        settings.putAll(config.kafka().clientSettings());
        return settings;
    }

    private static void consumer(Properties settings, String name, Object value) {
        settings.put(StreamsConfig.mainConsumerPrefix(name), value);
    }

    private static void producer(Properties settings, String name, Object value) {
        settings.put(StreamsConfig.producerPrefix(name), value);
    }
}
