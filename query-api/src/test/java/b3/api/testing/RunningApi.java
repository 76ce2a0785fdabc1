package b3.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.api.ApiApplication;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.sql.TableSql;
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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A real QuestDB with the tables of the system, and the API over it on a free port. */
public final class RunningApi implements AutoCloseable {

    /** Columns that say which revision of its key a row is. */
    private static final Set<String> REVISION = Set.of("ts", "known_at", "stands_from", "revision");

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

    /** The pages of a GET, from the first to the last, each the whole answer. */
    public List<JsonNode> pages(String pathAndQuery) {
        return Stream.iterate(json(pathAndQuery), Objects::nonNull, page -> next(pathAndQuery, page))
                .toList();
    }

    private @Nullable JsonNode next(String pathAndQuery, JsonNode page) {
        JsonNode cursor = page.get("next");
        return cursor.isNull() ? null : json(pathAndQuery + "&cursor=" + cursor.asString());
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
     * Writes one row of a table. Unless its columns say otherwise, the row is known since 2025-02-04T09:00Z and stands from
     * then on. Rows of one key that became known at the same time are one book.
     *
     * @param columns names of columns, separated by blanks
     * @param values the value of each column, in the same order
     */
    public void row(String table, String columns, @Nullable Object... values) {
        row(table, SampleRows.columns(columns, values));
    }

    /** Writes one row of a table from the values by column. */
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

    /** Writes the sample row of a dataset. */
    public void sample(Dataset<?> dataset) {
        sample(dataset, Map.of());
    }

    /** Writes the sample row of a dataset with other values in some columns, as in {@link #row}. */
    public void sample(Dataset<?> dataset, String columns, @Nullable Object... values) {
        sample(dataset, SampleRows.columns(columns, values));
    }

    /** Writes the sample row of a dataset with other values in some columns, by column. */
    public void sample(Dataset<?> dataset, Map<String, @Nullable Object> columns) {
        Map<String, @Nullable Object> row = SampleRows.of(dataset);
        row.putAll(columns);
        row(dataset.logTable(), row);
    }

    /** Writes the row of a withdrawal: of the sample's key, with other values in some columns, as in {@link #row}. */
    public void withdrawn(Dataset<?> dataset, String columns, @Nullable Object... values) {
        withdrawn(dataset, SampleRows.columns(columns, values));
    }

    /** Writes the row of a withdrawal from the values by column; columns outside the key and the revision are left out. */
    public void withdrawn(Dataset<?> dataset, Map<String, @Nullable Object> columns) {
        Map<String, @Nullable Object> row = SampleRows.of(dataset);
        row.putAll(columns);
        row.keySet().removeIf(column -> !dataset.keyColumns().contains(column) && !REVISION.contains(column));
        row.put("source", null);
        row.put("document", null);
        row.put("withdrawn", true);
        row(dataset.logTable(), row);
    }

    /** Writes one row of every dataset's table, all of session 2025-02-03. */
    public void oneRowOfEach() {
        Datasets.ALL.forEach(dataset -> sample(dataset));
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
}
