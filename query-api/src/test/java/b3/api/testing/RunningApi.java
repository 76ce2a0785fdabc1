package b3.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.api.ApiApplication;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.TableSql;
import b3.schema.testing.RealQuestDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A real QuestDB with the tables of the system, and the API over it on a free port. */
public final class RunningApi implements AutoCloseable {

    /** Columns that say of a row which step of its key it is. */
    private static final Set<String> STEP = Set.of("ts", "known_at", "stands_from", "revision");

    private final RealQuestDb database;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI root;

    /** Starts both, without a rate limit. */
    public RunningApi(Path data) {
        this(data, Map.of());
    }

    /** Starts both with more settings. */
    public RunningApi(Path data, Map<String, Object> more) {
        database = new RealQuestDb(data);
        TableSql.all().forEach(table -> execute(table.createTable()));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("b3.questdb.pg", "127.0.0.1:" + database.pgPort());
        settings.put("b3.api.port", 0);
        settings.put("b3.api.rate-limit", 0);
        settings.putAll(more);
        context = ApiApplication.start(settings);
        root = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** The database, to stop and restart. */
    public RealQuestDb database() {
        return database;
    }

    /** The program. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Address of a path. */
    public URI uri(String pathAndQuery) {
        return root.resolve(pathAndQuery);
    }

    /** Answer to a GET, with headers given as name, value, name, value. */
    public HttpResponse<String> get(String pathAndQuery, String... headers) {
        return send(request(pathAndQuery, headers).build());
    }

    /** Answer to a GET as bytes. */
    public HttpResponse<byte[]> bytes(String pathAndQuery, String... headers) {
        try {
            return client.send(request(pathAndQuery, headers).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answer to any request. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answer to a request line exactly as written, which a proper client would not send. */
    public String raw(String requestLine) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** Body of a GET as JSON. */
    public JsonNode json(String pathAndQuery, String... headers) {
        return Json.MAPPER.readTree(get(pathAndQuery, headers).body());
    }

    /** The rows of a GET. */
    public List<JsonNode> rows(String pathAndQuery) {
        return json(pathAndQuery).get("data").valueStream().toList();
    }

    /** Runs SQL as the administrator. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes one row of a table: column, value, column, value. Without more it is known since 2025-02-04T09:00Z, stands from
     * then on, and was written then: rows of one key that became known together are one book.
     */
    public void row(String table, @Nullable Object... columnsAndValues) {
        row(table, columns(columnsAndValues));
    }

    /** The same with the values by column. */
    public void row(String table, Map<String, @Nullable Object> columns) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("source", "b3-price-report");
        row.put("document", "d");
        row.put("known_at", "2025-02-04T09:00:00.000000Z");
        if (Datasets.ALL.stream()
                .anyMatch(dataset -> dataset.logTable().equals(table)
                        && !dataset.keyColumns().isEmpty())) {
            row.put("reader", "b3-price-report/1");
            Object knownAt = columns.getOrDefault("known_at", row.get("known_at"));
            row.put("stands_from", knownAt);
            row.put("revision", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(String.valueOf(knownAt))));
            row.put("withdrawn", false);
        }
        row.putAll(columns);
        String values = row.values().stream()
                .map(value -> value instanceof String text ? "'" + text + "'" : String.valueOf(value))
                .collect(Collectors.joining(", "));
        execute("insert into " + table + " (" + String.join(", ", row.keySet()) + ") values (" + values + ")");
    }

    /** Writes the sample row of a dataset with other values: column, value, column, value. */
    public void sample(Dataset<?> dataset, @Nullable Object... columnsAndValues) {
        sample(dataset, columns(columnsAndValues));
    }

    /** The same with the values by column. */
    public void sample(Dataset<?> dataset, Map<String, @Nullable Object> columns) {
        Map<String, @Nullable Object> row = columnsOf(dataset);
        row.putAll(columns);
        row(dataset.logTable(), row);
    }

    /** Writes that nothing stands for a key of the sample's with other values: a row without figures. */
    public void withdrawn(Dataset<?> dataset, @Nullable Object... columnsAndValues) {
        withdrawn(dataset, columns(columnsAndValues));
    }

    /** The same with the values by column; those of columns that tell neither the key nor the step are left out. */
    public void withdrawn(Dataset<?> dataset, Map<String, @Nullable Object> columns) {
        Map<String, @Nullable Object> row = columnsOf(dataset);
        row.putAll(columns);
        row.keySet().removeIf(column -> !dataset.keyColumns().contains(column) && !STEP.contains(column));
        row.put("source", null);
        row.put("document", null);
        row.put("withdrawn", true);
        row(dataset.logTable(), row);
    }

    /** Values by column: column, value, column, value. */
    private static Map<String, @Nullable Object> columns(@Nullable Object... columnsAndValues) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            columns.put(String.valueOf(columnsAndValues[i]), columnsAndValues[i + 1]);
        }
        return columns;
    }

    /** Writes one row of every dataset's table, all of session 2025-02-03. */
    public void oneRowOfEach() {
        Datasets.ALL.forEach(dataset -> sample(dataset));
        settle();
    }

    /** The columns of one row of a dataset's table, of session 2025-02-03, that are never null. */
    private static Map<String, @Nullable Object> columnsOf(Dataset<?> dataset) {
        String day = "2025-02-03";
        String moment = "2025-02-03T17:30:00.000000Z";
        return switch (dataset.name()) {
            case "adjustments" ->
                columns(
                        "ts",
                        day,
                        "instrument",
                        "DI1",
                        "contract_month",
                        "F27",
                        "unit",
                        "PU",
                        "status",
                        "ajustado",
                        "price_settlement",
                        99121.69);
            case "jobs" ->
                columns(
                        "ts",
                        moment,
                        "feed",
                        "b3-price-report",
                        "outcome",
                        "FETCHED",
                        "session",
                        day,
                        "duration_millis",
                        12,
                        "attempt",
                        1);
            case "heartbeats" ->
                columns(
                        "ts",
                        moment,
                        "program",
                        "gamma",
                        "instance",
                        "1@host",
                        "state",
                        "RUNNING",
                        "session",
                        day,
                        "source",
                        "gamma");
            case "indicators" ->
                columns(
                        "ts",
                        day,
                        "indicator",
                        "taxa_selic",
                        "name",
                        "TAXA SELIC",
                        "unit",
                        "PERCENT_A_YEAR",
                        "value",
                        13.15,
                        "display_value",
                        "13,15");

            case "vol-surface" ->
                columns("ts", day, "asset", "DOL", "month_label", "mar-25", "delta", 50, "volatility", 12.1);
            case "dxy" -> columns("ts", moment, "bucket", "dxy_08h50", "session", day, "percent_change", 0.26);
            case "rates" ->
                columns(
                        "ts",
                        day,
                        "curve",
                        "PRE",
                        "name",
                        "DIxPRE",
                        "business_days",
                        1,
                        "calendar_days",
                        1,
                        "rate",
                        13.15,
                        "fixed",
                        true);
            case "option-series" ->
                columns(
                        "ts",
                        day,
                        "underlying",
                        "DOL",
                        "ticker",
                        "DOLH25C005900",
                        "option_type",
                        "CALL",
                        "strike",
                        5900.0,
                        "expiry",
                        "2025-03-05");
            case "open-interest" -> columns("ts", day, "underlying", "DOL", "ticker", "DOLH25C005900", "total", 1200.0);
            case "option-prices" -> columns("ts", day, "underlying", "DOL", "ticker", "DOLH25C005900", "session", day);
            case "underlying-prices" ->
                columns(
                        "ts",
                        day,
                        "underlying",
                        "DOL",
                        "instrument",
                        "DOLH25",
                        "kind",
                        "SETTLEMENT",
                        "session",
                        day,
                        "price",
                        5856.5);
            case "corporate-actions" ->
                columns(
                        "ts",
                        day,
                        "company",
                        "PETR",
                        "share_class",
                        "PN",
                        "kind",
                        "DIVIDEND",
                        "payment",
                        "2025-01-20/0.4702",
                        "approved",
                        "2025-01-20",
                        "value_per_share",
                        0.4702);
            case "gamma-levels" ->
                columns(
                        "ts",
                        moment,
                        "instrument",
                        "DOL",
                        "level_source",
                        "computed",
                        "scope",
                        "ALL",
                        "oi_basis",
                        "TOTAL",
                        "status",
                        "sucesso",
                        "session",
                        day,
                        "flips",
                        "[]",
                        "reasons",
                        "{}",
                        "source",
                        "computed");
            case "gamma-strikes" ->
                columns(
                        "ts",
                        moment,
                        "instrument",
                        "DOL",
                        "scope",
                        "ALL",
                        "oi_basis",
                        "TOTAL",
                        "session",
                        day,
                        "strike",
                        5900.0,
                        "call_gex",
                        1.5,
                        "put_gex",
                        2.5,
                        "net_gex",
                        -1.0,
                        "call_oi",
                        3.0,
                        "put_oi",
                        4.0,
                        "dex",
                        5.0,
                        "vanna",
                        6.0,
                        "charm",
                        7.0);
            case "gamma-profile" ->
                columns(
                        "ts",
                        moment,
                        "instrument",
                        "DOL",
                        "scope",
                        "ALL",
                        "oi_basis",
                        "TOTAL",
                        "session",
                        day,
                        "price",
                        5800.0,
                        "net_gex",
                        -1.0,
                        "gross_gex",
                        2.0);
            case "snapshots" ->
                columns(
                        "ts",
                        day,
                        "kind",
                        "FUTURE",
                        "instrument",
                        "DOL",
                        "contract_month",
                        "H25",
                        "unit",
                        "POINTS",
                        "status",
                        "ajustado",
                        "value",
                        5856.572);
            default -> throw new IllegalArgumentException("no sample of " + dataset.name() + ": add one here");
        };
    }

    /** The rows of a GET, each as the values of some fields, joined by blanks. */
    public List<String> values(String pathAndQuery, String... fields) {
        return rows(pathAndQuery).stream()
                .map(row -> Arrays.stream(fields)
                        .map(field -> row.get(field).isContainer()
                                ? row.get(field).toString()
                                : row.get(field).asString("null"))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** Waits until everything written is readable. */
    public void settle() {
        Awaitility.await().until(() -> {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet behind = statement.executeQuery(
                            "select name from wal_tables() where writerTxn < sequencerTxn and suspended = false")) {
                return !behind.next();
            }
        });
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    private HttpRequest.Builder request(String pathAndQuery, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(pathAndQuery));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), "admin", "quest");
    }
}
