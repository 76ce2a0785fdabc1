package b3.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A topic and the settings it is created with. Every topic has one partition: documents are few and large, one document
 * is one transaction, and everything about one key meets in one task (see the decision on partitions in the docs).
 *
 * @param name the topic
 * @param settings its topic-level configuration
 */
public record Topic(String name, Map<String, String> settings) {

    /** Largest document carried, as served. */
    public static final int MAX_DOCUMENT_BYTES = 128 * 1024 * 1024;

    /** Largest document carried, once compressed by the producer. */
    public static final int MAX_COMPRESSED_BYTES = 32 * 1024 * 1024;

    /** What could not be read while the rest of its document went on. */
    public static final String REJECTED = "b3.rejected.v1";

    /** Whole documents and records that nothing can take, with the original bytes and headers. */
    public static final String DEAD_LETTERS = "b3.dead-letters.v1";

    /** What each raw document yielded. */
    public static final String DOCUMENTS = "b3.documents.v1";

    /**
     * What stood at an earlier time of knowledge and became known late, for readers that answer for such a time. Of every
     * dataset: {@code ce_type} names the topic of the record. It never changes what stands.
     */
    public static final String HISTORY = "b3.history.v1";

    private static final String FOREVER = "-1";
    private static final String A_DAY = Long.toString(Duration.ofDays(1).toMillis());
    private static final String TIMESTAMP = "message.timestamp.type";
    private static final String WRITTEN = "LogAppendTime";
    private static final String LARGE = Integer.toString(MAX_COMPRESSED_BYTES + 1024 * 1024);

    /** Every topic of the system. */
    public static List<Topic> all() {
        List<Topic> topics = new ArrayList<>();
        Feeds.ALL.forEach(feed -> topics.add(new Topic(
                feed.rawTopic(),
                Map.of("retention.ms", FOREVER, "compression.type", "producer", "max.message.bytes", LARGE))));
        Datasets.ALL.forEach(dataset -> topics.add(new Topic(dataset.topic(), settings(dataset))));
        String month = Long.toString(Duration.ofDays(90).toMillis());
        topics.add(new Topic(HISTORY, kept(FOREVER)));
        topics.add(new Topic(REJECTED, Map.of("retention.ms", month, TIMESTAMP, WRITTEN)));
        topics.add(new Topic(DOCUMENTS, Map.of("retention.ms", FOREVER)));
        topics.add(new Topic(DEAD_LETTERS, Map.of("retention.ms", FOREVER, "max.message.bytes", LARGE)));
        return topics;
    }

    private static Map<String, String> settings(Dataset<?> dataset) {
        return switch (dataset.keeping()) {
            case FOR_EVER -> kept(FOREVER);
            case BY_TIME -> kept(Long.toString(Duration.ofDays(400).toMillis()));
            case A_DAY -> Map.of("retention.ms", A_DAY, "segment.ms", A_DAY, TIMESTAMP, WRITTEN);
        };
    }

    /** Nothing is compacted away, and age counts from the writing: a back-fill of old sessions is new here. */
    private static Map<String, String> kept(String millis) {
        return Map.of("retention.ms", millis, "max.message.bytes", LARGE, TIMESTAMP, WRITTEN);
    }

    /**
     * Creates the topics that do not exist yet; one that exists keeps its settings.
     *
     * @param replication replication factor of a topic that is created
     * @throws IllegalStateException if the topics were written by a build whose messages do not say what stands
     */
    public static void createMissing(Admin admin, short replication) throws InterruptedException {
        try {
            Set<String> existing = new HashSet<>(admin.listTopics().names().get());
            refuseOlderBuild(admin, existing);
            List<NewTopic> missing = all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), 1, replication).configs(topic.settings()))
                    .toList();
            for (var created : admin.createTopics(missing).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create topics: " + e.getCause(), e.getCause());
        }
    }

    /** An older build compacted its topics and let messages age by the exchange's time, so that history is missing. */
    private static void refuseOlderBuild(Admin admin, Set<String> existing)
            throws InterruptedException, ExecutionException {
        String topic = Datasets.ADJUSTMENTS.topic();
        if (!existing.contains(topic)) {
            return;
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String timestamps = Objects.requireNonNull(
                        admin.describeConfigs(List.of(resource)).all().get().get(resource), topic)
                .get(TIMESTAMP)
                .value();
        if (!WRITTEN.equals(timestamps)) {
            throw new IllegalStateException("the topics were written by an older build (" + topic + ": expected "
                    + TIMESTAMP + " " + WRITTEN + ", saw " + timestamps + "): start with an empty data directory, or"
                    + " delete every topic b3.* but b3.raw.*, the groups b3-* and the tables b3_*, and start again");
        }
    }

    /** Names of every topic. */
    public static Stream<String> names() {
        return all().stream().map(Topic::name);
    }
}
