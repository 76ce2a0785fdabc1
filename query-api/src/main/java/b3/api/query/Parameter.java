package b3.api.query;

import b3.api.http.Problem;
import b3.schema.Dataset;
import b3.schema.columns.TableColumn;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One query parameter: how its value is read, which values are allowed and which rows it keeps.
 *
 * @param name name in the query string, and of the bind variable
 * @param description what it does, for the caller
 * @param allowed the allowed values, described for the caller
 * @param example an allowed value
 * @param schema its JSON Schema in the API description
 * @param reader turns a text into the value that is bound; empty when the text is not allowed
 * @param several whether several values may be given, separated by commas or by repetition
 * @param conditions SQL that keeps the rows wanted, with {@code :name} bound, by what it looks at; none when the parameter
 *     filters nothing
 * @param otherwise the text that is read when the parameter is not given; empty for none
 * @param narrows column of the key that its condition on values narrows to few values, which are looked up first so that
 *     not every row is looked at; empty for none
 */
public record Parameter(
        String name,
        String description,
        String allowed,
        String example,
        Map<String, Object> schema,
        Function<String, Optional<?>> reader,
        boolean several,
        Map<Place, String> conditions,
        String otherwise,
        String narrows) {

    /** What a parameter's condition looks at. */
    public enum Place {
        /** The key of the record or the time of knowledge; applied before the current revision of each key is chosen. */
        KEY,
        /** A value of the record, which another revision may not have; applied to the current revisions. */
        VALUE,
        /** One row of a book; applied to the books chosen, so that it does not change which book is the newest. */
        ROW
    }

    private static final int LONGEST_VALUE = 1000;
    private static final int MOST_VALUES = 50;
    private static final String SEVERAL = "; several separated by commas";

    public Parameter {
        schema = Map.copyOf(schema);
        conditions = Map.copyOf(conditions);
    }

    /** Makes the filter of a column, which takes several values. */
    static Parameter of(Dataset<?> dataset, TableColumn column, String name) {
        Parameter read = column.oneOf().isEmpty()
                ? read(
                        name,
                        text -> column.code().read(text).map(Parameter::bound),
                        column.code().allowed(),
                        column.code().example())
                : oneOf(name, column.oneOf());
        if (column.kind() == TableColumn.Kind.DAY) {
            read = read.schema("format", "date");
        }
        String value = column.code().ignoresCase() ? "upper(" + column.name() + ")" : column.name();
        Parameter filter = read.means(column.description())
                .severalAllowed()
                .on(place(dataset, column), value + " in (:" + name + ")");
        boolean narrows = column.place() == TableColumn.Place.ROW_KEY && dataset.large();
        return narrows ? filter.narrowing(dataset.keyColumns().get(0)) : filter;
    }

    private static Place place(Dataset<?> dataset, TableColumn column) {
        if (column.ofRow()) {
            return Place.ROW;
        }
        return column.place() == TableColumn.Place.KEY || !dataset.hasRevisions() ? Place.KEY : Place.VALUE;
    }

    /** A day is bound as its midnight UTC, as the column stores it. */
    private static Object bound(Object value) {
        return value instanceof LocalDate day ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : value;
    }

    /** Makes a parameter whose text a function reads. The parameter has no condition yet. */
    public static Parameter read(String name, Function<String, Optional<?>> reader, String allowed, String example) {
        Map<String, Object> text = Map.of("type", "string");
        return new Parameter(name, "", allowed, example, text, reader, false, Map.of(), "", "");
    }

    /** Makes a parameter that is one of a few words, in upper or lower case. */
    public static Parameter oneOf(String name, List<String> words) {
        return read(
                        name,
                        text -> words.stream().filter(text::equalsIgnoreCase).findFirst(),
                        "one of " + String.join(", ", words),
                        words.get(0))
                .schema("enum", words);
    }

    /** Returns this parameter with a description. */
    public Parameter means(String what) {
        return new Parameter(name, what, allowed, example, schema, reader, several, conditions, otherwise, narrows);
    }

    /** Returns this parameter with a condition on the key, which binds {@code :name}. */
    public Parameter onKey(String sql) {
        return on(Place.KEY, sql);
    }

    /** Returns this parameter with a condition on the values of a record, which binds {@code :name}. */
    public Parameter onValue(String sql) {
        return on(Place.VALUE, sql);
    }

    private Parameter on(Place place, String sql) {
        Map<Place, String> more = new EnumMap<>(Place.class);
        more.putAll(conditions);
        more.put(place, sql);
        return new Parameter(name, description, allowed, example, schema, reader, several, more, otherwise, narrows);
    }

    /** Returns this parameter so that it takes several values; its condition must then be {@code column in (:name)}. */
    public Parameter severalAllowed() {
        String more = allowed + SEVERAL;
        return new Parameter(name, description, more, example, schema, reader, true, conditions, otherwise, narrows);
    }

    /** Returns this parameter so that it takes one value, as a variable of a path does. */
    public Parameter single() {
        String one = allowed.replace(SEVERAL, "");
        return new Parameter(name, description, one, example, schema, reader, false, conditions, otherwise, narrows);
    }

    /** Returns this parameter so that values of a column of the key are looked up first. */
    private Parameter narrowing(String column) {
        return new Parameter(
                name, description, allowed, example, schema, reader, several, conditions, otherwise, column);
    }

    /** Returns this parameter with a default. */
    public Parameter otherwise(String text) {
        return new Parameter(name, description, allowed, example, schema, reader, several, conditions, text, narrows)
                .schema("default", reader.apply(text).orElseThrow());
    }

    /** Returns this parameter with another keyword in its JSON Schema. */
    public Parameter schema(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(schema);
        more.put(keyword, value);
        return new Parameter(
                name, description, allowed, example, more, reader, several, conditions, otherwise, narrows);
    }

    /**
     * Reads the texts given into the value that is bound.
     *
     * @throws b3.api.http.ProblemException that names the parameter if a text is not allowed
     */
    Object read(String... texts) {
        String whole = String.join(",", texts);
        if (whole.length() > LONGEST_VALUE) {
            throw Problem.badParameter(name, whole, "at most " + LONGEST_VALUE + " characters")
                    .exception();
        }
        if (!several) {
            if (texts.length > 1) {
                throw Problem.badParameter(name, String.join(" and ", texts), "one value")
                        .exception();
            }
            return readOne(whole);
        }
        List<Object> values = Arrays.stream(whole.split(",", -1))
                .map(this::readOne)
                .distinct()
                .toList();
        if (values.size() > MOST_VALUES) {
            throw Problem.badParameter(name, whole, "at most " + MOST_VALUES + " values")
                    .exception();
        }
        return values;
    }

    private Object readOne(String text) {
        String trimmed = several ? text.strip() : text;
        Optional<?> value = reader.apply(trimmed);
        if (value.isEmpty()) {
            throw Problem.badParameter(name, text, allowed).exception();
        }
        return value.get();
    }
}
