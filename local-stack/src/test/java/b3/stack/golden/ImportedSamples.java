package b3.stack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Json;
import b3.stack.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One stack with every real document imported, and the findings of an independent reader. */
final class ImportedSamples implements AutoCloseable {

    private static final int PAGE = 1000;

    private final Path dir;
    private final RunningStack stack;
    private final Map<Sample, RunningStack.Ended> imports = new LinkedHashMap<>();

    /** Starts a stack and imports every sample. */
    ImportedSamples() throws Exception {
        dir = Files.createTempDirectory("b3-samples");
        stack = new RunningStack(dir.resolve("data"));
        Sample.ALL.forEach(sample -> imports.put(sample, importAgain(sample)));
    }

    /** Returns whether the folders of documents and of findings are there. */
    static boolean areAtHand() {
        return System.getenv("B3_SAMPLES_DIR") != null && System.getenv("B3_GOLDEN_DIR") != null;
    }

    static Path folder() {
        return Path.of(Objects.requireNonNull(System.getenv("B3_SAMPLES_DIR")));
    }

    /** Returns what an independent reader found in the documents of one kind. */
    static JsonNode golden(String name) throws IOException {
        Path goldenDir = Path.of(Objects.requireNonNull(System.getenv("B3_GOLDEN_DIR")));
        return Json.MAPPER.readTree(Files.readAllBytes(goldenDir.resolve(name)));
    }

    RunningStack stack() {
        return stack;
    }

    /** Returns how the import of a sample ended. */
    RunningStack.Ended importOf(Sample sample) {
        return Objects.requireNonNull(imports.get(sample));
    }

    RunningStack.Ended importAgain(Sample sample) {
        List<String> arguments = new ArrayList<>(
                List.of("import", sample.feed(), folder().resolve(sample.file()).toString()));
        if (sample.askedFor() != null) {
            arguments.addAll(List.of("--session", sample.askedFor()));
        }
        return stack.run(arguments.toArray(String[]::new));
    }

    /** Returns every row of an answer, which is read page by page. */
    List<JsonNode> all(String query) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            RunningStack.Answer answer = stack.get(query + "&limit=" + PAGE + cursor);
            assertThat(answer.status()).as(query + " " + answer.body()).isEqualTo(200);
            answer.body().path("data").forEach(all::add);
            JsonNode next = answer.body().path("next");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /** Returns every row of an answer by the text of a field, which no two rows may share. */
    Map<String, JsonNode> allBy(String field, String query) throws Exception {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        for (JsonNode row : all(query)) {
            assertThat(rows.put(row.path(field).asString(), row))
                    .as("two rows of " + row.path(field) + " in " + query)
                    .isNull();
        }
        return rows;
    }

    /** Returns the row with this name, which must be there. */
    static JsonNode row(Map<String, JsonNode> rows, String name) {
        return Objects.requireNonNull(rows.get(name), "no row " + name);
    }

    /** Requires that a row has this figure, or none if none is expected. */
    static void assertSame(JsonNode row, String field, JsonNode expected) {
        if (expected.isNull() || expected.isMissingNode()) {
            assertThat(row.path(field).isNull()).as(field + " of " + row).isTrue();
        } else {
            assertThat(row.path(field).decimalValue())
                    .as(field + " of " + row)
                    .isEqualByComparingTo(expected.asString());
        }
    }

    /** Requires that a row has this text. */
    static void assertSays(JsonNode row, String field, String expected) {
        assertThat(row.path(field).asString()).as(field + " of " + row).isEqualTo(expected);
    }

    @Override
    public void close() throws IOException {
        stack.close();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
