package b3.stack.verify;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.stack.access.LogTables;
import b3.stack.access.Logs;
import b3.stack.access.SinkProgress;
import b3.stack.access.StackOptions;
import b3.stack.access.UsageException;
import b3.stack.verify.StandingTopics.Said;
import b3.stack.verify.StandingTopics.Told;
import b3.stack.verify.TableCheck.Found;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
 * Holds the tables and the answers of the API against what the topics say, on a system that may be at work: a key that
 * differs is looked at again, once the sink has passed what the topics hold by then, and counts only if it differs each time.
 * Exit code 1 if one does.
 *
 * <p>Attempts and heartbeats have no key of which something stands: they are not looked at.
 */
@Command(name = "verify")
public final class VerifyCommand implements Callable<Integer> {

    /** A key that differs, by what each of the two says instead; null: the same. */
    private record Difference(
            @Nullable Found table, @Nullable Found api) {

        Instant ts() {
            return table != null ? table.ts() : api != null ? api.ts() : Instant.EPOCH;
        }
    }

    private static final int MOST_LOOKS = 5;
    private static final String SAME = "the same";

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
        ApiCheck answers = new ApiCheck(client, datasets, sessions);
        try (LogTables tables = new LogTables(options);
                SinkProgress sink = new SinkProgress(kafka, tables);
                StandingTopics topics = new StandingTopics(kafka, answers.fields(), sessions)) {
            return verify(datasets, sessions.span(), topics, sink, new TableCheck(tables, sessions), answers);
        } catch (SQLException | ExecutionException | KafkaException e) {
            throw new UsageException("QuestDB or Kafka no longer answers: " + e.getMessage());
        }
    }

    private int verify(
            List<Dataset<?>> datasets,
            Span span,
            StandingTopics topics,
            SinkProgress sink,
            TableCheck tables,
            ApiCheck answers)
            throws Exception {
        topics.readOn();
        awaitSink(sink, datasets);
        Map<Dataset<?>, Map<String, Difference>> differences = new LinkedHashMap<>();
        for (Dataset<?> dataset : datasets) {
            differences.put(dataset, compare(dataset, topics.told(dataset), List.of(span), tables, answers));
        }
        for (int look = 1; look < MOST_LOOKS && differs(differences); look++) {
            topics.readOn();
            boolean caughtUp = awaitSink(sink, datasets);
            for (Map.Entry<Dataset<?>, Map<String, Difference>> each : differences.entrySet()) {
                List<Span> days = Span.days(
                        each.getValue().values().stream().map(Difference::ts).toList());
                Map<String, Difference> again =
                        compare(each.getKey(), topics.told(each.getKey()), days, tables, answers);
                again.keySet().retainAll(each.getValue().keySet());
                each.setValue(again);
            }
            if (!caughtUp) {
                break;
            }
        }
        print(differences, topics, answers);
        return differs(differences) ? 1 : 0;
    }

    private boolean awaitSink(SinkProgress sink, Collection<Dataset<?>> datasets) throws Exception {
        boolean caughtUp = sink.await(datasets, Duration.ofSeconds(timeoutSeconds));
        if (!caughtUp) {
            PrintWriter progress = spec.commandLine().getErr();
            progress.println("b3: questdb-sink has not written in " + timeoutSeconds
                    + " s what the topics hold; what it has not written counts as a difference");
            progress.flush();
        }
        return caughtUp;
    }

    private static Map<String, Difference> compare(
            Dataset<?> dataset, Told told, List<Span> spans, TableCheck tables, ApiCheck answers) throws Exception {
        Map<String, Difference> differences = new TreeMap<>();
        for (Span span : spans) {
            Map<String, Found> byTable = tables.check(dataset, told, span);
            Map<String, Found> byApi = answers.check(dataset, told, span);
            Set<String> keys = new TreeSet<>(byTable.keySet());
            keys.addAll(byApi.keySet());
            keys.forEach(key -> differences.put(key, new Difference(byTable.get(key), byApi.get(key))));
        }
        told.last.forEach((key, said) -> {
            if (said.fault() != null) {
                differences.put(key, new Difference(new Found(said.ts(), "nothing of it"), null));
            }
        });
        return differences;
    }

    private static boolean differs(Map<Dataset<?>, Map<String, Difference>> differences) {
        return differences.values().stream().anyMatch(each -> !each.isEmpty());
    }

    private void print(Map<Dataset<?>, Map<String, Difference>> differences, StandingTopics topics, ApiCheck answers)
            throws InterruptedException {
        for (Map.Entry<Dataset<?>, Map<String, Difference>> each : differences.entrySet()) {
            Told told = topics.told(each.getKey());
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("dataset", each.getKey().name());
            line.put("keys", told.last.values().stream().filter(Said::stands).count());
            line.put("rows", told.last.values().stream().mapToLong(Said::rows).sum());
            line.put("notShown", answers.notShown(each.getKey(), told));
            line.put("differences", each.getValue().size());
            print(line);
        }
        int left = most;
        for (Map.Entry<Dataset<?>, Map<String, Difference>> each : differences.entrySet()) {
            for (Map.Entry<String, Difference> key : each.getValue().entrySet()) {
                if (left-- > 0) {
                    print(line(each.getKey(), key.getKey(), key.getValue(), topics, answers));
                }
            }
        }
    }

    private static Map<String, Object> line(
            Dataset<?> dataset, String key, Difference difference, StandingTopics topics, ApiCheck answers)
            throws InterruptedException {
        Said said = topics.told(dataset).last.get(key);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dataset", dataset.name());
        line.put("key", key);
        line.put("topic", says(said));
        line.put("table", difference.table() == null ? SAME : difference.table().says());
        if (difference.api() == null) {
            line.put("api", SAME);
        } else {
            line.put(
                    "api",
                    said == null || !said.stands()
                            ? difference.api().says()
                            : answers.explain(dataset, key, said, topics.rows(dataset, said)));
        }
        return line;
    }

    private static String says(@Nullable Said said) {
        if (said == null) {
            return "no message";
        }
        if (said.fault() != null) {
            return "a message that cannot be read: " + said.fault();
        }
        long revision = said.revision() == null ? 0 : said.revision().number();
        return said.stands()
                ? "revision " + revision + ", " + said.rows() + " rows of document " + said.document() + " known at "
                        + said.knownAt()
                : "nothing stands since revision " + revision;
    }

    private void print(Map<String, Object> line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Json.text(line));
        out.flush();
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
