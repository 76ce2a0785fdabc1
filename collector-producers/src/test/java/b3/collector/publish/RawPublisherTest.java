package b3.collector.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.Json;
import b3.schema.Provenance;
import b3.schema.document.RawScrape;
import b3.schema.jobs.Job;
import b3.schema.jobs.Job.Outcome;
import b3.schema.testing.RealKafka;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The publisher works against a real broker. */
class RawPublisherTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String FEED = "b3-price-report";
    private static final LocalDate SESSION = LocalDate.parse("2025-02-03");
    private static final Instant FETCHED_AT = Instant.parse("2025-02-03T21:30:00Z");

    private static RealKafka broker;
    private static RawPublisher publisher;

    @BeforeAll
    static void start() {
        broker = new RealKafka();
        publisher = new RawPublisher(kafka());
        assertThat(publisher.found(FEED, "")).as("also creates the topics").isEmpty();
    }

    @AfterAll
    static void stop() {
        publisher.close();
        broker.close();
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @Test
    void publishesTheBytesWithTheirHeaders() {
        RawScrape scrape = scrape("figures".getBytes(UTF_8));

        RecordMetadata raw = publisher.publish(scrape, Map.of(RawScrape.ACCEPT_LAYOUT_HEADER, "true"));

        ConsumerRecord<String, byte[]> read = read(raw.topic(), raw.offset());
        assertThat(raw.topic()).isEqualTo("b3.raw.b3-price-report.v1");
        assertThat(read.key()).isEqualTo("b3-price-report|2025-02-03");
        assertThat(read.value()).isEqualTo(scrape.bytes());
        assertThat(RawScrape.get(read.headers(), "ce_id")).isEqualTo(scrape.sha256());
        assertThat(RawScrape.get(read.headers(), "ce_time")).isEqualTo("2025-02-03T21:30:00Z");
        assertThat(RawScrape.get(read.headers(), "b3-accept-layout")).isEqualTo("true");
        RawScrape back = RawScrape.read(read.topic(), read.value(), read.headers());
        assertThat(back).usingRecursiveComparison().isEqualTo(scrape);
    }

    @Test
    void recordsAttemptsAndRemembersWhatWasFoundOfEachPart() {
        RawScrape scrape = scrape("first".getBytes(UTF_8));
        Job fetched = job(Outcome.FETCHED, scrape.sha256(), "2025-02-03T21:30:00Z");
        Job failed = job(Outcome.FAILED, null, "2025-02-03T22:00:00Z");

        publisher.publish(fetched, scrape);
        publisher.publish(failed, null);

        assertThat(publisher.found(FEED, "")).containsExactly(Map.entry(SESSION, fetched));
        assertThat(publisher.found("another-feed", "")).isEmpty();
        ConsumerRecord<String, byte[]> read = read("b3.jobs.v1", 0);
        assertThat(read.key()).isEqualTo(fetched.businessKey());
        assertThat(Json.read(read.value(), Job.class)).isEqualTo(fetched);
        assertThat(RawScrape.get(read.headers(), "ce_type")).isEqualTo("b3.jobs.v1");
        assertThat(RawScrape.get(read.headers(), "ce_id")).isEqualTo(fetched.businessKey());
        assertThat(RawScrape.get(read.headers(), "ce_subject")).isEqualTo("2025-02-03");
        assertThat(RawScrape.get(read.headers(), "b3-raw")).startsWith("b3.raw.b3-price-report.v1/0/");
        assertThat(RawScrape.get(read("b3.jobs.v1", 1).headers(), "b3-raw")).isNull();

        for (String part : List.of("DOL", "IND")) {
            publisher.publish(
                    new Job(
                            "b3-derivative-quotation",
                            part,
                            SESSION,
                            FETCHED_AT,
                            Outcome.UNCHANGED,
                            200,
                            null,
                            part,
                            12,
                            1,
                            null,
                            null,
                            new Provenance("b3-derivative-quotation", FETCHED_AT, part)),
                    null);
        }

        assertThat(publisher.found("b3-derivative-quotation", "IND").get(SESSION))
                .extracting(Job::sha256)
                .isEqualTo("IND");
        assertThat(publisher.found("b3-derivative-quotation", "")).isEmpty();
        assertThat(publisher.found("b3-derivative-quotation", "DI1")).isEmpty();
    }

    @Test
    void carriesAVeryLargeDocumentThatCompresses() {
        byte[] large = new byte[120 * MEGABYTE];
        byte[] line = "<TckrSymb>DI1F27</TckrSymb><AdjstdQt>96230.69</AdjstdQt>\n".getBytes(UTF_8);
        for (int at = 0; at < large.length; at += line.length) {
            System.arraycopy(line, 0, large, at, Math.min(line.length, large.length - at));
        }
        RecordMetadata raw = publisher.publish(scrape(large));

        assertThat(Arrays.equals(read(raw.topic(), raw.offset()).value(), large))
                .isTrue();
    }

    @Test
    void refusesADocumentThatDoesNotCompressEnough() {
        byte[] noise = new byte[40 * MEGABYTE];
        new Random(1).nextBytes(noise);

        assertThatThrownBy(() -> publisher.publish(scrape(noise)))
                .isInstanceOf(DocumentTooLargeException.class)
                .hasMessage("expected a document of at most 33554432 bytes once compressed, saw more"
                        + " (41943040 bytes as served)");
        RecordMetadata next = publisher.publish(scrape("small".getBytes(UTF_8)));
        assertThat(read(next.topic(), next.offset()).value()).isEqualTo("small".getBytes(UTF_8));
    }

    @Test
    void carriesTheLargestDocumentThatDoesNotCompress() {
        byte[] noise = new byte[32 * MEGABYTE];
        new Random(2).nextBytes(noise);

        RecordMetadata raw = publisher.publish(scrape(noise));

        assertThat(Arrays.equals(read(raw.topic(), raw.offset()).value(), noise))
                .isTrue();
    }

    @Test
    void refusesADocumentThatIsTooLargeAsServed() {
        assertThatThrownBy(() -> publisher.publish(scrape(new byte[128 * MEGABYTE + 1])))
                .isInstanceOf(DocumentTooLargeException.class)
                .hasMessage("expected a document of at most 134217728 bytes, saw 134217729");
    }

    @Test
    void aBrokerThatIsAwayIsAnOutage() {
        Map<String, Object> nowhere = Map.of(
                "bootstrap.servers", "localhost:1",
                "max.block.ms", 200,
                "default.api.timeout.ms", 400,
                "request.timeout.ms", 300,
                "delivery.timeout.ms", 500);
        try (RawPublisher lonely = new RawPublisher(nowhere)) {
            assertThatThrownBy(() -> lonely.publish(scrape(new byte[1]))).isInstanceOf(KafkaException.class);
            assertThatThrownBy(() -> lonely.found(FEED, "")).isInstanceOf(RuntimeException.class);
        }
    }

    private static RawScrape scrape(byte[] bytes) {
        return new RawScrape(FEED, SESSION, bytes, "application/zip", "https://www.b3.com.br/x", FETCHED_AT, 200);
    }

    private static Job job(Outcome outcome, @Nullable String sha256, String startedAt) {
        Instant start = Instant.parse(startedAt);
        return new Job(
                FEED,
                null,
                SESSION,
                start,
                outcome,
                200,
                null,
                sha256,
                12,
                1,
                null,
                null,
                new Provenance(FEED, start, sha256 == null ? "" : sha256));
    }

    private static ConsumerRecord<String, byte[]> read(String topic, long offset) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            ConsumerRecords<String, byte[]> records = Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> consumer.poll(Duration.ofSeconds(1)), polled -> !polled.isEmpty());
            return records.iterator().next();
        }
    }
}
