package b3.stack.access;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Option;

/** Where the local stack is: every command that meets the stack has these options, with the same environment names. */
public final class StackOptions {

    /** The folder with the data of the stack. */
    @Option(names = "--data-dir", defaultValue = "${env:B3_DATA_DIR:-data}")
    public Path dataDir = Path.of("data");

    /** The port of the API. */
    @Option(names = "--port", defaultValue = "${env:B3_API_PORT:-8082}")
    public int apiPort;

    /** The address that the API listens on. */
    @Option(names = "--bind", hidden = true, defaultValue = "${env:B3_API_BIND:-127.0.0.1}")
    public String apiBind = "127.0.0.1";

    /** The port of the broker. */
    @Option(names = "--kafka-port", defaultValue = "${env:B3_KAFKA_PORT:-9092}")
    public int kafkaPort;

    /** The port of QuestDB for HTTP. */
    @Option(names = "--questdb-http-port", defaultValue = "${env:B3_QUESTDB_HTTP_PORT:-9000}")
    public int questDbHttpPort;

    /** The port of QuestDB for SQL. */
    @Option(names = "--questdb-pg-port", defaultValue = "${env:B3_QUESTDB_PG_PORT:-8812}")
    public int questDbPgPort;

    /** The path of a Chromium, which the launcher finds; empty when there is none. */
    @Option(names = "--browser", hidden = true, defaultValue = "${env:B3_BROWSER_EXECUTABLE:-}")
    public String browser = "";

    /** Returns the address of the broker. */
    public String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Returns the address of QuestDB for JDBC. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + questDbPgPort + "/qdb";
    }

    /** Returns the address of the API. */
    public String apiUrl() {
        boolean here = List.of("127.0.0.1", "0.0.0.0", "::", "::1", "localhost").contains(apiBind);
        String host = apiBind.contains(":") ? "[" + apiBind + "]" : apiBind;
        return "http://" + (here ? "localhost" : host) + ":" + apiPort;
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
