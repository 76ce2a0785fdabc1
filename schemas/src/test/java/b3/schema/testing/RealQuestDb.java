package b3.schema.testing;

import io.questdb.Bootstrap;
import io.questdb.DefaultBootstrapConfiguration;
import io.questdb.ServerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real QuestDB server inside the test's JVM, on free loopback ports; it can be stopped and started on its data. */
public final class RealQuestDb implements AutoCloseable {

    private final Path root;
    private final Map<String, String> settings;
    private final int httpPort = freePort();
    private final int pgPort = freePort();
    private ServerMain server;

    /** Starts a server whose data live in {@code root}, which is created when it is absent. */
    public RealQuestDb(Path root) {
        this(root, Map.of());
    }

    /** The same with further server settings, by their environment names. */
    public RealQuestDb(Path root, Map<String, String> settings) {
        this.root = root;
        this.settings = settings;
        this.server = boot();
    }

    /** Port of ILP and SQL over HTTP. */
    public int httpPort() {
        return httpPort;
    }

    /** Port of the PostgreSQL wire protocol; user admin, password quest. */
    public int pgPort() {
        return pgPort;
    }

    /** JDBC address. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + pgPort + "/qdb";
    }

    /** Stops the server; its data stay. */
    public void stop() {
        server.close();
    }

    /** Starts it again on the same ports and data. */
    public void restart() {
        server = boot();
    }

    @Override
    public void close() {
        server.close();
    }

    private ServerMain boot() {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(Map.of(
                "QDB_HTTP_BIND_TO", "127.0.0.1:" + httpPort,
                "QDB_PG_NET_BIND_TO", "127.0.0.1:" + pgPort,
                "QDB_LINE_TCP_ENABLED", "false",
                "QDB_LINE_UDP_ENABLED", "false",
                "QDB_LINE_AUTO_CREATE_NEW_COLUMNS", "false",
                "QDB_LINE_AUTO_CREATE_NEW_TABLES", "false",
                "QDB_HTTP_MIN_ENABLED", "false",
                "QDB_TELEMETRY_ENABLED", "false",
                "QDB_SHARED_WORKER_COUNT", "1"));
        environment.putAll(settings);
        ServerMain started = new ServerMain(new Bootstrap(
                new DefaultBootstrapConfiguration() {
                    @Override
                    public Map<String, String> getEnv() {
                        return environment;
                    }
                },
                "-d",
                root.toString()));
        started.start();
        return started;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
