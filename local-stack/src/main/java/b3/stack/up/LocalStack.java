package b3.stack.up;

import b3.api.ApiApplication;
import b3.collector.CollectorApplication;
import b3.program.Program;
import b3.schema.Topic;
import b3.sink.SinkApplication;
import b3.stack.access.StackOptions;
import b3.stack.access.UsageException;
import b3.stack.demo.DemoExchange;
import b3.stream.ProcessorApplication;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Kafka, QuestDB, the demo exchange and the four programs in this JVM. They start in this order and stop in reverse. */
public final class LocalStack implements AutoCloseable {

    private static final List<Program> PROGRAMS = List.of(
            SinkApplication.PROGRAM,
            ProcessorApplication.PROGRAM,
            ApiApplication.PROGRAM,
            CollectorApplication.PROGRAM);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, Object> settings = new HashMap<>();
    private @Nullable LocalQuestDb database;

    /** Starts everything but the collectors. */
    public LocalStack(StackOptions options) throws Exception {
        try {
            start(options);
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** Ends the command with what is wrong with the settings of a program, before anything is started. */
    static void check(StackOptions options) {
        Map<String, Object> settings = settings(options);
        for (Program program : PROGRAMS) {
            program.fault(settings).ifPresent(fault -> {
                throw new UsageException(fault);
            });
        }
    }

    private static Map<String, Object> settings(StackOptions options) {
        return Map.of(
                "b3.kafka.bootstrap-servers",
                options.bootstrapServers(),
                "b3.questdb.http",
                "127.0.0.1:" + options.questDbHttpPort,
                "b3.questdb.pg",
                "127.0.0.1:" + options.questDbPgPort,
                "b3.processor.state-dir",
                options.dataDir.resolve("streams").toAbsolutePath().toString(),
                "b3.api.port",
                options.apiPort,
                "b3.api.bind",
                options.apiBind,
                "b3.browser.executable",
                options.browser);
    }

    private void start(StackOptions options) throws Exception {
        Path data = options.dataDir;
        CompletableFuture<LocalQuestDb> questDb = CompletableFuture.supplyAsync(() -> {
            try {
                return new LocalQuestDb(data.resolve("questdb"), options.questDbHttpPort, options.questDbPgPort);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        try {
            started.push(new LocalKafka(data.resolve("kafka"), options.kafkaPort));
        } finally {
            database = questDb.join();
            started.push(database);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", options.bootstrapServers()))) {
            Topic.createMissing(admin, (short) 1);
        }
        settings.putAll(settings(options));
        started.push(SinkApplication.start(programs(settings)));
        started.push(ProcessorApplication.start(programs(settings)));
        started.push(ApiApplication.start(settings));
    }

    /**
     * Starts the collectors.
     *
     * @param live whether they fetch from the real sources instead of the demo exchange
     */
    public void collect(boolean live) throws Exception {
        if (!live) {
            DemoExchange exchange = new DemoExchange();
            started.push(exchange);
            settings.putAll(exchange.collectorSettings());
            settings.put(
                    "b3.collectors.gamma-levels-site.enabled",
                    !String.valueOf(settings.get("b3.browser.executable")).isBlank());
        }
        started.push(CollectorApplication.start(programs(settings)));
    }

    /** Returns the database, so that a test can stop and restart it. */
    public LocalQuestDb database() {
        return Objects.requireNonNull(database);
    }

    private static Map<String, Object> programs(Map<String, Object> settings) {
        Map<String, Object> headless = new HashMap<>(settings);
        headless.put("spring.main.web-application-type", "none");
        return headless;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.Logger log = System.getLogger(LocalStack.class.getName());
                log.log(System.Logger.Level.WARNING, "a part of the stack did not stop", e);
            }
        }
    }
}
