package b3.stack.verify;

import b3.schema.Dataset;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.document.RawScrape;
import b3.stack.access.UsageException;
import b3.stack.verify.SharedFields.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What the topics say: for each key the last message of its dataset's topic, and every step of its history. Of a message a
 * digest is kept instead of its record.
 */
final class TopicContents implements AutoCloseable {

    /**
     * The last message of a key.
     *
     * @param revision the place of the message in the key's history; null if the message cannot be read
     * @param session the session
     * @param rows how many rows the table has for it; 0 if the key has no current row
     * @param knownAt when its document was first fetched, UTC, to the microsecond; null if the key has no current row
     * @param document SHA-256 of its document; null if the key has no current row
     * @param figures the digest of what the API has to answer
     * @param offset the place of the message in the topic
     * @param fault why the message cannot be read; null if it can
     */
    record LastMessage(
            @Nullable Revision revision,
            LocalDate session,
            int rows,
            @Nullable Instant knownAt,
            @Nullable String document,
            Digest figures,
            long offset,
            @Nullable String fault) {

        /** Returns whether the key has a current row. */
        boolean isCurrent() {
            return rows > 0;
        }

        /** Returns the moment of the key. */
        Instant ts() {
            return revision == null ? Instant.EPOCH : revision.ts();
        }
    }

    /** What the topics say about one dataset: the last message of each key, and for each step of a key its last revision. */
    static final class DatasetContents {
        final Map<String, LastMessage> byKey = new HashMap<>();
        final Map<String, Map<Instant, Long>> steps = new HashMap<>();

        /** Whether the topic still has every message, so that a key that is not in it never existed. */
        boolean complete = true;
    }

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final Map<String, Object> settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Dataset<?>> byTopic = new HashMap<>();
    private final Map<Dataset<?>, DatasetContents> contents = new HashMap<>();
    private final Map<Dataset<?>, SharedFields> fields;
    private final Sessions sessions;
    private final Map<String, String> documents = new HashMap<>();

    /**
     * A reader at the beginning of the topics.
     *
     * @param fields the datasets, and which of their fields count
     * @param sessions the sessions that count
     */
    TopicContents(Map<String, Object> kafka, Map<Dataset<?>, SharedFields> fields, Sessions sessions) {
        this.settings = new HashMap<>(kafka);
        this.fields = fields;
        this.sessions = sessions;
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        consumer = consumer();
        List<TopicPartition> partitions = new ArrayList<>(List.of(new TopicPartition(Topic.HISTORY, 0)));
        for (Dataset<?> dataset : fields.keySet()) {
            partitions.add(new TopicPartition(dataset.topic(), 0));
            byTopic.put(dataset.topic(), dataset);
            contents.put(dataset, new DatasetContents());
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        consumer.beginningOffsets(partitions).forEach((partition, first) -> {
            boolean whole = first == 0;
            contents.forEach((dataset, its) -> its.complete &=
                    whole || !List.of(dataset.topic(), Topic.HISTORY).contains(partition.topic()));
        });
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads from where the reader is to the present end of the topics. */
    void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Instant lastCame = Instant.now();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                take(message);
                lastCame = Instant.now();
            }
            if (lastCame.plus(LONGEST_SILENCE).isBefore(Instant.now())) {
                throw new UsageException("the Kafka broker no longer answers");
            }
        }
    }

    DatasetContents contents(Dataset<?> dataset) {
        return Objects.requireNonNull(contents.get(dataset));
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        boolean history = message.topic().equals(Topic.HISTORY);
        String topic = history ? String.valueOf(RawScrape.get(message.headers(), "ce_type")) : message.topic();
        Dataset<?> dataset = byTopic.get(topic);
        if (dataset == null || message.key() == null) {
            return;
        }
        LocalDate session = LocalDate.parse(String.valueOf(RawScrape.get(message.headers(), "ce_subject")));
        if (!sessions.test(session)) {
            return;
        }
        String name = new String(message.key(), StandardCharsets.UTF_8);
        String key = history ? name.substring(dataset.historyKey("").length()) : name;
        DatasetContents its = contents(dataset);
        LastMessage last = read(dataset, session, message);
        if (last.revision() != null) {
            its.steps
                    .computeIfAbsent(key, first -> new TreeMap<>())
                    .merge(last.revision().standsFrom(), last.revision().number(), Math::max);
        }
        if (!history) {
            its.byKey.put(key, last);
        }
    }

    private LastMessage read(Dataset<?> dataset, LocalDate session, ConsumerRecord<byte[], byte[]> message) {
        try {
            Revision revision = Revision.read(message.headers());
            if (message.value() == null) {
                return new LastMessage(revision, session, 0, null, null, Digest.NONE, message.offset(), null);
            }
            MarketRecord record = Json.read(message.value(), dataset.type());
            Digest figures = Digest.NONE;
            if (!message.topic().equals(Topic.HISTORY)) {
                for (SortedMap<String, String> row : rows(dataset, message.value(), revision.ts())) {
                    figures = figures.plus(row);
                }
            }
            String document = record.provenance().document();
            return new LastMessage(
                    revision,
                    session,
                    record.rows(),
                    record.provenance().knownAt(),
                    documents.computeIfAbsent(document, same -> same),
                    figures,
                    message.offset(),
                    null);
        } catch (IllegalArgumentException | JacksonException e) {
            return new LastMessage(null, session, 0, null, null, Digest.NONE, message.offset(), e.getMessage());
        }
    }

    private List<SortedMap<String, String>> rows(Dataset<?> dataset, byte[] value, Instant ts) {
        return Objects.requireNonNull(fields.get(dataset)).ofRecord(Json.MAPPER.readTree(value), ts);
    }

    /** Reads once more a message that was read before, and returns its rows. */
    List<SortedMap<String, String>> rows(Dataset<?> dataset, LastMessage last) {
        TopicPartition partition = new TopicPartition(dataset.topic(), 0);
        try (KafkaConsumer<byte[], byte[]> again = consumer()) {
            again.assign(List.of(partition));
            again.seek(partition, last.offset());
            while (again.position(partition) <= last.offset()) {
                for (ConsumerRecord<byte[], byte[]> message : again.poll(Duration.ofMillis(200))) {
                    if (message.offset() == last.offset() && message.value() != null) {
                        return rows(dataset, message.value(), last.ts());
                    }
                }
            }
            return List.of();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
