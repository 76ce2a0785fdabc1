package b3.schema;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.columns.TableColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableSqlTest {

    private static final Path FOLDER = Path.of("src/main/resources/b3/schema/sql");

    static List<TableSql> tables() {
        return TableSql.all();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theCheckedInSqlIsTheDatasets(TableSql table) throws IOException {
        Path file = file(table);
        if (Boolean.getBoolean("schemas.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, table.text());
        }
        assertThat(file)
                .as(
                        "the table of %s has changed: run %s and commit it",
                        table.dataset().name(), SchemaTest.COMMAND)
                .hasContent(table.text());
    }

    @Test
    void noSqlHasLostItsDataset() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files)
                    .hasSameElementsAs(tables().stream().map(TableSqlTest::file).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnHasOneMeaning(TableSql table) {
        Dataset<?> dataset = table.dataset();
        List<String> stored = dataset.stored().stream().map(TableColumn::name).toList();

        assertThat(stored).doesNotHaveDuplicates().containsAll(dataset.rowKey()).containsAll(dataset.keyColumns());
        assertThat(dataset.fields()).extracting(TableColumn::field).doesNotHaveDuplicates();
        assertThat(dataset.rowKey().contains("revision")).isEqualTo(dataset.hasRevisions());
        assertThat(stored.contains("session"))
                .as("a column session, for ts is a moment")
                .isEqualTo(dataset.ofMoments());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyFieldIsASentence(TableSql table) {
        assertThat(table.dataset().fields().stream()
                        .filter(field -> !field.description().matches("[A-Z0-9`].*[^.;]\\."))
                        .map(TableColumn::description)
                        .collect(Collectors.toList()))
                .isEmpty();
    }

    private static Path file(TableSql table) {
        return FOLDER.resolve(table.dataset().table() + ".sql");
    }
}
