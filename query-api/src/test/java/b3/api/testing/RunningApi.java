package b3.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.api.ApiApplication;
import b3.schema.Json;
import b3.schema.testing.RealQuestDb;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A real QuestDB with the tables of the system, and the API over it on a free port. */
public final class RunningApi implements AutoCloseable {

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
        for (String statement : resource("/b3/api/tables.sql").split(";")) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
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

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(RunningApi.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
