package b3.schema.columns;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table as everything that is made from the declaration sees it.
 *
 * @param name name in the table
 * @param field name in answers of the query API; empty for a column that no answer has
 * @param kind what it holds
 * @param place whether it tells records or rows apart, and whose it is
 * @param description what it is, its unit and when there is none, as one sentence
 * @param unit what a number counts; empty where the description says so
 * @param orNull when there is no value, after the word null; empty: there always is one
 * @param distinct how many different values of a {@link Kind#SYMBOL} there may be
 * @param code what a caller may ask for
 * @param oneOf the values there are, of text that is one of a few; empty for any
 * @param expression SQL over the stored columns of a column that is not stored; empty for one that is
 * @param value value of the record that the column belongs to, or of the row within it
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

    /** Whose a column is, and whether it is a key. */
    public enum Place {
        /** Part of the key that tells records apart. */
        KEY,
        /** What a record says. */
        VALUE,
        /** Tells the rows of one record apart. */
        ROW_KEY,
        /** What a row of a record says. */
        ROW
    }

    public TableColumn {
        oneOf = List.copyOf(oneOf);
    }

    /** A column that every table has. */
    public static TableColumn common(String name, String field, Kind kind, String what) {
        return new TableColumn(
                name, field, kind, Place.VALUE, what + ".", "", "", 64, Code.NONE, List.of(), "", row -> null);
    }

    /** A column that is not stored: readers make it from the others. */
    public static TableColumn derived(String name, String field, Kind kind, String expression, String what) {
        return new TableColumn(
                name, field, kind, Place.VALUE, what + ".", "", "", 0, Code.NONE, List.of(), expression, row -> null);
    }

    /** The same, of which only another column is stored. */
    public TableColumn from(String column) {
        return new TableColumn(
                name, field, kind, place, description, unit, orNull, distinct, code, oneOf, column, value);
    }

    /** The same where there may be no value. */
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

    /** The same with another name in answers. */
    public TableColumn as(String otherField) {
        return new TableColumn(
                name, otherField, kind, place, description, unit, orNull, distinct, code, oneOf, expression, value);
    }

    /** Whether there may be no value. */
    public boolean nullable() {
        return !orNull.isEmpty();
    }

    /** Whether the table has it. */
    public boolean stored() {
        return expression.isEmpty();
    }

    /** Whether it belongs to a row of a record of several. */
    public boolean ofRow() {
        return place == Place.ROW || place == Place.ROW_KEY;
    }

    /** Whether it tells records, or the rows of one record, apart. */
    public boolean isKey() {
        return place == Place.KEY || place == Place.ROW_KEY;
    }

    /** Whether callers may filter by it. */
    public boolean isFilter() {
        return code != Code.NONE || !oneOf.isEmpty();
    }
}
