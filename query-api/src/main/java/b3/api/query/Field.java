package b3.api.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of a row: where it comes from and what a caller should know of it.
 *
 * @param name name in JSON, and title of the CSV column
 * @param column column of the result
 * @param kind what it holds
 * @param description meaning and unit, and when it is null
 * @param nullable whether it can be null
 */
public record Field(String name, String column, Kind kind, String description, boolean nullable) {

    /** What a field can hold. */
    public enum Kind {
        /** Moment in UTC, printed with milliseconds and {@code Z}. */
        INSTANT,
        /** Day, ISO. */
        DATE,
        /** Text. */
        TEXT,
        /** IEEE double. */
        NUMBER,
        /** Whole number. */
        WHOLE,
        /** True or false. */
        FLAG
    }

    /** A moment in UTC. */
    public static Field instant(String name, String description) {
        return of(name, Kind.INSTANT, description);
    }

    /** A day. */
    public static Field date(String name, String description) {
        return of(name, Kind.DATE, description);
    }

    /** Text. */
    public static Field text(String name, String description) {
        return of(name, Kind.TEXT, description);
    }

    /** An IEEE double. */
    public static Field number(String name, String description) {
        return of(name, Kind.NUMBER, description);
    }

    /** A whole number. */
    public static Field whole(String name, String description) {
        return of(name, Kind.WHOLE, description);
    }

    private static Field of(String name, Kind kind, String description) {
        String column = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return new Field(name, column, kind, description, false);
    }

    /** The same, from a column that is not called like the field. */
    public Field from(String otherColumn) {
        return new Field(name, otherColumn, kind, description, nullable);
    }

    /** The same, null where the description says so. */
    public Field orNull() {
        return new Field(name, column, kind, description, true);
    }

    /** The field's value of a result row, as it goes into an answer. */
    @Nullable
    Object of(Map<String, @Nullable Object> row) {
        if (!row.containsKey(column)) {
            throw new IllegalStateException("field " + name + ": the query selects no column " + column);
        }
        Object value = row.get(column);
        if (value instanceof Instant instant) {
            return kind == Kind.DATE
                    ? instant.atZone(ZoneOffset.UTC).toLocalDate().toString()
                    : Moment.print(instant);
        }
        return value;
    }

    /** Its JSON Schema. */
    public Map<String, Object> schema() {
        return switch (kind) {
            case INSTANT -> Map.of("type", type("string"), "format", "date-time", "description", description);
            case DATE -> Map.of("type", type("string"), "format", "date", "description", description);
            case TEXT -> Map.of("type", type("string"), "description", description);
            case NUMBER -> Map.of("type", type("number"), "format", "double", "description", description);
            case WHOLE -> Map.of("type", type("integer"), "format", "int64", "description", description);
            case FLAG -> Map.of("type", type("boolean"), "description", description);
        };
    }

    private Object type(String type) {
        return nullable ? java.util.List.of(type, "null") : type;
    }
}
