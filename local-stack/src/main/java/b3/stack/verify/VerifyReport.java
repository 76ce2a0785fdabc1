package b3.stack.verify;

import b3.schema.Dataset;
import b3.schema.Json;
import b3.stack.verify.TopicContents.DatasetContents;
import b3.stack.verify.TopicContents.LastMessage;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what {@link VerifyCommand} has found, one JSON object a line. */
final class VerifyReport {

    private static final String SAME = "the same";

    private final PrintWriter out;
    private final TopicContents topics;
    private final ApiCheck answers;

    VerifyReport(PrintWriter out, TopicContents topics, ApiCheck answers) {
        this.out = out;
        this.topics = topics;
        this.answers = answers;
    }

    /**
     * Prints a line for each dataset, and after them a line for each key that differs.
     *
     * @param most the largest number of keys that are printed
     */
    void print(Map<Dataset<?>, Map<String, Difference>> differences, int most) throws InterruptedException {
        for (Map.Entry<Dataset<?>, Map<String, Difference>> each : differences.entrySet()) {
            DatasetContents contents = topics.contents(each.getKey());
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("dataset", each.getKey().name());
            line.put(
                    "keys",
                    contents.byKey.values().stream()
                            .filter(LastMessage::isCurrent)
                            .count());
            line.put(
                    "rows",
                    contents.byKey.values().stream()
                            .mapToLong(LastMessage::rows)
                            .sum());
            line.put("notShown", answers.notShown(each.getKey(), contents));
            line.put("differences", each.getValue().size());
            print(line);
        }
        int left = most;
        for (Map.Entry<Dataset<?>, Map<String, Difference>> each : differences.entrySet()) {
            for (Map.Entry<String, Difference> key : each.getValue().entrySet()) {
                if (left-- > 0) {
                    print(line(each.getKey(), key.getKey(), key.getValue()));
                }
            }
        }
    }

    private Map<String, Object> line(Dataset<?> dataset, String key, Difference difference)
            throws InterruptedException {
        LastMessage last = topics.contents(dataset).byKey.get(key);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dataset", dataset.name());
        line.put("key", key);
        line.put("topic", says(last));
        line.put("table", difference.table() == null ? SAME : difference.table().seen());
        if (difference.api() == null) {
            line.put("api", SAME);
        } else {
            line.put(
                    "api",
                    last == null || !last.isCurrent()
                            ? difference.api().seen()
                            : answers.explain(dataset, key, last, topics.rows(dataset, last)));
        }
        return line;
    }

    private static String says(@Nullable LastMessage last) {
        if (last == null) {
            return "no message";
        }
        if (last.fault() != null) {
            return "a message that cannot be read: " + last.fault();
        }
        long revision = last.revision() == null ? 0 : last.revision().number();
        return last.isCurrent()
                ? "revision " + revision + ", " + last.rows() + " rows of document " + last.document() + " known at "
                        + last.knownAt()
                : "no current row since revision " + revision;
    }

    private void print(Map<String, Object> line) {
        out.println(Json.text(line));
        out.flush();
    }
}
