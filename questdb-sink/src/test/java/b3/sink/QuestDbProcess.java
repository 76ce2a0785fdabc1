package b3.sink;

import io.questdb.ServerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real QuestDB in a JVM of its own, so that it can be killed. */
final class QuestDbProcess implements AutoCloseable {

    private final Path root;
    private final int httpPort = freePort();
    private final int pgPort = freePort();
    private Process process;

    QuestDbProcess(Path root) {
        this.root = root;
        this.process = launch();
    }

    int httpPort() {
        return httpPort;
    }

    int pgPort() {
        return pgPort;
    }

    /** Ends it as a power switch would end a program. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it in order. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    void start() {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Process launch() {
        try {
            Files.createDirectories(root);
            String jar = Path.of(ServerMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString();
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-cp",
                    jar,
                    "io.questdb.ServerMain",
                    "-d",
                    root.toString());
            builder.environment()
                    .putAll(Map.of(
                            "QDB_HTTP_BIND_TO", "127.0.0.1:" + httpPort,
                            "QDB_PG_NET_BIND_TO", "127.0.0.1:" + pgPort,
                            "QDB_LINE_TCP_ENABLED", "false",
                            "QDB_LINE_UDP_ENABLED", "false",
                            "QDB_HTTP_MIN_ENABLED", "false",
                            "QDB_TELEMETRY_ENABLED", "false",
                            "QDB_SHARED_WORKER_COUNT", "1"));
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
