package b3.stack.verify;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.stack.access.ApiClient;
import b3.stack.access.LogTables;
import b3.stack.access.Logs;
import b3.stack.access.SinkProgress;
import b3.stack.access.StackOptions;
import b3.stack.access.UsageException;
import b3.stack.verify.TableCheck.Mismatch;
import b3.stack.verify.TopicContents.DatasetContents;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Compares the tables and the answers of the API with the topics. The system may be at work meanwhile: a key that differs is
 * compared again once the sink has written what the topics hold by then, and it counts only if it differs each time. The
 * exit code is 1 if a key counts.
 *
 * <p>Attempts and heartbeats have no key with a current row, so they are not compared.
 */
@Command(name = "verify")
public final class VerifyCommand implements Callable<Integer> {

    private static final int MOST_LOOKS = 5;

    @Mixin
    StackOptions options = new StackOptions();

    @Option(names = "--bootstrap-servers")
    @Nullable
    String bootstrapServers;

    @Option(names = "--api")
    @Nullable
    String api;

    @Option(names = "--session")
    @Nullable
    String session;

    @Option(names = "--dataset")
    @Nullable
    String only;

    @Option(names = "--most", defaultValue = "20")
    int most;

    @Option(names = "--timeout", defaultValue = "60")
    int timeoutSeconds;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Sessions sessions = Sessions.parse("--session", session);
        List<Dataset<?>> datasets = datasets();
        Logs.to(options.dataDir.resolve("b3-verify.log"));
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", bootstrapServers == null ? options.bootstrapServers() : bootstrapServers);
        StackOptions.requireBroker(kafka);
        ApiClient client = new ApiClient(api == null ? options.apiUrl() : api, System.getenv());
        ApiCheck answers = new ApiCheck(new ApiRoutes(client, datasets, sessions), datasets);
        try (LogTables tables = new LogTables(options);
                SinkProgress sink = new SinkProgress(kafka, tables);
                TopicContents topics = new TopicContents(kafka, answers.fields(), sessions)) {
            return verify(datasets, sessions.span(), topics, sink, new TableCheck(tables, sessions), answers);
        } catch (SQLException | ExecutionException | KafkaException e) {
            throw new UsageException("QuestDB or Kafka no longer answers: " + e.getMessage());
        }
    }

    private int verify(
            List<Dataset<?>> datasets,
            Span span,
            TopicContents topics,
            SinkProgress sink,
            TableCheck tables,
            ApiCheck answers)
            throws Exception {
        topics.readOn();
        awaitSink(sink, datasets);
        Map<Dataset<?>, Map<String, Difference>> differences = new LinkedHashMap<>();
        for (Dataset<?> dataset : datasets) {
            differences.put(dataset, compare(dataset, topics.contents(dataset), List.of(span), tables, answers));
        }
        for (int look = 1; look < MOST_LOOKS && differs(differences); look++) {
            topics.readOn();
            boolean caughtUp = awaitSink(sink, datasets);
            for (Map.Entry<Dataset<?>, Map<String, Difference>> each : differences.entrySet()) {
                List<Span> days = Span.days(
                        each.getValue().values().stream().map(Difference::ts).toList());
                Map<String, Difference> again =
                        compare(each.getKey(), topics.contents(each.getKey()), days, tables, answers);
                again.keySet().retainAll(each.getValue().keySet());
                each.setValue(again);
            }
            if (!caughtUp) {
                break;
            }
        }
        new VerifyReport(spec.commandLine().getOut(), topics, answers).print(differences, most);
        return differs(differences) ? 1 : 0;
    }

    private boolean awaitSink(SinkProgress sink, Collection<Dataset<?>> datasets) throws Exception {
        boolean caughtUp = sink.await(datasets, Duration.ofSeconds(timeoutSeconds));
        if (!caughtUp) {
            PrintWriter progress = spec.commandLine().getErr();
            progress.println("b3: questdb-sink has not written within " + timeoutSeconds
                    + " s what the topics hold; what is not written counts as a difference");
            progress.flush();
        }
        return caughtUp;
    }

    private static Map<String, Difference> compare(
            Dataset<?> dataset, DatasetContents contents, List<Span> spans, TableCheck tables, ApiCheck answers)
            throws Exception {
        Map<String, Difference> differences = new TreeMap<>();
        for (Span span : spans) {
            Map<String, Mismatch> byTable = tables.check(dataset, contents, span);
            Map<String, Mismatch> byApi = answers.check(dataset, contents, span);
            Set<String> keys = new TreeSet<>(byTable.keySet());
            keys.addAll(byApi.keySet());
            keys.forEach(key -> differences.put(key, new Difference(byTable.get(key), byApi.get(key))));
        }
        contents.byKey.forEach((key, last) -> {
            if (last.fault() != null) {
                differences.put(key, new Difference(new Mismatch(last.ts(), "nothing of it"), null));
            }
        });
        return differences;
    }

    private static boolean differs(Map<Dataset<?>, Map<String, Difference>> differences) {
        return differences.values().stream().anyMatch(each -> !each.isEmpty());
    }

    private List<Dataset<?>> datasets() {
        List<Dataset<?>> standing = Datasets.ALL.stream()
                .filter(dataset -> !dataset.keyColumns().isEmpty())
                .toList();
        if (only == null) {
            return standing;
        }
        List<Dataset<?>> named =
                standing.stream().filter(dataset -> dataset.name().equals(only)).toList();
        if (named.isEmpty()) {
            throw new UsageException("--dataset: expected one of "
                    + String.join(", ", standing.stream().map(Dataset::name).toList()) + ", saw \"" + only + "\"");
        }
        return named;
    }
}
