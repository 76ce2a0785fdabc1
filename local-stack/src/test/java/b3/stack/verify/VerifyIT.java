package b3.stack.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.stack.PriceReports;
import b3.stack.RunningStack;
import b3.stack.up.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command compares tables and answers with the topics, on a system that is at work. */
class VerifyIT {

    private static final String KEY = "DOL|J24|2024-03-06";

    @TempDir
    static Path dir;

    private static RunningStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = new RunningStack(dir.resolve("data"));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    for (Dataset<?> dataset : Datasets.ALL) {
                        if (!dataset.keyColumns().isEmpty()) {
                            assertThat(stack.rows(dataset.path()))
                                    .as(dataset.name())
                                    .isNotEmpty();
                        }
                    }
                });
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void everythingIsEqualWhileTheSystemIsAtWork() {
        RunningStack.Ended ended = stack.run("verify");

        assertThat(ended.exitCode()).as(ended + "").isZero();
        assertThat(ended.lines())
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(line.path("differences").asInt()).isZero())
                .allSatisfy(line -> assertThat(line.path("rows").asInt()).isPositive());
    }

    @Test
    void whatWasChangedBehindItsBackIsNamedUntilItIsMended() throws Exception {
        stack.run(
                "import",
                "b3-price-report",
                PriceReports.write(dir, "2024-03-06", "4950.25", "before").toString(),
                "--known-at",
                "2024-03-06T22:00:00Z");
        stack.run(
                "import",
                "b3-price-report",
                PriceReports.write(dir, "2024-03-06", "4951.75", "corrected").toString(),
                "--known-at",
                "2024-03-07T22:00:00Z");
        execute("create table saved as (select * from b3_adjustments_log where ts in '2024-03')");
        assertThat(verify().exitCode()).isZero();

        execute(
                "insert into b3_adjustments_log (ts, instrument, contract_month, unit, status, price_settlement, source,"
                        + " reader, document, known_at, stands_from, revision, withdrawn)"
                        + " select ts, instrument, contract_month, unit, status, 1.5, source, reader, document, known_at,"
                        + " stands_from, revision + 1, false from b3_adjustments where instrument = 'DOL' and ts in '2024-03'");
        await().untilAsserted(() -> {
            RunningStack.Ended ended = verify();
            assertThat(ended.exitCode()).isEqualTo(1);
            JsonNode difference = ended.lines().get(1);
            assertThat(difference.path("key").asString()).isEqualTo(KEY);
            assertThat(difference.path("topic").asString()).startsWith("revision ");
            assertThat(difference.path("table").asString()).startsWith("revision ");
            assertThat(difference.path("api").asString()).contains("priceSettlement 1.5 where the topic says 4951.75");
        });

        execute("alter table b3_adjustments_log drop partition list '2024-03'");
        await().untilAsserted(() -> {
            RunningStack.Ended ended = verify();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.lines().get(0).path("differences").asInt()).isEqualTo(2);
            assertThat(ended.lines().get(1).path("table").asString()).isEqualTo("nothing");
        });

        execute("insert into b3_adjustments_log select * from saved where known_at > '2024-03-07'");
        await().untilAsserted(() -> {
            RunningStack.Ended ended = verify();
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.lines().get(1).path("table").asString()).startsWith("other steps: ");
            assertThat(ended.lines().get(1).path("api").asString()).isEqualTo("the same");
        });

        execute("insert into b3_adjustments_log select * from saved");
        await().untilAsserted(() -> assertThat(verify().exitCode()).isZero());
    }

    @Test
    void wrongUsageIsOneClearLine() {
        assertThat(stack.run("verify", "--dataset", "prices").errors()).contains("adjustments");
        assertThat(stack.run("verify", "--dataset", "prices").exitCode()).isEqualTo(2);
        assertThat(stack.run("verify", "--session", "March").exitCode()).isEqualTo(2);
        assertThat(stack.run("verify", "--api", "http://127.0.0.1:" + Ports.free())
                        .exitCode())
                .isEqualTo(2);
        assertThat(stack.run("verify", "--bootstrap-servers", "127.0.0.1:" + Ports.free())
                        .exitCode())
                .isEqualTo(2);
    }

    private static RunningStack.Ended verify() {
        return stack.run("verify", "--dataset", "adjustments", "--session", "2024-03-01..2024-03-31");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.options.jdbcUrl(), "admin", "quest");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
