package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Topic;
import b3.schema.testing.RealQuestDb;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** Several sinks of one group, coming and going while rows flow. */
class RebalanceIT {

    private static final Map<String, Object> SMALL_BATCHES = Map.of("b3.sink.max-poll-records", 100);

    @Test
    void nothingIsLostOrSkippedWhileMembersComeAndGo(@TempDir Path directory) {
        try (RealQuestDb questDb = new RealQuestDb(directory);
                Pipeline pipeline = new Pipeline(questDb.httpPort(), questDb.pgPort())) {
            pipeline.publish(Adjustments.many("ONE", 10_000));
            try (ConfigurableApplicationContext first = pipeline.sink(SMALL_BATCHES)) {
                assertThat(first.isActive()).isTrue();
                await().until(() -> pipeline.count("instrument = 'ONE'") > 500);
                try (ConfigurableApplicationContext second = pipeline.sink(SMALL_BATCHES)) {
                    assertThat(second.isActive()).isTrue();
                    pipeline.publish(Adjustments.many("TWO", 5000));
                    await().until(() -> pipeline.count("instrument = 'TWO'") > 500);
                    assertThat(SpringApplication.exit(first)).isZero();
                    pipeline.publish(Adjustments.many("THREE", 5000));
                    await().until(() -> pipeline.count("instrument = 'THREE'") > 500);
                }
            }
            pipeline.publish(Adjustments.many("FOUR", 1000));
            try (ConfigurableApplicationContext third = pipeline.sink(Map.of())) {
                assertThat(third.isActive()).isTrue();
                await().until(() -> pipeline.count("instrument = 'FOUR'") == 1000);
            }
            assertThat(pipeline.query("select instrument, count() from b3_adjustments_log order by instrument"))
                    .containsExactly("FOUR 1000", "ONE 10000", "THREE 5000", "TWO 5000");
            assertThat(pipeline.read(Topic.DEAD_LETTERS)).isEmpty();
        }
    }

    @Test
    void aMemberThatIsThrownOutOfItsGroupComesBackAndGoesOn(@TempDir Path directory)
            throws ExecutionException, InterruptedException {
        try (RealQuestDb questDb = new RealQuestDb(directory);
                Pipeline pipeline = new Pipeline(questDb.httpPort(), questDb.pgPort());
                Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.servers()));
                ConfigurableApplicationContext sink = pipeline.sink(SMALL_BATCHES)) {
            pipeline.publish(Adjustments.many("OUT", 10_000));
            for (int removal = 1; removal <= 3; removal++) {
                long goal = 2000L * removal;
                await().until(() -> pipeline.count("instrument = 'OUT'") >= goal);
                admin.removeMembersFromConsumerGroup("b3-questdb-sink", new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }

            await().until(() -> pipeline.count("instrument = 'OUT'") == 10_000);
            await().until(() -> Pipeline.health(sink).getStatus().equals(Status.UP));
            await().until(() -> pipeline.committed("b3-questdb-sink").containsValue(10_000L));
        }
    }
}
