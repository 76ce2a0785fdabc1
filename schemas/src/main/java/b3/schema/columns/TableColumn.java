package b3.schema.columns;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a dataset, read from its declaration. Tables, queries, fields and documentation are made from it.
 *
 * @param name name in the table
 * @param field name in answers of the query API; empty for a column that no answer has
 * @param kind what the column holds
 * @param place whether the column belongs to the record or to a row of it, and whether it is part of a key
 * @param description meaning, unit and meaning of null, as one sentence
 * @param unit what a number counts; empty where the description says so
 * @param orNull when the value is null, to be read after the word null; empty for a column that is never null
 * @param distinct the most different values that a {@link Kind#SYMBOL} is expected to have
 * @param code the texts that a caller can filter by
 * @param oneOf the values that a text can have; empty where any text is possible
 * @param expression SQL over the stored columns of a column that is not stored; empty for one that is
 * @param value reads the value from a record, or from a row of a record; see {@link #ofRow}
 */
public record TableColumn(
        String name,
        String field,
        Kind kind,
        Place place,
        String description,
        String unit,
        String orNull,
        int distinct,
        Code code,
        List<String> oneOf,
        String expression,
        Function<Object, @Nullable Object> value) {

    /** What a column holds. */
    public enum Kind {
        /** Text that repeats itself. */
        SYMBOL("symbol"),
        /** Text. */
        TEXT("varchar"),
        /** IEEE double. */
        NUMBER("double"),
        /** Whole number of 64 bits. */
        LONG("long"),
        /** Whole number of 32 bits. */
        INT("int"),
        /** True or false. */
        FLAG("boolean"),
        /** Day, as its midnight UTC. */
        DAY("timestamp"),
        /** Moment in UTC, to the microsecond. */
        MOMENT("timestamp"),
        /** JSON object as text. */
        OBJECT("varchar"),
        /** JSON list as text. */
        LIST("varchar");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        /** The type in QuestDB. */
        public String sql() {
            return sql;
        }
    }

    /** Whether a column belongs to the record or to a row of it, and whether it is part of a key. */
    public enum Place {
        /** The column is part of the key that tells records apart. */
        KEY,
        /** The column holds a value of the record. */
        VALUE,
        /** The column tells the rows of one record apart. */
        ROW_KEY,
        /** The column holds a value of one row of the record. */
        ROW
    }

    public TableColumn {
        oneOf = List.copyOf(oneOf);
    }

    /** Makes a column that every table has. */
    public static TableColumn common(String name, String field, Kind kind, String what) {
        return new TableColumn(
                name, field, kind, Place.VALUE, what + ".", "", "", 64, Code.NONE, List.of(), "", row -> null);
    }

    /** Makes a column that no table stores: a query computes it from the stored columns. */
    public static TableColumn derived(String name, String field, Kind kind, String expression, String what) {
        return new TableColumn(
                name, field, kind, Place.VALUE, what + ".", "", "", 0, Code.NONE, List.of(), expression, row -> null);
    }

    /** Returns this column, computed from another one instead of stored. */
    public TableColumn from(String column) {
        return new TableColumn(
                name, field, kind, place, description, unit, orNull, distinct, code, oneOf, column, value);
    }

    /** Returns this column with a meaning of null. */
    public TableColumn orNull(String when) {
        return new TableColumn(
                name,
                field,
                kind,
                place,
                description.substring(0, description.length() - 1) + "; null " + when + ".",
                unit,
                when,
                distinct,
                code,
                oneOf,
                expression,
                value);
    }

    /** Returns this column under another name in answers. */
    public TableColumn as(String otherField) {
        return new TableColumn(
                name, otherField, kind, place, description, unit, orNull, distinct, code, oneOf, expression, value);
    }

    /** Whether the value can be null. */
    public boolean nullable() {
        return !orNull.isEmpty();
    }

    /** Whether the table stores this column. */
    public boolean stored() {
        return expression.isEmpty();
    }

    /** Whether the value is that of a row, and not of the whole record. */
    public boolean ofRow() {
        return place == Place.ROW || place == Place.ROW_KEY;
    }

    /** Whether this column is part of the key of records, or of the key of the rows of one record. */
    public boolean isKey() {
        return place == Place.KEY || place == Place.ROW_KEY;
    }

    /** Whether callers can filter by this column. */
    public boolean isFilter() {
        return code != Code.NONE || !oneOf.isEmpty();
    }
}
