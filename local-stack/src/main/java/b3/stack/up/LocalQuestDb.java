package b3.stack.up;

import io.questdb.Bootstrap;
import io.questdb.DefaultBootstrapConfiguration;
import io.questdb.ServerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real QuestDB server in this JVM, on loopback. Its data survive restarts. */
public final class LocalQuestDb implements AutoCloseable {

    private static final String LOGGING = """
            writers=file
            w.file.class=io.questdb.log.LogRollingFileWriter
            w.file.location=${log.dir}/questdb.log.${date:yyyyMMdd}
            w.file.rollEvery=day
            w.file.rollSize=64m
            w.file.level=ERROR
            """;

    private final Path dir;
    private final Map<String, String> settings = new HashMap<>(System.getenv());
    private ServerMain server;

    /** Starts the server with its data in {@code dir}, and returns when it takes requests. */
    LocalQuestDb(Path dir, int httpPort, int pgPort) throws IOException {
        this.dir = dir;
        Files.createDirectories(dir.resolve("conf"));
        Files.createDirectories(dir.resolve("log"));
        Files.writeString(dir.resolve("conf/log.conf"), LOGGING);
        settings.putAll(Map.of(
                "QDB_HTTP_BIND_TO", "127.0.0.1:" + httpPort,
                "QDB_PG_NET_BIND_TO", "127.0.0.1:" + pgPort,
                "QDB_LINE_TCP_ENABLED", "false",
                "QDB_LINE_UDP_ENABLED", "false",
                "QDB_HTTP_MIN_ENABLED", "false",
                "QDB_LINE_AUTO_CREATE_NEW_COLUMNS", "false",
                "QDB_LINE_AUTO_CREATE_NEW_TABLES", "false",
                "QDB_TELEMETRY_ENABLED", "false",
                "QDB_SHARED_WORKER_COUNT", "2"));
        server = boot();
    }

    private ServerMain boot() {
        ServerMain booted = new ServerMain(new Bootstrap(
                new DefaultBootstrapConfiguration() {
                    @Override
                    public Map<String, String> getEnv() {
                        return settings;
                    }
                },
                "-d",
                dir.toAbsolutePath().toString()));
        booted.start();
        return booted;
    }

    /** Starts the server again after {@link #close()}, with the same data and ports. */
    public void restart() {
        server = boot();
    }

    @Override
    public void close() {
        server.close();
    }
}
