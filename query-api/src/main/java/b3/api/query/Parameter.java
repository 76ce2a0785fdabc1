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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One query parameter: how it is read, what it may hold and which rows it keeps.
 *
 * @param name name in the query string, and of the bind variable
 * @param description what it does, for the caller
 * @param allowed what it may hold, for the caller
 * @param example a value that works
 * @param schema its JSON Schema in the API description
 * @param reader a value's text to what is bound; empty when the text is not allowed
 * @param several whether several values may be given, separated by commas or by repetition
 * @param conditions SQL that keeps the rows wanted, with {@code :name} bound, by what it looks at; none when the parameter
 *     filters nothing
 * @param otherwise what it is taken to be when it is not given; empty for nothing
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
        /** The record's key, or the time of knowledge: met before it is chosen which of the key's steps stands. */
        KEY,
        /** What the record says, which another step of its key may say otherwise: met once the standing one is chosen. */
        VALUE,
        /** One row of a book: met once the book is chosen, so the newest book is the newest without it. */
        ROW
    }

    private static final int LONGEST_VALUE = 1000;
    private static final int MOST_VALUES = 50;
    private static final String SEVERAL = "; several separated by commas";

    public Parameter {
        schema = Map.copyOf(schema);
        conditions = Map.copyOf(conditions);
    }

    /** A parameter that filters nothing and is nothing when it is not given. */
    Parameter(
            String name,
            String description,
            String allowed,
            String example,
            Map<String, Object> schema,
            Function<String, Optional<?>> reader,
            boolean several) {
        this(name, description, allowed, example, schema, reader, several, Map.of(), "", "");
    }

    /** What a caller may ask a column for, several values at once. */
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

    /** A day is bound as its midnight UTC, which its column holds. */
    private static Object bound(Object value) {
        return value instanceof LocalDate day ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : value;
    }

    /** Text of a caller that a function reads; empty when it is not allowed. */
    public static Parameter read(String name, Function<String, Optional<?>> reader, String allowed, String example) {
        return new Parameter(name, "", allowed, example, Map.of("type", "string"), reader, false);
    }

    /**
     * A code in capitals; callers may write it in any case.
     *
     * @param pattern what the code looks like, once in capitals
     */
    public static Parameter code(String name, String pattern, String allowed, String example) {
        Pattern compiled = Pattern.compile(pattern);
        Function<String, Optional<?>> reader = text -> Optional.of(text.toUpperCase(Locale.ROOT))
                .filter(code -> compiled.matcher(code).matches());
        return new Parameter(name, "", allowed, example, Map.of("type", "string"), reader, false);
    }

    /** One of a few words, in any case. */
    public static Parameter oneOf(String name, List<String> words) {
        Function<String, Optional<?>> reader =
                text -> words.stream().filter(text::equalsIgnoreCase).findFirst();
        return new Parameter(
                name,
                "",
                "one of " + String.join(", ", words),
                words.get(0),
                Map.of("type", "string", "enum", words),
                reader,
                false);
    }

    /** The same with the sentence that tells a caller what it does. */
    public Parameter means(String what) {
        return new Parameter(name, what, allowed, example, schema, reader, several, conditions, otherwise, narrows);
    }

    /** The same, keeping the records whose key meets the condition, which binds {@code :name}. */
    public Parameter onKey(String sql) {
        return on(Place.KEY, sql);
    }

    /** The same, keeping the records that say what meets the condition, which binds {@code :name}. */
    public Parameter onValue(String sql) {
        return on(Place.VALUE, sql);
    }

    /** The same, keeping the rows of a book that meet the condition, which binds {@code :name}. */
    public Parameter onRow(String sql) {
        return on(Place.ROW, sql);
    }

    private Parameter on(Place place, String sql) {
        Map<Place, String> more = new EnumMap<>(Place.class);
        more.putAll(conditions);
        more.put(place, sql);
        return new Parameter(name, description, allowed, example, schema, reader, several, more, otherwise, narrows);
    }

    /** The same, taking several values; its condition then reads {@code column in (:name)}. */
    public Parameter severalAllowed() {
        String more = allowed + SEVERAL;
        return new Parameter(name, description, more, example, schema, reader, true, conditions, otherwise, narrows);
    }

    /** The same, taking one value, as a name in a path is. */
    public Parameter single() {
        String one = allowed.replace(SEVERAL, "");
        return new Parameter(name, description, one, example, schema, reader, false, conditions, otherwise, narrows);
    }

    /** The same, narrowing a column of the key, so that not every row is looked at. */
    public Parameter narrowing(String column) {
        return new Parameter(
                name, description, allowed, example, schema, reader, several, conditions, otherwise, column);
    }

    /** The same, taken to be this when it is not given. */
    public Parameter otherwise(String text) {
        return new Parameter(name, description, allowed, example, schema, reader, several, conditions, text, narrows)
                .schema("default", reader.apply(text).orElseThrow());
    }

    /** The same with another keyword in its JSON Schema. */
    public Parameter schema(String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(schema);
        more.put(keyword, value);
        return new Parameter(
                name, description, allowed, example, more, reader, several, conditions, otherwise, narrows);
    }

    /** What is bound for the texts given; a problem that names the parameter when one of them is not allowed. */
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
