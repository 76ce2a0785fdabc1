package b3.api.datasets;

import b3.schema.Dataset;
import b3.schema.columns.TableColumn;
import java.util.List;
import java.util.stream.Stream;

/**
 * One dataset with its columns.
 *
 * @param name name on paths and topics
 * @param description what one record is
 * @param unit unit of the main figure
 * @param path path of this API
 * @param columns the fields of an answer, in order, then the columns that only the table has
 */
record DatasetColumns(String name, String description, String unit, String path, List<ColumnEntry> columns) {

    static DatasetColumns of(Dataset<?> dataset) {
        List<TableColumn> fields = dataset.fields();
        List<String> names = fields.stream().map(TableColumn::name).toList();
        Stream<TableColumn> others = dataset.stored().stream()
                .filter(column -> !names.contains(column.name()))
                .map(column -> column.as(""));
        List<ColumnEntry> columns =
                Stream.concat(fields.stream(), others).map(ColumnEntry::of).toList();
        return new DatasetColumns(dataset.name(), dataset.description(), dataset.unit(), dataset.path(), columns);
    }
}
