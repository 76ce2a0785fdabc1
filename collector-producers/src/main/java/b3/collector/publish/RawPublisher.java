package b3.collector.publish;

import static b3.schema.Topic.MAX_COMPRESSED_BYTES;
import static b3.schema.Topic.MAX_DOCUMENT_BYTES;

import b3.schema.CloudEvent;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.Topic;
import b3.schema.document.RawScrape;
import b3.schema.jobs.Job;
import b3.schema.jobs.Job.Outcome;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes documents and the records of attempts on Kafka. It is the only class of the collectors that knows Kafka. The
 * producer is idempotent, all replicas acknowledge, and messages are compressed with zstd.
 *
 * <p>Topics: {@code b3.raw.<feed>.v1} has the key {@code feed|session} or {@code feed|session|part}, and the bytes as served
 * for a value. {@code b3.jobs.v1} has the key of the attempt, which begins with the feed, and one {@link Job} as JSON for a
 * value. A crash between the two publishes the same document again after the restart; the stream processors take identical
 * documents once.
 *
 * <p>One document is sent at a time, so that at most one large document is in the producer's memory. Thread-safe.
 */
public final class RawPublisher implements Publisher, AutoCloseable {

    private static final String JOBS = Datasets.JOBS.topic();
    private static final int ENVELOPE_BYTES = 1024 * 1024;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MAX_EMPTY_POLLS = 60;

    private final Map<String, Object> kafka;
    private final short replication;
    private final KafkaProducer<String, byte[]> producer;

    /**
     * A publisher to a broker whose topics exist.
     *
     * @param kafka {@code bootstrap.servers} and, where needed, how to authenticate
     */
    public RawPublisher(Map<String, Object> kafka) {
        this(kafka, (short) 1);
    }

    /**
     * A publisher.
     *
     * @param kafka {@code bootstrap.servers} and, where needed, how to authenticate
     * @param replication replication factor of a topic that has to be created
     */
    public RawPublisher(Map<String, Object> kafka, short replication) {
        this.kafka = Map.copyOf(kafka);
        this.replication = replication;
        Map<String, Object> settings = new HashMap<>(Map.of(
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "zstd",
                // The producer compares both limits with the size before compression.
                "max.request.size",
                MAX_DOCUMENT_BYTES + ENVELOPE_BYTES,
                "buffer.memory",
                (long) MAX_DOCUMENT_BYTES + 32 * ENVELOPE_BYTES,
                "request.timeout.ms",
                60_000,
                "delivery.timeout.ms",
                180_000));
        settings.putAll(kafka);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Publishes a document and returns once the broker has it.
     *
     * @return the place of the document in its topic
     * @throws DocumentTooLargeException if it is larger than the raw topics carry
     * @throws KafkaException if the broker cannot be reached or refuses
     */
    public RecordMetadata publish(RawScrape document) {
        return publish(document, Map.of());
    }

    /** Publishes a document with further headers, such as {@link RawScrape#ACCEPT_LAYOUT_HEADER}. */
    public synchronized RecordMetadata publish(RawScrape document, Map<String, String> headers) {
        check(document);
        ProducerRecord<String, byte[]> raw =
                new ProducerRecord<>("b3.raw." + document.feed() + ".v1", document.key(), document.bytes());
        document.writeTo(raw.headers());
        headers.forEach((name, value) -> RawScrape.put(raw.headers(), name, value));
        return send(raw);
    }

    @Override
    public void publish(Job job, @Nullable RawScrape document) {
        ProducerRecord<String, byte[]> attempt = new ProducerRecord<>(JOBS, job.businessKey(), Json.bytes(job));
        CloudEvent.ofJson(
                        job.businessKey(),
                        JOBS,
                        "/collectors/" + job.feed(),
                        job.provenance().knownAt().toString(),
                        job.session().toString())
                .writeTo(attempt.headers());
        if (document != null) {
            RecordMetadata raw = publish(document);
            String position = raw.topic() + "/" + raw.partition() + "/" + raw.offset();
            RawScrape.put(attempt.headers(), RawScrape.RAW_HEADER, position);
        }
        send(attempt);
    }

    /** {@inheritDoc} Creates the topics that do not exist yet. */
    @Override
    public Map<LocalDate, Job> found(String feed, String product) {
        try (Admin admin = Admin.create(kafka)) {
            Topic.createMissing(admin, replication);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        Map<LocalDate, Job> found = new HashMap<>();
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> jobs =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> topic = List.of(new TopicPartition(JOBS, 0));
            jobs.assign(topic);
            jobs.seekToBeginning(topic);
            long end = jobs.endOffsets(topic).values().iterator().next();
            for (int empty = 0; jobs.position(topic.get(0)) < end; ) {
                var records = jobs.poll(POLL);
                empty = records.isEmpty() ? empty + 1 : 0;
                if (empty == MAX_EMPTY_POLLS) {
                    throw new KafkaException("cannot read " + JOBS + " up to offset " + end);
                }
                for (ConsumerRecord<String, byte[]> each : records) {
                    if (each.key().startsWith(feed + "|")) {
                        Job job = Json.read(each.value(), Job.class);
                        boolean finds = job.outcome() == Outcome.FETCHED || job.outcome() == Outcome.UNCHANGED;
                        if (finds && product.equals(Objects.requireNonNullElse(job.part(), ""))) {
                            found.put(job.session(), job);
                        }
                    }
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> toSend) {
        try {
            return producer.send(toSend).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                throw new DocumentTooLargeException("the broker refuses " + toSend.value().length + " bytes on "
                        + toSend.topic() + "; the topic's setting max.message.bytes is the limit");
            }
            throw e.getCause() instanceof KafkaException outage ? outage : new KafkaException(e.getCause());
        }
    }

    private static void check(RawScrape document) {
        long served = document.bytes().length;
        if (served > MAX_DOCUMENT_BYTES) {
            throw new DocumentTooLargeException(
                    "expected a document of at most " + MAX_DOCUMENT_BYTES + " bytes, saw " + served);
        }
        // A broker hangs up on a request that is far too large instead of refusing it, so the size is checked before
        // sending.
        if (served > MAX_COMPRESSED_BYTES && compressedSize(document.bytes()) > MAX_COMPRESSED_BYTES) {
            throw new DocumentTooLargeException("expected a document of at most " + MAX_COMPRESSED_BYTES
                    + " bytes once compressed, saw more (" + served + " bytes as served)");
        }
    }

    private static long compressedSize(byte[] bytes) {
        CountingStream counted = new CountingStream();
        try (ZstdOutputStream compressed = new ZstdOutputStream(counted)) {
            compressed.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return counted.count;
    }

    private static final class CountingStream extends OutputStream {
        private long count;

        @Override
        public void write(int octet) {
            count++;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            count += length;
        }
    }
}
