package b3.stack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import b3.stack.RunningStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** Imports every real document of the folder with {@code ./b3 import} and checks counts, repetition and the catalogue. */
@ExtendWith(SamplesExtension.class)
class GoldenImportIT {

    /** Rows of two documents that are one row of a table: the payments of the supplement are in the whole list too. */
    private static final int STATED_TWICE = 2;

    static final List<Sample> SAMPLES = Sample.ALL;

    private final ImportedSamples samples;

    GoldenImportIT(ImportedSamples samples) {
        this.samples = samples;
    }

    @Test
    void everyFileOfTheFolderIsImportedOrExceptedWithAReason() throws Exception {
        try (Stream<Path> files = Files.walk(ImportedSamples.folder())) {
            List<String> found = files.filter(Files::isRegularFile)
                    .map(file -> ImportedSamples.folder().relativize(file).toString())
                    .filter(file -> !Sample.EXCEPTED.containsKey(file))
                    .toList();
            assertThat(SAMPLES.stream().map(Sample::file)).containsExactlyInAnyOrderElementsOf(found);
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void everyRowOfADocumentCanBeRead(Sample sample) {
        RunningStack.Ended ended = samples.importOf(sample);
        assertThat(ended.lines()).as(ended.errors()).hasSize(1);
        JsonNode line = ended.lines().get(0);
        if (sample.file().equals(Sample.WEEKEND)) {
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(line.path("failure").asString()).isEqualTo("UNREADABLE_DOCUMENT");
            assertThat(line.path("detail").asString()).contains("Não há dados");
            return;
        }
        assertThat(ended.exitCode()).as(line.toString()).isZero();
        assertThat(line.has("failure")).as(line.toString()).isFalse();
        assertThat(line.path("rejected").asInt()).isEqualTo(sample.rejected());
        assertThat(line.path("readable").asInt()).isEqualTo(line.path("rows").asInt());
        assertThat(line.path("session").isNull() ? null : line.path("session").asString())
                .isEqualTo(sample.session());
        Map<String, Integer> rows = line.path("datasets").properties().stream()
                .filter(dataset -> dataset.getValue().asInt() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, dataset -> dataset.getValue().asInt()));
        assertThat(rows).isEqualTo(sample.rows());
    }

    @Test
    void theTablesAndTheAnswersSayWhatTheTopicsSay() {
        RunningStack.Ended ended = samples.stack().run("verify");

        assertThat(ended.exitCode()).as(ended.lines() + ended.errors()).isZero();
    }

    @Test
    void importingEverythingAgainInAnotherOrderChangesNothing() throws Exception {
        Map<String, List<String>> before = tables();
        assertThat(before.values().stream().mapToInt(List::size).sum())
                .isEqualTo(SAMPLES.stream()
                                .flatMap(sample -> sample.rows().values().stream())
                                .mapToInt(Integer::intValue)
                                .sum()
                        - STATED_TWICE);
        List<Sample> reversed = new ArrayList<>(SAMPLES);
        Collections.reverse(reversed);

        for (Sample sample : reversed) {
            RunningStack.Ended again = samples.importAgain(sample);
            assertThat(again.lines())
                    .as(sample.file())
                    .isEqualTo(samples.importOf(sample).lines());
        }

        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void theCatalogueListsEveryDatasetOfTheDocuments() throws Exception {
        JsonNode catalogue = samples.stack().rows("/datasets");
        for (String dataset : tables().keySet()) {
            assertThat(catalogue).as(dataset).anySatisfy(entry -> {
                assertThat(entry.path("name").asString()).isEqualTo(dataset);
                assertThat(entry.path("unit").asString()).isNotBlank();
                assertThat(entry.path("lastSession").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
                assertThat(entry.path("freshness").asString()).isIn("fresh", "stale", "unknown");
            });
        }
    }

    /** Returns the current rows of the documents as text, without the time of writing, by dataset. */
    private Map<String, List<String>> tables() throws Exception {
        String documents = SAMPLES.stream()
                .map(sample ->
                        samples.importOf(sample).lines().get(0).path("sha256").asString())
                .collect(Collectors.joining("', '", "('", "')"));
        Map<String, List<String>> tables = new TreeMap<>();
        String url = samples.stack().options.jdbcUrl();
        try (Connection database = DriverManager.getConnection(url, "admin", "quest");
                Statement statement = database.createStatement()) {
            for (var dataset : b3.schema.Datasets.ALL) {
                if (SAMPLES.stream().noneMatch(sample -> sample.rows().containsKey(dataset.name()))) {
                    continue;
                }
                List<String> rows = new ArrayList<>();
                try (ResultSet result = statement.executeQuery(
                        "select * from " + dataset.table() + " where document in " + documents)) {
                    while (result.next()) {
                        rows.add(text(result));
                    }
                }
                Collections.sort(rows);
                tables.put(dataset.name(), rows);
            }
        }
        return tables;
    }

    private static String text(ResultSet row) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String column = row.getMetaData().getColumnName(i);
            if (!column.equals("ingested_at")) {
                text.append(column).append('=').append(row.getString(i)).append(';');
            }
        }
        return text.toString();
    }
}
