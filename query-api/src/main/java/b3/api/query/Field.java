package b3.api.query;

import b3.schema.Json;
import b3.schema.columns.TableColumn;
import b3.schema.columns.TableColumn.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column as an answer shows it.
 *
 * @param column what is shown
 */
public record Field(TableColumn column) {

    /** Its name in an answer. */
    public String name() {
        return column.field();
    }

    /** What the query selects for it. */
    public String selected() {
        return column.stored() ? column.name() : column.expression() + " " + column.name();
    }

    /** The field's value of a result row, as it goes into an answer. */
    public @Nullable Object of(Map<String, @Nullable Object> row) {
        if (!row.containsKey(column.name())) {
            throw new IllegalStateException("field " + name() + ": the query selects no column " + column.name());
        }
        Object value = row.get(column.name());
        if (value instanceof Instant instant) {
            return column.kind() == Kind.DAY
                    ? instant.atZone(ZoneOffset.UTC).toLocalDate().toString()
                    : Moment.print(instant);
        }
        boolean json = column.kind() == Kind.OBJECT || column.kind() == Kind.LIST;
        return json && value != null ? Json.MAPPER.readTree(value.toString()) : value;
    }

    /** Its JSON Schema. */
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (column.kind()) {
            case MOMENT -> put(schema, "string", "date-time");
            case DAY -> put(schema, "string", "date");
            case SYMBOL, TEXT -> put(schema, "string", "");
            case NUMBER -> put(schema, "number", "double");
            case LONG, INT -> put(schema, "integer", "int64");
            case FLAG -> put(schema, "boolean", "");
            case OBJECT -> put(schema, "object", "");
            case LIST -> put(schema, "array", "");
        }
        schema.put("description", column.description());
        return schema;
    }

    private void put(Map<String, Object> schema, String type, String format) {
        schema.put("type", column.nullable() ? List.of(type, "null") : type);
        if (!format.isEmpty()) {
            schema.put("format", format);
        }
    }
}
