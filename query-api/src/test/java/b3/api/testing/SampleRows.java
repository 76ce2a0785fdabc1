package b3.api.testing;

import b3.schema.Dataset;
import b3.schema.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One row of every dataset's table, of session 2025-02-03, with the columns that are never null. */
final class SampleRows {

    private static final JsonNode SAMPLES = read();

    private SampleRows() {}

    /** The sample row of a dataset: the values by column. */
    static Map<String, @Nullable Object> of(Dataset<?> dataset) {
        JsonNode sample = SAMPLES.get(dataset.name());
        if (sample == null) {
            throw new IllegalArgumentException("samples.json has no row of " + dataset.name() + ": add one");
        }
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        sample.forEachEntry((column, value) -> columns.put(column, Json.MAPPER.convertValue(value, Object.class)));
        return columns;
    }

    /**
     * The values by column.
     *
     * @param names names of columns, separated by blanks
     * @param values the value of each column, in the same order
     */
    static Map<String, @Nullable Object> columns(String names, @Nullable Object... values) {
        String[] columns = names.split(" ");
        if (columns.length != values.length) {
            throw new IllegalArgumentException(columns.length + " columns and " + values.length + " values: " + names);
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            row.put(columns[i], values[i]);
        }
        return row;
    }

    private static JsonNode read() {
        try (InputStream samples = Objects.requireNonNull(SampleRows.class.getResourceAsStream("samples.json"))) {
            return Json.MAPPER.readTree(samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
