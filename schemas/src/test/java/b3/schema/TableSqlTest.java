package b3.schema;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.columns.TableColumn;
import b3.schema.sql.TableSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableSqlTest {

    private static final Path FILE = Path.of("src/main/resources/b3/schema/tables.sql");

    static List<TableSql> tables() {
        return TableSql.all();
    }

    @Test
    void theCheckedInSqlIsTheDatasets() throws IOException {
        String text = tables().stream().map(TableSql::text).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("schemas.write")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE)
                .as("a table has changed: run %s and commit the file", SchemaTest.COMMAND)
                .hasContent(text);
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
}
