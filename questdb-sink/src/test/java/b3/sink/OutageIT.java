package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** QuestDB in a process of its own, stopped, killed, emptied and changed behind the sink's back. */
class OutageIT {

    private static final String GROUP = "b3-questdb-sink";

    private static Path root;
    private static QuestDbProcess questDb;
    private static Pipeline pipeline;
    private static ConfigurableApplicationContext sink;

    @BeforeAll
    static void start(@TempDir Path directory) {
        root = directory.resolve("questdb");
        questDb = new QuestDbProcess(root);
        pipeline = new Pipeline(questDb.httpPort(), questDb.pgPort());
        sink = pipeline.sink(Map.of("b3.sink.max-poll-records", 200, "b3.kafka.properties.max.poll.interval.ms", 5000));
    }

    @AfterAll
    static void stop() {
        sink.close();
        pipeline.close();
        questDb.close();
    }

    @AfterEach
    void nothingWasDeadLettered() {
        assertThat(pipeline.read(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void rowsOfAStoppedDatabaseWaitAndArrive() throws ExecutionException, InterruptedException {
        pipeline.publish(Adjustments.many("OUT", 1000));
        await().until(() -> pipeline.count("instrument = 'OUT'") == 1000);
        await().until(() -> Pipeline.health(sink).getStatus().equals(Status.UP));
        String member = member();
        Map<String, Long> committed = pipeline.committed(GROUP);

        double before = outages();
        questDb.stop();
        pipeline.publish(Adjustments.many("OUT-LATE", 1000));

        await().untilAsserted(() -> {
            Health health = Pipeline.health(sink);
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsKeys("delivery", "questdb");
        });
        await().until(() -> outages() > before + 40); // far longer than max.poll.interval.ms
        assertThat(pipeline.committed(GROUP)).isEqualTo(committed);
        assertThat(member()).isEqualTo(member);

        questDb.start();

        await().until(() -> pipeline.count("instrument = 'OUT-LATE'") == 1000);
        await().until(() -> Pipeline.health(sink).getStatus().equals(Status.UP));
        long goal = committed.getOrDefault("b3.adjustments.v1", 0L) + 1000;
        await().until(() -> pipeline.committed(GROUP).containsValue(goal));
    }

    @Test
    void rowsThatWereBeingWrittenSurviveAKilledDatabase() {
        int count = 20_000;
        pipeline.publish(Adjustments.many("KIL", count));

        for (int kill = 1; kill <= 3; kill++) {
            long goal = count / 5L * kill;
            await().until(() -> pipeline.count("instrument = 'KIL'") >= goal);
            questDb.kill();
            questDb.start();
        }

        await().until(() -> pipeline.count("instrument = 'KIL'") == count);
        assertThat(pipeline.query("select sum(price_settlement) from b3_adjustments where instrument = 'KIL'"))
                .containsExactly(Double.toString(count * (count - 1.0) / 2 + 0.5 * count));
        await().until(() -> Pipeline.health(sink).getStatus().equals(Status.UP));
    }

    @Test
    void aDatabaseThatComesBackEmptyGetsItsTablesAgain() {
        pipeline.publish(Adjustments.many("EMP", 10));
        await().until(() -> pipeline.count("instrument = 'EMP'") == 10);
        questDb.stop();
        delete(root);
        questDb.start();

        await().until(() -> pipeline.count("instrument = 'EMP'") == 0);
        pipeline.publish(Adjustments.many("EMP", 10));
        pipeline.publish(Adjustments.many("EMP", 10));
        pipeline.publish(Adjustments.many("EMP-END", 1));

        await().until(() -> pipeline.count("instrument = 'EMP-END'") == 1);
        assertThat(pipeline.count("instrument = 'EMP'")).isEqualTo(10);
    }

    @Test
    void aColumnOfAnotherTypeIsNobodysDataAndHoldsTheRowsBack() {
        pipeline.publish(Adjustments.many("TYP", 10));
        await().until(() -> pipeline.count("instrument = 'TYP'") == 10);
        pipeline.execute("alter table b3_adjustments_log alter column document type long");
        await().until(() -> typeOfDocument().equals(List.of("LONG")));

        try {
            // a writer that still knows the old column takes rows for a moment, so they are sent until one is refused
            await().untilAsserted(() -> {
                pipeline.publish(Adjustments.many("TYP-LATE", 10));
                assertThat(Pipeline.health(sink).getDetails())
                        .extractingByKey("delivery")
                        .asString()
                        .contains("b3_adjustments_log", "document: expected VARCHAR, saw LONG");
            });
        } finally {
            pipeline.execute("alter table b3_adjustments_log alter column document type varchar");
        }

        await().until(() -> pipeline.count("instrument = 'TYP-LATE'") == 10);
        await().until(() -> Pipeline.health(sink).getStatus().equals(Status.UP));
    }

    @Test
    void aSinkThatIsThereBeforeTheDatabaseWaitsForIt() {
        questDb.stop();
        try (ConfigurableApplicationContext early = pipeline.sink(Map.of("b3.sink.group", "early"))) {
            await().until(() -> Pipeline.health(early).getDetails().containsKey("questdb"));
            pipeline.publish(List.of(Adjustments.of("EAR", "F27", Adjustments.SESSION, 1)));
            questDb.start();

            await().until(() -> pipeline.count("instrument = 'EAR'") == 1);
            await().until(() -> Pipeline.health(early).getStatus().equals(Status.UP));
        }
    }

    private static List<String> typeOfDocument() {
        return pipeline.query("select type from table_columns('b3_adjustments_log') where \"column\" = 'document'");
    }

    private static double outages() {
        return sink.getBean(io.micrometer.core.instrument.MeterRegistry.class)
                .counter("b3.sink.outages")
                .count();
    }

    private static String member() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.servers()))) {
            return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .map(MemberDescription::consumerId)
                    .toList()
                    .toString();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
