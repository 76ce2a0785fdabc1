package b3.sink;

import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Topic;
import b3.schema.testing.RealKafka;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;

/** A real broker with the system's topics, and sinks between it and a database. */
final class Pipeline implements AutoCloseable {

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(5));
    }

    private final RealKafka broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final int httpPort;
    private final int pgPort;

    Pipeline(int httpPort, int pgPort) {
        this(httpPort, pgPort, Map.of());
    }

    /** The same with further settings of the broker. */
    Pipeline(int httpPort, int pgPort, Map<String, String> settings) {
        this.httpPort = httpPort;
        this.pgPort = pgPort;
        broker = new RealKafka(settings);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            Topic.createMissing(admin, (short) 1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        producer = new KafkaProducer<>(
                // a broker that has just started may hand out one producer id twice
                Map.of("bootstrap.servers", servers(), "enable.idempotence", "false"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    String servers() {
        return broker.bootstrapServers();
    }

    /** A sink in this JVM, quick to retry and to look. */
    ConfigurableApplicationContext sink(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "b3.kafka.bootstrap-servers",
                servers(),
                "b3.questdb.http",
                "127.0.0.1:" + httpPort,
                "b3.questdb.pg",
                "127.0.0.1:" + pgPort,
                "b3.sink.retry-initial",
                "20ms",
                "b3.sink.retry-max",
                "200ms",
                "b3.sink.check-interval",
                "100ms"));
        all.putAll(settings);
        return SinkApplication.start(all);
    }

    static Health health(ConfigurableApplicationContext sink) {
        return sink.getBean(SinkHealth.class).health();
    }

    /** Publishes the records and returns when the broker has them. */
    void publish(List<? extends MarketRecord> records) {
        send(records.stream().map(Messages::of).toList());
    }

    void send(List<ProducerRecord<byte[], byte[]>> messages) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        messages.forEach(message -> sent.add(producer.send(message)));
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Everything on a topic. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    /** What the group has committed, by topic. */
    Map<String, Long> committed(String group) throws ExecutionException, InterruptedException {
        Map<String, Long> offsets = new HashMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition.topic(), offset.offset()));
        }
        return offsets;
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(Topic.DEAD_LETTERS);
    }

    List<String> deadLettersAbout(String text) {
        return deadLetters().stream()
                .filter(letter -> Json.utf8(letter.key()).contains(text)
                        || (letter.value() != null && Json.utf8(letter.value()).contains(text)))
                .map(letter -> StreamSupport.stream(letter.headers().spliterator(), false)
                        .map(header -> header.key() + "=" + Json.utf8(header.value()))
                        .toList()
                        .toString())
                .toList();
    }

    /** Rows of a query, columns joined by a blank; no rows while the database cannot answer. */
    List<String> query(String sql) {
        try (Connection connection = connect()) {
            return rows(connection, sql);
        } catch (SQLException e) {
            return List.of();
        }
    }

    /** Rows of a query, columns joined by a blank. */
    static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : " ").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    long count(String where) {
        List<String> count = query("select count() from b3_adjustments_log where " + where);
        return count.isEmpty() ? -1 : Long.parseLong(count.get(0));
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + pgPort + "/qdb", "admin", "quest");
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
