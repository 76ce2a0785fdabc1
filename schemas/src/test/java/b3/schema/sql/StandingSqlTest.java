package b3.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import b3.schema.Datasets;
import b3.schema.testing.RealQuestDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer of a real QuestDB to the log of one book: steps at 9, 10 and 11 o'clock. */
class StandingSqlTest {

    private static final String DAY = "2025-02-03T";

    private static RealQuestDb questDb;
    private static Connection connection;

    @BeforeAll
    static void start(@TempDir Path directory) throws SQLException {
        questDb = new RealQuestDb(directory);
        connection = DriverManager.getConnection(questDb.jdbcUrl(), "admin", "quest");
        execute("create table b3_open_interest_log (ts timestamp, underlying symbol, ticker symbol, total double,"
                + " stands_from timestamp, revision long, withdrawn boolean) timestamp(ts) partition by day wal");
        row("DOL", "A", 1, 9, 1);
        row("DOL", "B", 1, 9, 1);
        row("DOL", "B", 2, 10, 2);
        row("DOL", "C", 2, 10, 2);
        withdrawal("DOL", 11, 3);
        row("DOL", "A", 4, 9, 4); // decided again, late
        row("IND", "A", 9, 9, 1);
        await().until(() -> query("select count() from b3_open_interest_log"), List.of("7")::equals);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        questDb.close();
    }

    @Test
    void aWithdrawnKeyHasNoRowAndTheOthersKeepTheirs() {
        assertThat(query("select underlying, ticker, total from (" + StandingSql.of(Datasets.OPEN_INTEREST) + ")"))
                .containsExactly("IND A 9.0");
    }

    @Test
    void asOfATimeTheStepThatBeganLastStandsWhole() {
        assertThat(asOf("08:59")).isEmpty();
        assertThat(asOf("10:00")).containsExactly("B 2.0", "C 2.0");
        assertThat(asOf("10:59")).containsExactly("B 2.0", "C 2.0");
        assertThat(asOf("11:00")).isEmpty();
    }

    @Test
    void ofAStepThatWasDecidedTwiceTheLaterMessageIsRight() {
        assertThat(asOf("09:00")).containsExactly("A 4.0");
    }

    @Test
    void recordsWithoutRevisionsStandAsTheyAre() {
        assertThat(StandingSql.of(Datasets.JOBS)).isEqualTo("select * from b3_jobs_log");
    }

    private static List<String> asOf(String time) {
        String inside = "underlying = 'DOL' and " + StandingSql.AS_OF.replace(":asOf", "'" + DAY + time + "'");
        return query(
                "select ticker, total from (" + StandingSql.of(Datasets.OPEN_INTEREST, inside) + ") order by ticker");
    }

    private static void row(String underlying, String ticker, double total, int hour, long revision)
            throws SQLException {
        insert("'" + underlying + "', '" + ticker + "', " + total, hour, revision, false);
    }

    private static void withdrawal(String underlying, int hour, long revision) throws SQLException {
        insert("'" + underlying + "', null, null", hour, revision, true);
    }

    private static void insert(String values, int hour, long revision, boolean withdrawn) throws SQLException {
        execute("insert into b3_open_interest_log values ('%s00:00', %s, '%s%02d:00', %d, %s)"
                .formatted(DAY, values, DAY, hour, revision, withdrawn));
    }

    private static List<String> query(String sql) {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" ", row));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return rows;
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
