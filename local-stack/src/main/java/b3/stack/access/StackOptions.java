package b3.stack.access;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Option;

/** Where the local stack lives: the same options, with the same environment names, for every command that meets it. */
public final class StackOptions {

    @Option(names = "--data-dir", defaultValue = "${env:B3_DATA_DIR:-data}")
    public Path dataDir = Path.of("data");

    @Option(names = "--port", defaultValue = "${env:B3_API_PORT:-8082}")
    public int apiPort;

    @Option(names = "--kafka-port", defaultValue = "${env:B3_KAFKA_PORT:-9092}")
    public int kafkaPort;

    @Option(names = "--questdb-http-port", defaultValue = "${env:B3_QUESTDB_HTTP_PORT:-9000}")
    public int questDbHttpPort;

    @Option(names = "--questdb-pg-port", defaultValue = "${env:B3_QUESTDB_PG_PORT:-8812}")
    public int questDbPgPort;

    /** Path of a Chromium, found by the launcher; empty when there is none. */
    @Option(names = "--browser", hidden = true, defaultValue = "${env:B3_BROWSER_EXECUTABLE:-}")
    public String browser = "";

    public String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + questDbPgPort + "/qdb";
    }

    public String apiUrl() {
        return "http://localhost:" + apiPort;
    }

    /** Ends the command if no broker answers. */
    public static void requireBroker(Map<String, Object> kafka) throws InterruptedException {
        Map<String, Object> settings = new LinkedHashMap<>(kafka);
        settings.put("default.api.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        try (Admin admin = Admin.create(settings)) {
            admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new UsageException("no Kafka broker answers at " + kafka.get("bootstrap.servers")
                    + "; is the stack up, and on this --kafka-port?");
        }
    }
}
