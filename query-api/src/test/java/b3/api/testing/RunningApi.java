package b3.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.api.ApiApplication;
import b3.schema.Json;
import b3.schema.testing.RealQuestDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A real QuestDB with the tables of the system, and the API over it on a free port. */
public final class RunningApi implements AutoCloseable {

    private static final Path TABLES = Path.of("../questdb-sink/src/main/resources/b3/sink");

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
        tables().forEach(this::execute);
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

    /** Writes one row of a table: column, value, column, value; without more it is known since 2025-02-04T09:00Z. */
    public void row(String table, @Nullable Object... columnsAndValues) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("source", "b3-price-report");
        row.put("source_rank", 0);
        row.put("document", "d");
        row.put("known_at", "2025-02-04T09:00:00.000000Z");
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put(String.valueOf(columnsAndValues[i]), columnsAndValues[i + 1]);
        }
        String values = row.values().stream()
                .map(value -> value instanceof String text ? "'" + text + "'" : String.valueOf(value))
                .collect(Collectors.joining(", "));
        execute("insert into " + table + " (" + String.join(", ", row.keySet()) + ") values (" + values + ")");
    }

    /** Writes one row of every dataset's table, all of session 2025-02-03. */
    public void oneRowOfEach() {
        String day = "2025-02-03";
        String moment = "2025-02-03T17:30:00.000000Z";
        row(
                "b3_adjustments_log",
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
        row(
                "b3_jobs_log",
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
        row(
                "b3_indicators_log",
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
        row("b3_vol_surface_log", "ts", day, "asset", "DOL", "delta", 50, "volatility", 12.1);
        row("b3_dxy_ticks_log", "ts", moment, "bucket", "dxy_08h50", "session", day, "percent_change", 0.26);
        row(
                "b3_rates_log",
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
        row(
                "b3_option_series_log",
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
        row("b3_open_interest_log", "ts", day, "underlying", "DOL", "ticker", "DOLH25C005900", "total", 1200.0);
        row("b3_option_prices_log", "ts", day, "underlying", "DOL", "ticker", "DOLH25C005900", "session", day);
        row(
                "b3_underlying_prices_log",
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
        row(
                "b3_gamma_levels_log",
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
        row(
                "b3_gamma_strikes_log",
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
        row(
                "b3_gamma_profile_log",
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
        row(
                "b3_snapshots_log",
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
        settle();
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

    /** What questdb-sink makes its tables with: the programs share nothing but them. */
    private static List<String> tables() {
        try (Stream<Path> files = Files.walk(TABLES)) {
            List<String> statements = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                String sql = Files.readString(file)
                        .lines()
                        .filter(line -> !line.startsWith("--"))
                        .collect(Collectors.joining("\n"));
                Arrays.stream(sql.split(";")).filter(one -> !one.isBlank()).forEach(statements::add);
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
