package b3.stack.access;

import b3.schema.Dataset;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads the tables of QuestDB over one connection, which one command uses on one thread. */
public final class LogTables implements AutoCloseable {

    /** Receives one row of a result. */
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    /** Opens the connection, or ends the command if no QuestDB answers. */
    public LogTables(StackOptions options) {
        Properties login = new Properties();
        login.setProperty("user", "admin");
        login.setProperty("password", "quest");
        try {
            connection = DriverManager.getConnection(options.jdbcUrl(), login);
        } catch (SQLException e) {
            throw new UsageException("no QuestDB answers at 127.0.0.1:" + options.questDbPgPort
                    + "; is the stack up, and on this --questdb-pg-port?");
        }
    }

    /** Runs a query and passes on each row. */
    public void query(String sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                reader.read(result);
            }
        }
    }

    /** Returns the business key of a row of a dataset. The query must select every key column. */
    public static String key(Dataset<?> dataset, ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String column : dataset.keyColumns()) {
            boolean day = column.equals("session") || (column.equals("ts") && !dataset.ofMoments());
            if (day) {
                parts.add(moment(row, column)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString());
            } else if (column.equals("ts")) {
                parts.add(moment(row, column).toString());
            } else {
                parts.add(String.valueOf(row.getString(column)));
            }
        }
        return String.join("|", parts);
    }

    /** Returns a moment in UTC, to the microsecond; the epoch if the column is null. */
    public static Instant moment(ResultSet row, String column) throws SQLException {
        LocalDateTime moment = row.getObject(column, LocalDateTime.class);
        return moment == null ? Instant.EPOCH : moment.toInstant(ZoneOffset.UTC);
    }

    /** Returns the number of a transaction of each table: the last acknowledged one, or the last one that queries see. */
    Map<String, Long> transactions(boolean visible) throws SQLException {
        Map<String, Long> transactions = new HashMap<>();
        query(
                "select name, " + (visible ? "writerTxn" : "sequencerTxn") + " txn from wal_tables()",
                row -> transactions.put(row.getString("name"), row.getLong("txn")));
        return transactions;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
