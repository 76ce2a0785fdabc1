package b3.api;

import b3.api.http.Problem;
import b3.api.http.ProblemException;
import b3.api.read.Statement;
import b3.program.QuestDbSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The only way to the database: PostgreSQL wire through a pool. Times are read and bound without a zone, so the zone of
 * the process does not matter. A database that is away is a 503 within the connection time-out, never an empty answer.
 */
public final class QuestDb implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(QuestDb.class);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final HikariDataSource pool;
    private final NamedParameterJdbcTemplate jdbc;
    private final MeterRegistry meters;
    private final int connectSeconds;

    QuestDb(QuestDbSettings database, ApiConfig.Connections settings, MeterRegistry meters) {
        this.pool = new HikariDataSource(pool(database, settings));
        this.meters = meters;
        this.connectSeconds = connectSeconds(settings);
        JdbcTemplate template = new JdbcTemplate(pool);
        template.setQueryTimeout((int) Math.max(1, settings.queryTimeout().toSeconds()));
        this.jdbc = new NamedParameterJdbcTemplate(template);
    }

    private static HikariConfig pool(QuestDbSettings database, ApiConfig.Connections settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("questdb");
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.pgLogin().user());
        config.setPassword(database.pgLogin().password());
        config.setMaximumPoolSize(settings.pool());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setValidationTimeout(Math.max(250, settings.connectTimeout().toMillis() / 2));
        config.setInitializationFailTimeout(-1);
        String connectSeconds = Integer.toString(connectSeconds(settings));
        config.addDataSourceProperty("connectTimeout", connectSeconds);
        config.addDataSourceProperty("loginTimeout", connectSeconds);
        config.addDataSourceProperty("cancelSignalTimeout", connectSeconds);
        // a server that hangs neither answers nor takes the cancel request: then the socket gives up
        config.addDataSourceProperty(
                "socketTimeout", Long.toString(settings.queryTimeout().toSeconds() + 1));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "b3-api");
        return config;
    }

    private static int connectSeconds(ApiConfig.Connections settings) {
        return (int) Math.max(1, settings.connectTimeout().toSeconds());
    }

    /**
     * Every row of a result, each by column label: text, long, double, boolean, or instant for a timestamp.
     *
     * @param endpoint label under which the time is measured
     */
    public List<Map<String, @Nullable Object>> rows(String endpoint, Statement statement) {
        long start = System.nanoTime();
        String status = "error";
        try {
            List<Map<String, @Nullable Object>> rows = attempt(statement);
            status = "success";
            return rows;
        } finally {
            Timer.builder("questdb.query.duration")
                    .description("Time of one query, errors included")
                    .tag("endpoint", endpoint)
                    .tag("status", status)
                    .serviceLevelObjectives(BUCKETS)
                    .register(meters)
                    .record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /**
     * The first row of a result; without columns when there is none, as with {@code max(ts)} of an empty table, for
     * which QuestDB answers no row.
     */
    public Map<String, @Nullable Object> row(String endpoint, Statement statement) {
        List<Map<String, @Nullable Object>> rows = rows(endpoint, statement);
        return rows.isEmpty() ? Map.of() : rows.get(0);
    }

    /** Whether the database answers, within the connection time-out. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(connectSeconds);
        } catch (SQLException e) {
            log.warn("database away reason=\"{}\"", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private List<Map<String, @Nullable Object>> attempt(Statement statement) {
        try {
            return run(statement);
        } catch (DataAccessException e) {
            if (!isBroken(e)) {
                throw problem(e);
            }
            // the pool's connections may date from before a restart of the database: once more with a new one
            pool.getHikariPoolMXBean().softEvictConnections();
            try {
                return run(statement);
            } catch (DataAccessException again) {
                throw problem(again);
            }
        }
    }

    private List<Map<String, @Nullable Object>> run(Statement statement) {
        Map<String, Object> values = new LinkedHashMap<>(statement.values());
        values.replaceAll((name, value) -> bound(value));
        return jdbc.query(statement.sql(), values, (row, number) -> read(row));
    }

    private static Object bound(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(QuestDb::bound).toList();
        }
        return value instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
    }

    private static Map<String, @Nullable Object> read(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i), value(row, i, columns.getColumnType(i)));
        }
        return values;
    }

    private static @Nullable Object value(ResultSet row, int column, int type) throws SQLException {
        Object value =
                switch (type) {
                    case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.DATE ->
                        row.getObject(column, LocalDateTime.class);
                    case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> (Object) row.getLong(column);
                    case Types.DOUBLE, Types.REAL, Types.FLOAT -> row.getDouble(column);
                    case Types.BIT, Types.BOOLEAN -> row.getBoolean(column);
                    default -> row.getString(column);
                };
        if (value == null || row.wasNull()) {
            return null;
        }
        return value instanceof LocalDateTime time ? time.toInstant(ZoneOffset.UTC) : value;
    }

    /** Whether the connection broke, as opposed to: could not be made, or gave up waiting. */
    private static boolean isBroken(DataAccessException e) {
        return state(e).startsWith("08") && !state(e).equals("08001") && cause(e, SocketTimeoutException.class) == null;
    }

    private ProblemException problem(DataAccessException e) {
        SQLException sql = cause(e, SQLException.class);
        String said = String.valueOf(sql == null ? e : sql.getMessage());
        if (said.contains("table does not exist")) {
            return Problem.unavailable("the table is not there yet: it is made when questdb-sink first starts")
                    .exception(e);
        }
        if (said.contains("query aborted")
                || state(e).equals("57014")
                || cause(e, SocketTimeoutException.class) != null) {
            return Problem.unavailable("the query took too long; ask for a shorter span")
                    .exception(e);
        }
        boolean away = sql == null
                || state(e).startsWith("08")
                || state(e).startsWith("28")
                || cause(e, java.sql.SQLTransientException.class) != null;
        if (away) {
            log.warn("database away reason=\"{}\"", said);
            return Problem.unavailable("the database does not answer").exception(e);
        }
        log.error("query failed sqlState={} reason=\"{}\"", state(e), said);
        return Problem.ofStatus(500, "the query failed; the log has the reason under this correlation id")
                .exception(e);
    }

    private static String state(Throwable e) {
        SQLException sql = cause(e, SQLException.class);
        return sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
        }
        return null;
    }
}
