package b3.sink.questdb;

import b3.schema.Datasets;
import b3.schema.columns.TableColumn;
import b3.schema.sql.TableSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tables what {@link TableSql} says: creates what is absent, adds missing columns, sets dedup keys, views and
 * TTL, and refuses a column of another type and a table of an older build. Safe to repeat; a server that came back with an empty disk gets its tables
 * again. A column that only the database has stays.
 */
public final class TableCreator {

    private static final Logger LOG = LoggerFactory.getLogger(TableCreator.class);

    /** A column of older builds, whose rows had a rank instead of a revision. */
    private static final String COLUMN_OF_AN_OLDER_BUILD = "source_rank";

    private final DataSource database;
    private final Map<TableSql, @Nullable Period> tables = new LinkedHashMap<>();
    private volatile boolean ready;

    /** @param ttl how long rows are kept, by the dataset's name */
    public TableCreator(DataSource database, Map<String, Period> ttl) {
        this.database = database;
        TableSql.all()
                .forEach(table -> tables.put(table, ttl.get(table.dataset().name())));
    }

    /** Whether there is such a dataset, and the time is in whole months, as tables need. */
    public static boolean isTtl(String dataset, Period ttl) {
        return Datasets.named(dataset).isPresent() && ttl.toTotalMonths() > 0 && ttl.equals(ttl.withDays(0));
    }

    /** Makes sure of the tables unless the last look found them as they should be. */
    public void ready() {
        if (!ready) {
            ensure();
        }
    }

    /** @throws OutageException if the database is away, or a table is not what it should be and cannot be made so */
    public synchronized void ensure() {
        boolean done = false;
        try (Connection connection = database.getConnection()) {
            for (Map.Entry<TableSql, @Nullable Period> table : tables.entrySet()) {
                create(connection, table.getKey());
                keep(connection, table.getKey().dataset().logTable(), table.getValue());
            }
            done = true;
        } catch (SQLException e) {
            throw new OutageException("QuestDB's tables cannot be looked after", e);
        } finally {
            ready = done;
        }
    }

    /** The names of every log table and view. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        tables.keySet().forEach(sql -> {
            names.add(sql.dataset().logTable());
            names.addAll(sql.views().keySet());
        });
        return names;
    }

    private static void create(Connection connection, TableSql sql) throws SQLException {
        String log = sql.dataset().logTable();
        if (rows(connection, "select table_name from tables() where table_name = '" + log + "'")
                .isEmpty()) {
            execute(connection, sql.createTable());
            LOG.info("created {}", log);
        }
        if (migrate(connection, sql)) {
            throw new OutageException("table " + log + " was changed and is not readable as such yet");
        }
        for (Map.Entry<String, String> view : sql.views().entrySet()) {
            List<String[]> known =
                    rows(connection, "select view_sql from views() where view_name = '" + view.getKey() + "'");
            if (known.isEmpty() || !known.get(0)[0].strip().equals(view.getValue())) {
                execute(connection, "create or replace view " + view.getKey() + " as (" + view.getValue() + ")");
                LOG.info("created view {}", view.getKey());
            }
        }
    }

    /** Whether something was changed, which QuestDB takes a moment to apply. */
    private static boolean migrate(Connection connection, TableSql sql) throws SQLException {
        String log = sql.dataset().logTable();
        boolean changed = false;
        Map<String, String> types = new LinkedHashMap<>();
        TreeSet<String> keys = new TreeSet<>();
        String columns = "select \"column\", type, upsertKey::string from table_columns('" + log + "')";
        for (String[] column : rows(connection, columns)) {
            types.put(column[0], column[1]);
            if ("true".equals(column[2])) {
                keys.add(column[0]);
            }
        }
        if (types.containsKey(COLUMN_OF_AN_OLDER_BUILD)) {
            throw new OutageException("table " + log + " was written by an older build (it has the column "
                    + COLUMN_OF_AN_OLDER_BUILD
                    + "): start with an empty data directory, or drop every table and view b3_*"
                    + " and delete the consumer group of the sink, so that it reads the topics again");
        }
        for (TableColumn column : sql.dataset().stored()) {
            String seen = types.get(column.name());
            String expected = column.kind().sql().toUpperCase(Locale.ROOT);
            if (seen == null) {
                execute(
                        connection,
                        "alter table " + log + " add column " + column.name() + " " + sql.definition(column));
                LOG.info("added column {} to {}", column.name(), log);
                changed = true;
            } else if (!seen.equals(expected)) {
                throw new OutageException("table " + log + ", column " + column.name() + ": expected " + expected
                        + ", saw " + seen + "; change it by hand, the sink does not convert data");
            }
        }
        if (!keys.equals(new TreeSet<>(sql.dataset().rowKey()))) {
            String list = String.join(", ", sql.dataset().rowKey());
            execute(connection, "alter table " + log + " dedup enable upsert keys(" + list + ")");
            LOG.info("dedup keys of {}: {}", log, list);
            changed = true;
        }
        return changed;
    }

    private static void keep(Connection connection, String table, @Nullable Period ttl) throws SQLException {
        if (ttl == null) {
            return;
        }
        String[] set = rows(connection, "select ttlValue, ttlUnit from tables() where table_name = '" + table + "'")
                .get(0);
        long months = Long.parseLong(set[0]) * (set[1].toUpperCase(Locale.ROOT).startsWith("YEAR") ? 12 : 1);
        if (months != ttl.toTotalMonths()) {
            execute(connection, "alter table " + table + " set ttl " + ttl.toTotalMonths() + " months");
            LOG.info("ttl of {}: {} months", table, ttl.toTotalMonths());
        }
    }

    private static List<String[]> rows(Connection connection, String query) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                String[] row = new String[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getString(i + 1);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
