package b3.api.query;

import b3.schema.Dataset;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One endpoint's question to the database, declared once.
 *
 * <p>The text block has three slots, filled with fixed SQL from this declaration, never with a caller's text:
 * <ul>
 *   <li>{@code {inside}} in the sub-query over {@code <table>_log}: the time span, the time of knowledge and the
 *       conditions on key columns. Inside, because QuestDB pushes no filter through a window function;
 *   <li>{@code {outside}} after {@code where place = 1}: the conditions on values, which would pick an older revision
 *       that happens to match if they stood inside, and the rows after the cursor;
 *   <li>{@code {limit}} at the end.
 * </ul>
 * It orders by {@code ts desc} and the ties of {@code order}.
 *
 * @param dataset what is served
 * @param path path of the endpoint
 * @param summary one sentence for the API description
 * @param sql the text block
 * @param fields the fields of a row, in order
 * @param parameters the parameters taken, {@link Format#PARAMETER} aside
 * @param order order of the rows
 */
public record Query(
        Dataset<?> dataset,
        String path,
        String summary,
        String sql,
        List<Field> fields,
        List<Parameter> parameters,
        Order order) {

    public Query {
        fields = List.copyOf(fields);
        parameters =
                Stream.concat(parameters.stream(), Stream.of(Format.PARAMETER)).toList();
        for (String slot : List.of("{inside}", "{outside}", "{limit}")) {
            if (!sql.contains(slot)) {
                throw new IllegalArgumentException(path + ": the SQL has no slot " + slot);
            }
        }
    }

    /** Reads a request's parameters; a problem that names the parameter when one is unknown or not allowed. */
    public Arguments arguments(Map<String, String[]> given) {
        return Arguments.of(this, given);
    }

    /**
     * The page's rows and one more, which tells whether another page follows.
     *
     * @param since no row before this is looked at; a bound that {@link #reach} found, or the span's own start
     */
    public Statement rows(Arguments arguments, Instant since) {
        Map<String, Object> values = values(arguments);
        values.put("from", since);
        values.put("rows", arguments.range().limit() + 1);
        String text = sql.replace("{inside}", inside(arguments))
                .replace("{outside}", outside(arguments))
                .replace("{limit}", "limit :rows");
        return new Statement(text, values);
    }

    /**
     * How far back the newest {@code rows} rows of the log reach ({@code ts}) and how many there are ({@code rows}).
     * The log is in time order, so this reads a few pages where the window function would read the whole table.
     */
    public Statement reach(Arguments arguments, int rows) {
        Map<String, Object> values = values(arguments);
        values.put("rows", rows);
        String text = "select min(ts) ts, count() reached from (select ts from " + dataset.logTable() + " where "
                + inside(arguments) + " order by ts desc limit :rows)";
        return new Statement(text, values);
    }

    private String inside(Arguments arguments) {
        return "ts between :from and :to" + conditions(arguments, Parameter.Place.KEY);
    }

    private String outside(Arguments arguments) {
        return conditions(arguments, Parameter.Place.VALUE)
                + (arguments.after().isEmpty() ? "" : " and " + order.after());
    }

    private String conditions(Arguments arguments, Parameter.Place place) {
        return parameters.stream()
                .filter(parameter -> parameter.place() == place && arguments.has(parameter))
                .map(parameter -> " and " + parameter.condition())
                .collect(Collectors.joining());
    }

    private static Map<String, Object> values(Arguments arguments) {
        Map<String, Object> values = new LinkedHashMap<>(arguments.values());
        Range range = arguments.range();
        values.put("from", range.from());
        values.put("to", range.to());
        if (range.asOf() != null) {
            values.put("asOf", range.asOf());
        }
        List<Object> after = arguments.after();
        for (int i = 0; i < after.size(); i++) {
            values.put("key" + i, after.get(i));
        }
        if (!after.isEmpty() && after.get(0) instanceof Instant last && last.isBefore(range.to())) {
            values.put("to", last);
        }
        return values;
    }
}
