package b3.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Provenance;
import b3.schema.gammaprofile.GammaProfile;
import b3.schema.testing.RealQuestDb;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What a topic keeps is what the tables are built from: a back-fill may wait for a sink that is stopped. */
class KeptIT {

    private static final LocalDate FIRST = LocalDate.of(2015, 1, 2);
    private static final int SESSIONS = 250;
    private static final String AGED = "aged";
    private static final String COMPACTED = "compacted";

    private static final Map<String, String> RESTLESS_BROKER = Map.of(
            "log.initial.task.delay.ms", "100",
            "log.retention.check.interval.ms", "100",
            "log.cleaner.backoff.ms", "100");

    @Test
    void aBackFillOfOldSessionsOutlivesRetentionAndCleanerUntilTheSinkStarts(@TempDir Path directory)
            throws ExecutionException, InterruptedException {
        try (RealQuestDb questDb = new RealQuestDb(directory);
                Pipeline pipeline = new Pipeline(questDb.httpPort(), questDb.pgPort(), RESTLESS_BROKER)) {
            createTopicsOfAnOlderBuild(pipeline);
            List<ProducerRecord<byte[], byte[]>> backFill = backFill();
            pipeline.send(backFill);
            pipeline.send(backFill); // what is known again
            pipeline.send(List.of(old(AGED, "aged"), old(COMPACTED, "same"), old(COMPACTED, "same")));

            await().until(() -> pipeline.read(AGED).isEmpty());
            await().until(() -> {
                pipeline.send(List.of(new ProducerRecord<>(COMPACTED, bytes("next"), bytes("next"))));
                return keys(pipeline, COMPACTED).filter("same"::equals).count() == 1;
            });

            try (ConfigurableApplicationContext sink = pipeline.sink(Map.of())) {
                await().untilAsserted(() -> {
                    assertThat(pipeline.query("select count() from b3_adjustments"))
                            .containsExactly(Integer.toString(SESSIONS));
                    assertThat(pipeline.query("select count() from b3_adjustments_log"))
                            .as("with the history")
                            .containsExactly(Integer.toString(2 * SESSIONS));
                    assertThat(pipeline.query("select count() from b3_gamma_profile"))
                            .containsExactly(Integer.toString(SESSIONS));
                });
                assertThat(sink.isActive()).isTrue();
            }
        }
    }

    /** Topics that age by the time of the session, and that keep the last message of a key: what they lose is gone. */
    private static void createTopicsOfAnOlderBuild(Pipeline pipeline) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.servers()))) {
            Map<String, String> aging = Map.of("retention.ms", "34560000000");
            Map<String, String> compacting =
                    Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.01");
            admin.createTopics(List.of(
                            new NewTopic(AGED, 1, (short) 1).configs(aging),
                            new NewTopic(COMPACTED, 1, (short) 1).configs(compacting)))
                    .all()
                    .get();
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> backFill() {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        IntStream.range(0, SESSIONS).mapToObj(FIRST::plusDays).forEach(session -> {
            Instant knownAt = session.atTime(22, 0).toInstant(ZoneOffset.UTC);
            var stands = Adjustments.of("OLD", "F27", session, 2, "b3-price-report", knownAt);
            var stood = Adjustments.of("OLD", "F27", session, 1, "b3-price-report", knownAt.minusSeconds(1));
            var profile = new GammaProfile(
                    "OLD",
                    "ALL",
                    "TOTAL",
                    session,
                    knownAt,
                    List.of(new GammaProfile.Point(1, 1, 1)),
                    new Provenance("computed", knownAt, "inputs"));
            Stream.of(Messages.of(stands), Messages.late(Messages.of(stood)), Messages.of(profile))
                    .map(message -> dated(message, knownAt))
                    .forEach(messages::add);
        });
        return messages;
    }

    private static ProducerRecord<byte[], byte[]> old(String topic, String key) {
        return dated(
                new ProducerRecord<>(topic, bytes(key), bytes(key)),
                FIRST.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static ProducerRecord<byte[], byte[]> dated(ProducerRecord<byte[], byte[]> message, Instant time) {
        return new ProducerRecord<>(
                message.topic(), null, time.toEpochMilli(), message.key(), message.value(), message.headers());
    }

    private static Stream<String> keys(Pipeline pipeline, String topic) {
        return pipeline.read(topic).stream().map(message -> new String(message.key(), UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
