package b3.stack;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the local stack lives: the same options, with the same environment names, for every command that meets it. */
final class StackOptions {

    @Option(names = "--data-dir", defaultValue = "${env:B3_DATA_DIR:-data}")
    Path dataDir = Path.of("data");

    @Option(names = "--port", defaultValue = "${env:B3_API_PORT:-8082}")
    int apiPort;

    @Option(names = "--kafka-port", defaultValue = "${env:B3_KAFKA_PORT:-9092}")
    int kafkaPort;

    @Option(names = "--questdb-http-port", defaultValue = "${env:B3_QUESTDB_HTTP_PORT:-9000}")
    int questDbHttpPort;

    @Option(names = "--questdb-pg-port", defaultValue = "${env:B3_QUESTDB_PG_PORT:-8812}")
    int questDbPgPort;

    /** Path of a Chromium, found by the launcher; empty when there is none. */
    @Option(names = "--browser", hidden = true, defaultValue = "${env:B3_BROWSER_EXECUTABLE:-}")
    String browser = "";

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + questDbPgPort + "/qdb";
    }

    String apiUrl() {
        return "http://localhost:" + apiPort;
    }
}
