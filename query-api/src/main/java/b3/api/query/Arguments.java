package b3.api.query;

import b3.api.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request's parameters, read and checked.
 *
 * @param values the values read, by parameter name, defaults included
 * @param range the span, page and time of knowledge wanted
 * @param scope path and filters as one text, to which a cursor belongs
 * @param after key of the last row of the page before; empty on the first page
 * @param history whether a span or a page is asked for, and not the newest rows alone
 */
public record Arguments(Map<String, Object> values, Range range, String scope, List<Object> after, boolean history) {

    private static final List<Parameter> PAGING = List.of(Range.LIMIT, Range.CURSOR, Format.PARAMETER);

    private static final List<Parameter> HISTORY = List.of(Range.FROM, Range.TO, Range.LIMIT, Range.CURSOR);

    static Arguments of(Query query, Map<String, String> inPath, Map<String, String[]> given) {
        List<Parameter> inQuery = query.parameters().stream()
                .filter(parameter -> !query.isInPath(parameter))
                .toList();
        Map<String, Object> values = read(inQuery, given);
        boolean history = HISTORY.stream().anyMatch(parameter -> values.containsKey(parameter.name()));
        for (Parameter parameter : query.parameters()) {
            String text = inPath.getOrDefault(parameter.name(), parameter.otherwise());
            if (!text.isEmpty() && !values.containsKey(parameter.name())) {
                values.put(parameter.name(), parameter.read(text));
            }
        }
        Range range = Range.of(values);
        String scope = scope(query.path(), values);
        return new Arguments(values, range, scope, after(query, range, scope), history);
    }

    /**
     * Reads the parameters that an endpoint takes.
     *
     * @param parameters all that it takes
     * @param given what the request has, by name
     */
    public static Map<String, Object> read(List<Parameter> parameters, Map<String, String[]> given) {
        Map<String, Object> values = new TreeMap<>();
        given.forEach(
                (name, texts) -> values.put(name, named(parameters, name, texts).read(texts)));
        return values;
    }

    /** Returns these arguments with one value added or replaced. */
    public Arguments with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(name, value);
        return new Arguments(more, range, scope, after, history);
    }

    /** Whether the caller gave this parameter. */
    public boolean has(Parameter parameter) {
        return values.containsKey(parameter.name());
    }

    private static Parameter named(List<Parameter> parameters, String name, String... texts) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(parameters, name, texts).exception());
    }

    private static Problem unknown(List<Parameter> parameters, String name, String... texts) {
        String known = parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return new Problem(
                400,
                "unknown-parameter",
                "Unknown parameter",
                "no parameter \"" + shown + "\" here; known are " + (known.isEmpty() ? "none" : known),
                shown,
                String.join(",", texts),
                known.isEmpty() ? "no parameter" : "one of the parameters " + known);
    }

    private static String scope(String path, Map<String, Object> values) {
        Map<String, Object> filters = new TreeMap<>(values);
        PAGING.forEach(parameter -> filters.remove(parameter.name()));
        return path + "?" + filters;
    }

    private static List<Object> after(Query query, Range range, String scope) {
        String cursor = range.cursor();
        if (cursor == null) {
            return List.of();
        }
        return Cursor.read(cursor, scope).filter(query.order()::fits).orElseThrow(() -> Problem.badParameter(
                        "cursor", cursor, Cursor.ALLOWED)
                .exception());
    }
}
