package b3.api.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The content of a legacy CSV file: rows of a dataset, several of which make one line.
 *
 * @param dataset whose rows it holds
 * @param given parameters that select the rows, as the dataset's own endpoint takes them
 * @param grain fields whose values the rows of one line share; a row without one of them is left out
 * @param columns the columns, in order
 */
record LegacyTable(Dataset<?> dataset, Map<String, String> given, List<String> grain, List<Column> columns)
        implements LegacyFile.Content {

    /**
     * One column.
     *
     * @param title its title in the header row
     * @param cell its value of the rows of one line, at least one; null is an empty cell
     */
    record Column(String title, Function<List<Map<String, @Nullable Object>>, @Nullable Object> cell) {

        /** The time of day at which the last row of the line became known. */
        static final Column CLOCK = new Column(
                "hora", line -> LegacyText.clock(LegacyRows.knownAt(line).orElseThrow()));

        /** The day in a field, {@code 13-10-2025}. */
        static Column day(String field) {
            return new Column(
                    "data", line -> LegacyText.dashed(String.valueOf(first(line).get(field))));
        }

        /** A field that is the same in all rows of the line. */
        static Column field(String title, String field) {
            return new Column(title, line -> first(line).get(field));
        }

        /** A field of the line's row that has this value in another field. */
        static Column of(String title, String key, String value, String field) {
            return new Column(title, line -> line.stream()
                    .filter(row -> value.equals(row.get(key)))
                    .findFirst()
                    .map(row -> row.get(field))
                    .orElse(null));
        }

        /** The same column with another form of its value. */
        Column as(String otherTitle, Function<@Nullable Object, @Nullable Object> form) {
            return new Column(otherTitle, line -> form.apply(cell.apply(line)));
        }

        private static Map<String, @Nullable Object> first(List<Map<String, @Nullable Object>> line) {
            return line.get(0);
        }

        private @Nullable String text(List<Map<String, @Nullable Object>> line) {
            Object value = cell.apply(line);
            if (value == null) {
                return null;
            }
            return value instanceof Double figure ? LegacyText.plain(figure) : value.toString();
        }
    }

    @Override
    public void write(LegacyRows rows, OutputStream out) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, UTF_8);
        csv.writeRecord(columns.stream().map(Column::title).toList());
        for (List<Map<String, @Nullable Object>> line : lines(rows.all(dataset, given))) {
            CsvWriter.CsvWriterRecord cells = csv.writeRecord();
            columns.forEach(column -> cells.writeField(column.text(line)));
            cells.endRecord();
        }
        csv.flush();
    }

    private Iterable<List<Map<String, @Nullable Object>>> lines(List<Map<String, @Nullable Object>> rows) {
        Map<List<@Nullable Object>, List<Map<String, @Nullable Object>>> lines = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : rows) {
            List<@Nullable Object> key = new ArrayList<>();
            grain.forEach(field -> key.add(row.get(field)));
            if (key.stream().allMatch(Objects::nonNull)) {
                lines.computeIfAbsent(key, one -> new ArrayList<>()).add(row);
            }
        }
        return lines.values();
    }
}
