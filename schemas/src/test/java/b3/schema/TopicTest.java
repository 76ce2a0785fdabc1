package b3.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import b3.schema.testing.RealKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicTest {

    private static final RealKafka BROKER = new RealKafka();
    private static final short ONE_REPLICA = 1;
    private static final String RETENTION = "retention.ms";
    private static final String TIMESTAMP = "message.timestamp.type";

    @BeforeAll
    static void start() throws InterruptedException {
        try (Admin admin = admin()) {
            Topic.createMissing(admin, ONE_REPLICA);
        }
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void everyNameIsOneTopic() {
        assertThat(Topic.names())
                .doesNotHaveDuplicates()
                .contains("b3.raw.b3-price-report.v1", "b3.adjustments.v1", Topic.REJECTED)
                .allMatch(name -> name.matches("b3\\.(raw\\.)?[a-z0-9-]+\\.v1"));
    }

    @Test
    void createsEveryTopicWithOnePartitionAndItsSettings() throws Exception {
        try (Admin admin = admin()) {
            Map<String, TopicDescription> created =
                    admin.describeTopics(Topic.names().toList()).allTopicNames().get();
            assertThat(created.values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(1));
            for (Topic topic : Topic.all()) {
                assertThat(settings(admin, topic.name())).containsAllEntriesOf(topic.settings());
            }
        }
    }

    @Test
    void createsWhatIsMissingAndKeepsTheSettingsOfWhatExists() throws Exception {
        try (Admin admin = admin()) {
            set(admin, Topic.DOCUMENTS, RETENTION, "31536000000");
            admin.deleteTopics(List.of(Datasets.JOBS.topic())).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(Datasets.JOBS.topic()));

            Topic.createMissing(admin, ONE_REPLICA);

            await().until(() -> admin.listTopics().names().get().contains(Datasets.JOBS.topic()));
            assertThat(settings(admin, Topic.DOCUMENTS)).containsEntry(RETENTION, "31536000000");
            set(admin, Topic.DOCUMENTS, RETENTION, "-1");
        }
    }

    @Test
    void agesByTheTimeOfWritingAndCompactsNothing() {
        Set<String> raw = Feeds.ALL.stream().map(Feed::rawTopic).collect(Collectors.toSet());
        assertThat(Topic.all())
                .allSatisfy(topic -> assertThat(topic.settings()).doesNotContainKey("cleanup.policy"))
                .filteredOn(
                        topic -> !List.of(Topic.DOCUMENTS, Topic.DEAD_LETTERS).contains(topic.name())
                                && !raw.contains(topic.name()))
                .allSatisfy(
                        topic -> assertThat(topic.settings()).containsEntry("message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void refusesTheTopicsOfAnOlderBuildAndSaysWhatToDo() throws Exception {
        try (Admin admin = admin()) {
            set(admin, Datasets.ADJUSTMENTS.topic(), TIMESTAMP, "CreateTime");

            assertThatThrownBy(() -> Topic.createMissing(admin, ONE_REPLICA))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "b3.adjustments.v1: expected message.timestamp.type LogAppendTime, saw CreateTime")
                    .hasMessageContaining("start with an empty data directory")
                    .message()
                    .doesNotContain("\n");

            set(admin, Datasets.ADJUSTMENTS.topic(), TIMESTAMP, "LogAppendTime");
            Topic.createMissing(admin, ONE_REPLICA);
        }
    }

    @Test
    void carriesADocumentOf32MebibytesAfterCompression() throws Exception {
        byte[] document = noise(Topic.MAX_COMPRESSED_BYTES);
        String topic = Feeds.PRICE_REPORT.rawTopic();

        send(topic, document);

        assertThat(last(topic)).isEqualTo(document);
    }

    @Test
    void carriesADocumentOf128MebibytesOfText() throws Exception {
        byte[] document = new byte[Topic.MAX_DOCUMENT_BYTES];
        for (int i = 0; i < document.length; i++) {
            document[i] = (byte) ('0' + i % 7);
        }
        String topic = Feeds.SETTLEMENT_PAGE.rawTopic();

        send(topic, document);

        assertThat(last(topic)).isEqualTo(document);
    }

    @Test
    void refusesALargerOneAtOnce() {
        byte[] document = noise(Topic.MAX_COMPRESSED_BYTES + 2 * 1024 * 1024);
        assertThatThrownBy(() -> send(Topic.DEAD_LETTERS, document)).hasCauseInstanceOf(RecordTooLargeException.class);
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.bootstrapServers()));
    }

    private static Map<String, String> settings(Admin admin, String topic)
            throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next();
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private static void set(Admin admin, String topic, String setting, String value)
            throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        await().until(() -> settings(admin, topic).get(setting), value::equals);
    }

    private static void send(String topic, byte[] document) throws InterruptedException, ExecutionException {
        int room = Topic.MAX_DOCUMENT_BYTES + 1024 * 1024;
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                BROKER.bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                room,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                (long) room);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, document)).get();
        }
    }

    private static byte[] last(String topic) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next().value();
        }
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
