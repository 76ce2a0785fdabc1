package b3.sink;

import b3.sink.questdb.OutageException;
import b3.sink.questdb.TableCreator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * QuestDB acknowledges a write before it is readable. This looks whether what was acknowledged becomes visible: a table
 * that is suspended, or behind for too long, is a fault that only the health can tell. It also notices a server that is
 * away while nothing flows, one that came back without its tables, and a table that somebody changed.
 */
final class VisibilityCheck {

    private static final String DATABASE = "questdb";
    private static final String RUNBOOK = "; see runbook questdb-table-suspended";

    private final DataSource database;
    private final TableCreator tables;
    private final Duration limit;
    private final Clock clock;
    private final SinkHealth health;
    private final SinkMetrics metrics;
    private final Map<String, Goal> goals = new HashMap<>();

    /** A transaction that was acknowledged by {@code since} and is to become visible. */
    private record Goal(long transaction, Instant since) {}

    private record State(boolean suspended, long visible, long acknowledged) {}

    VisibilityCheck(
            DataSource database,
            TableCreator tables,
            Duration limit,
            Clock clock,
            SinkHealth health,
            SinkMetrics metrics) {
        this.database = database;
        this.tables = tables;
        this.limit = limit;
        this.clock = clock;
        this.health = health;
        this.metrics = metrics;
    }

    /** Checks once. One thread calls this at intervals. */
    void check() {
        try {
            tables.ensure();
            states().forEach(this::judge);
            health.well(DATABASE);
        } catch (OutageException | SQLException e) {
            health.fault(DATABASE, e.getMessage());
        }
    }

    private void judge(String table, State state) {
        metrics.table(table, state.suspended(), state.acknowledged() - state.visible());
        Instant now = clock.instant();
        Goal goal = goals.get(table);
        if (goal == null || state.visible() >= goal.transaction()) {
            goal = new Goal(state.acknowledged(), now);
            goals.put(table, goal);
        }
        String fault = "table " + table;
        if (state.suspended()) {
            health.fault(fault, "suspended: acknowledged rows stay invisible" + RUNBOOK);
        } else if (state.visible() < goal.transaction()
                && Duration.between(goal.since(), now).compareTo(limit) > 0) {
            health.fault(fault, "acknowledged rows invisible for more than " + limit + RUNBOOK);
        } else {
            health.well(fault);
        }
    }

    private Map<String, State> states() throws SQLException {
        List<String> ours = tables.names();
        Map<String, State> states = new HashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select name, suspended, writerTxn, sequencerTxn from wal_tables()")) {
            while (result.next()) {
                if (ours.contains(result.getString(1))) {
                    states.put(
                            result.getString(1), new State(result.getBoolean(2), result.getLong(3), result.getLong(4)));
                }
            }
        }
        return states;
    }
}
