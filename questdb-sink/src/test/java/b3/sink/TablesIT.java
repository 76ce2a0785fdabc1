package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import b3.program.QuestDbSettings;
import b3.schema.Datasets;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.Reason;
import b3.schema.testing.RealQuestDb;
import b3.sink.questdb.Ilp;
import b3.sink.questdb.Message;
import b3.sink.questdb.OutageException;
import b3.sink.questdb.Refusal;
import b3.sink.questdb.Row;
import b3.sink.questdb.TableCreator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.health.contributor.Status;

/** What the sink does to, and sees of, the tables of a real QuestDB, which asks for a login. */
class TablesIT {

    private static final String LOG = "b3_adjustments_log";

    private static RealQuestDb questDb;
    private static PGSimpleDataSource database;

    private final MovingClock clock = new MovingClock(Instant.parse("2025-01-02T03:04:05Z"));
    private final SinkHealth health = new SinkHealth(clock);

    @BeforeAll
    static void start(@TempDir Path directory) {
        questDb = new RealQuestDb(
                directory,
                Map.of("QDB_DEV_MODE_ENABLED", "true", "QDB_HTTP_USER", "writer", "QDB_HTTP_PASSWORD", "secret"));
        database = new PGSimpleDataSource();
        database.setUrl(questDb.jdbcUrl());
        database.setUser("admin");
        database.setPassword("quest");
    }

    @AfterAll
    static void stop() {
        questDb.close();
    }

    @BeforeEach
    void dropTables() throws SQLException {
        execute("drop view if exists b3_adjustments");
        execute("drop table if exists " + LOG);
    }

    @Test
    void createsWhatTheSqlSaysAndRepeatsWithoutHarm() throws SQLException {
        creator(Map.of()).ensure();
        creator(Map.of()).ensure();

        Map<String, String> expected = new TreeMap<>();
        Datasets.ADJUSTMENTS
                .stored()
                .forEach(column ->
                        expected.put(column.name(), column.kind().sql().toUpperCase(Locale.ROOT)));
        assertThat(columns(LOG)).isEqualTo(expected);
        expected.remove("withdrawn");
        assertThat(columns("b3_adjustments")).isEqualTo(expected);
        assertThat(query("select dedup, walEnabled, partitionBy from tables() where table_name = '" + LOG + "'"))
                .containsExactly("t t MONTH");
    }

    @Test
    void addsMissingColumnsDedupKeysAndTheNewView() throws SQLException {
        execute("create table " + LOG + " (ts timestamp, instrument symbol, extra int) timestamp(ts)"
                + " partition by month wal");
        execute("create view b3_adjustments as (select ts from " + LOG + ")");

        await().ignoreExceptions().untilAsserted(() -> creator(Map.of()).ensure());

        assertThat(columns(LOG)).containsEntry("extra", "INT").containsEntry("price_settlement", "DOUBLE");
        assertThat(columns("b3_adjustments")).containsEntry("open_interest", "LONG");
        await().untilAsserted(() -> assertThat(query(
                        "select \"column\" from table_columns('" + LOG + "') where upsertKey order by \"column\""))
                .containsExactly("contract_month", "instrument", "revision", "ts"));
    }

    @Test
    void refusesATableOfAnOlderBuildAndSaysWhatToDo() throws SQLException {
        execute("create table " + LOG + " (ts timestamp, instrument symbol, source_rank int) timestamp(ts)"
                + " partition by month wal");

        assertThatThrownBy(() -> creator(Map.of()).ensure())
                .isInstanceOf(OutageException.class)
                .hasMessageContaining("table b3_adjustments_log was written by an older build")
                .hasMessageContaining("drop every table and view b3_*")
                .message()
                .doesNotContain("\n");
        assertThat(columns(LOG)).containsOnlyKeys("ts", "instrument", "source_rank");
    }

    @Test
    void refusesAColumnOfAnotherTypeAndSaysWhich() throws SQLException {
        execute("create table " + LOG + " (ts timestamp, rate long) timestamp(ts) partition by month wal");

        assertThatThrownBy(() -> creator(Map.of()).ensure())
                .isInstanceOf(OutageException.class)
                .hasMessageContaining("b3_adjustments_log, column rate: expected DOUBLE, saw LONG");
    }

    @Test
    void setsTheTimeThatRowsAreKept() throws SQLException {
        creator(Map.of()).ensure();
        assertThat(ttl()).containsExactly("0 HOUR");

        creator(Map.of("adjustments", Period.ofMonths(18))).ensure();
        await().untilAsserted(() -> assertThat(ttl()).containsExactly("18 MONTH"));

        creator(Map.of("adjustments", Period.ofYears(2))).ensure();
        await().untilAsserted(() -> assertThat(ttl()).containsExactly("2 YEAR"));
        creator(Map.of("adjustments", Period.ofMonths(24))).ensure();
    }

    @Test
    void aSuspendedTableMakesTheHealthRedWithItsNameAndTheRunbook() throws SQLException {
        VisibilityCheck check = check(Duration.ofMinutes(1));
        check.check();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        execute("alter table " + LOG + " suspend wal");
        write("SUS", "secret");
        check.check();

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails())
                .extractingByKey("table " + LOG)
                .asString()
                .contains("suspended", "questdb-table-suspended");

        execute("alter table " + LOG + " resume wal");
        await().until(() -> query("select instrument from b3_adjustments").equals(List.of("SUS")));
        check.check();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void rowsThatStayInvisibleForTooLongMakeTheHealthRed() throws SQLException {
        VisibilityCheck check = check(Duration.ofMinutes(1));
        check.check();
        execute("alter table " + LOG + " suspend wal");
        write("LAG", "secret");
        check.check();

        clock.advance(Duration.ofSeconds(61));
        check.check();

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        execute("alter table " + LOG + " resume wal");
        await().until(() -> query("select instrument from b3_adjustments").equals(List.of("LAG")));
        clock.advance(Duration.ofSeconds(61));
        check.check();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aTableThatWasDroppedIsCreatedAgain() throws SQLException {
        VisibilityCheck check = check(Duration.ofMinutes(1));
        check.check();
        dropTables();

        await().untilAsserted(() -> {
            check.check();
            assertThat(columns(LOG)).containsKey("price_settlement");
        });
    }

    @Test
    void aRefusedLoginIsAnOutageAndNotBadData() {
        creator(Map.of()).ensure();

        assertThatThrownBy(() -> write("AUT", "wrong"))
                .isInstanceOf(OutageException.class)
                .hasMessageContaining("401");
    }

    @Test
    void moreRefusalsThanAllowedInOneBatchAreAnOutage() {
        creator(Map.of()).ensure();
        List<Message> batch = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            batch.add(message(Adjustments.of("CAP", "M" + i, LocalDate.of(1960, 1, 1), 1)));
        }

        try (Delivery delivery = new Delivery(new Ilp(login("secret"), clock), creator(Map.of()), 5)) {
            assertThatThrownBy(() -> delivery.deliver(batch))
                    .isInstanceOf(OutageException.class)
                    .hasMessageContaining("more than 5 records refused");
            assertThat(delivery.deliver(batch.subList(0, 5))).hasSize(5);
        }
    }

    @Test
    void aBugOfATableIsNobodysDataAndIsThrown() {
        creator(Map.of()).ensure();
        Message message = messageOf(row -> {
            throw new IllegalStateException("a bug");
        });

        try (Delivery delivery = new Delivery(new Ilp(login("secret"), clock), creator(Map.of()), 5)) {
            assertThatThrownBy(() -> delivery.deliver(List.of(message)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a bug");
        }
    }

    @Test
    void aMessageOfMoreRowsThanARequestHoldsIsRefusedAlone() throws SQLException {
        creator(Map.of()).ensure();
        Adjustment record = Adjustments.of("BIG", "F27", Adjustments.SESSION, 1);
        Message endless = messageOf(row -> {
            for (int i = 0; i < 2_000_000; i++) {
                row.of(null).write(record);
            }
        });

        try (Delivery delivery = new Delivery(new Ilp(login("secret"), clock), creator(Map.of()), 5)) {
            assertThat(delivery.deliver(List.of(message(record), endless)))
                    .singleElement()
                    .extracting(Refusal::reason)
                    .isEqualTo(Reason.TOO_LARGE);
        }
        await().until(() -> query("select instrument from b3_adjustments").equals(List.of("BIG")));
    }

    private static Message messageOf(Consumer<Row> writer) {
        return new Message(
                Messages.received(Messages.of(Adjustments.of("ANY", "F27", Adjustments.SESSION, 1))),
                Datasets.ADJUSTMENTS,
                1,
                writer);
    }

    private void write(String instrument, String password) {
        try (Delivery delivery = new Delivery(new Ilp(login(password), clock), creator(Map.of()), 0)) {
            delivery.deliver(List.of(message(Adjustments.of(instrument, "F27", Adjustments.SESSION, 1))));
        }
    }

    private static Message message(Adjustment record) {
        return Message.read(Messages.received(Messages.of(record)), Datasets.ADJUSTMENTS);
    }

    private static QuestDbSettings login(String password) {
        return new QuestDbSettings(
                "127.0.0.1:" + questDb.httpPort(),
                "127.0.0.1:" + questDb.pgPort(),
                "writer",
                "",
                password,
                "",
                Duration.ofSeconds(10));
    }

    private VisibilityCheck check(Duration limit) {
        return new VisibilityCheck(
                database, creator(Map.of()), limit, clock, health, new SinkMetrics(new SimpleMeterRegistry()));
    }

    private static TableCreator creator(Map<String, Period> ttl) {
        return new TableCreator(database, ttl);
    }

    private static List<String> ttl() throws SQLException {
        return query("select ttlValue, ttlUnit from tables() where table_name = '" + LOG + "'");
    }

    private static Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        for (String column : query("select \"column\", type from table_columns('" + table + "')")) {
            columns.put(column.split(" ")[0], column.split(" ")[1]);
        }
        return columns;
    }

    private static List<String> query(String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Pipeline.rows(connection, sql);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
