package b3.api.query;

import b3.schema.Dataset;
import b3.schema.StandingSql;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint's question to the database, declared once.
 *
 * <p>The text block has three slots, filled with fixed SQL from this declaration, never with a caller's text:
 * <ul>
 *   <li>{@code {standing}} in the place of a table: the rows that stand, of the keys within the time span that meet the
 *       conditions on keys, by what was known at the time of knowledge (see {@link StandingSql});
 *   <li>{@code {outside}} after its first condition: the conditions on what those rows say, and the rows after the cursor;
 *   <li>{@code {limit}} at the end.
 * </ul>
 * It orders by {@code ts desc} and the ties of {@code order}.
 *
 * <p>A query with {@code latest} answers the newest moment or session of each key, whole, until {@code from}, {@code to},
 * {@code limit} or {@code cursor} asks for history. A name in braces in the path is a path variable: the parameter of
 * that name.
 *
 * @param dataset what is served
 * @param path path of the endpoint
 * @param summary one sentence for the API description
 * @param sql the text block
 * @param fields the fields of a row, in order
 * @param parameters the parameters taken, {@link Format#PARAMETER} aside
 * @param order order of the rows
 * @param latest column whose newest value is the default answer, {@code ts} or {@code session}; empty: always a page
 * @param latestPer columns of the key whose values each have a newest of their own; empty: one for all
 * @param group columns that make rows one fact, which a page never cuts; empty: a row is one
 */
public record Query(
        Dataset<?> dataset,
        String path,
        String summary,
        String sql,
        List<Field> fields,
        List<Parameter> parameters,
        Order order,
        String latest,
        List<String> latestPer,
        List<String> group) {

    /** Most rows of an answer without pages. */
    public static final int MOST_ROWS = 100_000;

    /** More rows than one group has. */
    private static final int LARGEST_GROUP = 4_000;

    private static final int MOST_MOMENTS = 100;
    private static final String SPAN = "ts between :from and :to";
    private static final String NARROWED = "narrowed";

    /** From a session's midnight UTC, all its moments lie within this. */
    private static final Duration SESSION_SPAN = Duration.ofDays(2);

    public Query {
        fields = List.copyOf(fields);
        latestPer = List.copyOf(latestPer);
        group = List.copyOf(group);
        parameters = parameters.contains(Format.PARAMETER)
                ? List.copyOf(parameters)
                : Stream.concat(parameters.stream(), Stream.of(Format.PARAMETER))
                        .toList();
        for (String slot : List.of("{standing}", "{outside}", "{limit}")) {
            if (!sql.contains(slot)) {
                throw new IllegalArgumentException(path + ": the SQL has no slot " + slot);
            }
        }
    }

    /** A query that always answers a page of rows. */
    public Query(
            Dataset<?> dataset,
            String path,
            String summary,
            String sql,
            List<Field> fields,
            List<Parameter> parameters,
            Order order) {
        this(dataset, path, summary, sql, fields, parameters, order, "", List.of(), List.of());
    }

    /** The same, answering the newest value of a column, of each key, unless history is asked for. */
    public Query answeringLatest(String column, String... keys) {
        return new Query(dataset, path, summary, sql, fields, parameters, order, column, Arrays.asList(keys), group);
    }

    /** Whether the newest is the default answer. */
    public boolean answersLatest() {
        return !latest.isEmpty();
    }

    /** The same with pages that never cut a run of rows that are equal in these columns, the first of the order. */
    public Query keepingWhole(String... columns) {
        return new Query(
                dataset, path, summary, sql, fields, parameters, order, latest, latestPer, Arrays.asList(columns));
    }

    /** The same under another path. */
    public Query at(String otherPath, String otherSummary) {
        return new Query(dataset, otherPath, otherSummary, sql, fields, parameters, order, latest, latestPer, group);
    }

    /** Whether this parameter is a variable of the path. */
    public boolean isInPath(Parameter parameter) {
        return path.contains("{" + parameter.name() + "}");
    }

    /** Reads a request's parameters; a problem that names the parameter when one is unknown or not allowed. */
    public Arguments arguments(Map<String, String[]> given) {
        return arguments(Map.of(), given);
    }

    /** The same with the variables of the path. */
    public Arguments arguments(Map<String, String> inPath, Map<String, String[]> given) {
        return Arguments.of(this, inPath, given);
    }

    /** How many rows tell what is on a page and whether another one follows. */
    public int wanted(Arguments arguments) {
        return arguments.range().limit() + 1 + (group.isEmpty() ? 0 : LARGEST_GROUP);
    }

    /**
     * Values of a column of the key that the rows wanted have, in its only column; empty when none is looked up. Its
     * answer goes into {@link #narrowed}.
     */
    public Optional<Statement> narrowing(Arguments arguments) {
        return narrower(arguments)
                .map(parameter -> new Statement(
                        "select distinct " + parameter.narrows() + " from " + dataset.logTable() + " where "
                                + String.join(" and ", parameter.conditions().values()),
                        values(arguments)));
    }

    /** The arguments with the values that were looked up. */
    public Arguments narrowed(Arguments arguments, List<Object> looked) {
        return arguments.with(NARROWED, looked);
    }

    private Optional<Parameter> narrower(Arguments arguments) {
        return parameters.stream()
                .filter(parameter -> !parameter.narrows().isEmpty() && arguments.has(parameter))
                .filter(parameter -> !arguments.values().containsKey(parameter.narrows()))
                .findFirst();
    }

    /**
     * The newest moment or session of each key at which anything has ever stood: in nearly all cases the newest at which
     * something stands, and found without choosing what stands at every other one.
     */
    public Statement newest(Arguments arguments) {
        return newest(
                dataset.logTable() + " where not withdrawn and " + SPAN + onKeys(arguments),
                arguments,
                values(arguments));
    }

    /** The newest moment or session of each of these keys at which something stands: slower, and always right. */
    public Statement newestStanding(Arguments arguments, Collection<List<@Nullable Object>> keys) {
        Map<String, Object> values = values(arguments);
        StringBuilder inside = new StringBuilder(inside(arguments));
        for (int i = 0; i < latestPer.size(); i++) {
            int part = i;
            values.put(
                    "of" + i, keys.stream().map(key -> key.get(part)).distinct().toList());
            inside.append(" and ")
                    .append(latestPer.get(i))
                    .append(" in (:of")
                    .append(i)
                    .append(')');
        }
        return newest("(" + StandingSql.of(dataset, inside.toString()) + ") where " + SPAN, arguments, values);
    }

    private Statement newest(String rows, Arguments arguments, Map<String, Object> values) {
        String keys = String.join(", ", latestPer);
        return new Statement(
                "select " + (keys.isEmpty() ? "" : keys + ", ") + "max(" + latest + ") " + latest + " from " + rows
                        + conditions(arguments, Parameter.Place.VALUE)
                        + (keys.isEmpty() ? "" : " group by " + keys),
                values);
    }

    /** The rows at these moments or sessions; one more than {@link #MOST_ROWS} when there are too many. */
    public Statement rowsAt(Arguments arguments, TreeSet<Instant> moments) {
        boolean sessions = !latest.equals("ts");
        Map<String, Object> values = values(arguments);
        values.put("from", moments.first());
        values.put("to", sessions ? moments.last().plus(SESSION_SPAN) : moments.last());
        values.put("rows", MOST_ROWS + 1);
        String at = "";
        if (moments.size() <= MOST_MOMENTS) {
            values.put("moments", List.copyOf(moments));
            at = " and " + latest + " in (:moments)";
        }
        return new Statement(
                filled(inside(arguments) + (sessions ? "" : at), outside(arguments) + (sessions ? at : "")), values);
    }

    /** Whether the log has anything of what the path names. */
    public Statement known(Arguments arguments) {
        String conditions = parameters.stream()
                .filter(this::isInPath)
                .map(parameter -> parameter.conditions().get(Parameter.Place.KEY))
                .collect(Collectors.joining(" and "));
        return new Statement(
                "select ts from " + dataset.logTable() + " where " + conditions + " limit 1", values(arguments));
    }

    /**
     * The page's rows and some more, which tell whether another page follows.
     *
     * @param since no row before this is looked at; a bound that {@link #reach} found, or the span's own start
     */
    public Statement rows(Arguments arguments, Instant since) {
        Map<String, Object> values = values(arguments);
        values.put("from", since);
        values.put("rows", wanted(arguments));
        return new Statement(filled(inside(arguments), outside(arguments)), values);
    }

    /**
     * How far back the newest {@code rows} rows of the log reach ({@code ts}) and how many there are ({@code reached}),
     * every step of a key's history and every withdrawal counted. The log is in time order, so this reads a few pages
     * where the window function would read the whole table.
     */
    public Statement reach(Arguments arguments, int rows) {
        Map<String, Object> values = values(arguments);
        values.put("rows", rows);
        String text = "select min(ts) ts, count() reached from (select ts from " + dataset.logTable() + " where " + SPAN
                + onKeys(arguments) + " order by ts desc limit :rows)";
        return new Statement(text, values);
    }

    private String filled(String inside, String outside) {
        return sql.replace("{standing}", "(" + StandingSql.of(dataset, inside) + ")")
                .replace("{outside}", outside)
                .replace("{limit}", "limit :rows");
    }

    /** A record whose key does not say its moment may have been at another one before, which must not be missed. */
    private boolean momentIsKey() {
        return dataset.keyColumns().isEmpty() || dataset.keyColumns().contains("ts");
    }

    private String inside(Arguments arguments) {
        return (momentIsKey() ? SPAN : "true") + onKeys(arguments);
    }

    private String onKeys(Arguments arguments) {
        String narrowed = narrower(arguments)
                .filter(parameter -> arguments.values().containsKey(NARROWED))
                .map(parameter -> " and " + parameter.narrows() + " in (:" + NARROWED + ")")
                .orElse("");
        return conditions(arguments, Parameter.Place.KEY) + narrowed;
    }

    private String outside(Arguments arguments) {
        return (momentIsKey() ? "" : " and " + SPAN)
                + conditions(arguments, Parameter.Place.VALUE)
                + conditions(arguments, Parameter.Place.ROW)
                + (arguments.after().isEmpty() ? "" : " and " + order.after());
    }

    private String conditions(Arguments arguments, Parameter.Place place) {
        return parameters.stream()
                .filter(parameter -> parameter.conditions().containsKey(place) && arguments.has(parameter))
                .map(parameter -> " and " + parameter.conditions().get(place))
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
