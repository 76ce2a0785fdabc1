package b3.api.read;

import b3.api.query.Arguments;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.sql.StandingSql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one request. Its text comes from the declarations alone, and the values of a caller are bound.
 *
 * <p>Conditions on keys go inside, where the rows are chosen that stand (see {@link StandingSql}); conditions on what those
 * rows say, and the place after which a page begins, go outside.
 *
 * @param query the query
 * @param arguments the arguments of the caller
 */
public record QuerySql(Query query, Arguments arguments) {

    private static final int MOST_MOMENTS = 100;
    private static final String SPAN = "ts between :from and :to";
    private static final String NARROWED = "narrowed";

    /** From a session's midnight UTC, all its moments lie within this. */
    private static final Duration SESSION_SPAN = Duration.ofDays(2);

    /**
     * Selects the rows of a page and further ones, which tell whether another page follows.
     *
     * @param since no row before this is looked at; a bound that {@link #reach} found, or the span's own start
     */
    public Statement rows(Instant since) {
        Map<String, Object> values = values();
        values.put("from", since);
        values.put("rows", query.wanted(arguments));
        return new Statement(select(inside(), outside()), values);
    }

    /** The rows at these moments or sessions; one more than {@link Query#MOST_ROWS} when there are too many. */
    public Statement rowsAt(TreeSet<Instant> moments) {
        boolean sessions = !query.latest().equals("ts");
        Map<String, Object> values = values();
        values.put("from", moments.first());
        values.put("to", sessions ? moments.last().plus(SESSION_SPAN) : moments.last());
        values.put("rows", Query.MOST_ROWS + 1);
        String at = "";
        if (moments.size() <= MOST_MOMENTS) {
            values.put("moments", List.copyOf(moments));
            at = " and " + query.latest() + " in (:moments)";
        }
        return new Statement(select(inside() + (sessions ? "" : at), outside() + (sessions ? at : "")), values);
    }

    private String select(String inside, String outside) {
        Set<String> columns = new LinkedHashSet<>(List.of("ts"));
        query.fields().forEach(field -> columns.add(field.selected()));
        columns.addAll(query.order().selected());
        columns.addAll(query.latestPer());
        return "select " + String.join(", ", columns) + " from (select *"
                + query.order().made() + " from ("
                + StandingSql.of(query.dataset(), inside) + ")) where true" + outside + " order by "
                + query.order().by() + " limit :rows";
    }

    /**
     * How far back the newest {@code rows} rows of the log reach ({@code ts}) and how many there are ({@code reached}),
     * every step of a key's history and every withdrawal counted. The log is in time order, so this reads a few pages
     * where the window function would read the whole table.
     */
    public Statement reach(int rows) {
        Map<String, Object> values = values();
        values.put("rows", rows);
        String text = "select min(ts) ts, count() reached from (select ts from "
                + query.dataset().logTable() + " where " + SPAN + onKeys() + " order by ts desc limit :rows)";
        return new Statement(text, values);
    }

    /**
     * The newest moment or session of each key at which anything has ever stood: in nearly all cases the newest at which
     * something stands, and found without choosing what stands at every other one.
     */
    public Statement newest() {
        String stood = query.dataset().hasRevisions() ? "not withdrawn and " : "";
        return newest(query.dataset().logTable() + " where " + stood + SPAN + onKeys(), values());
    }

    /** The newest moment or session of each of these keys at which something stands: slower, and always right. */
    public Statement newestStanding(Collection<List<@Nullable Object>> keys) {
        Map<String, Object> values = values();
        StringBuilder inside = new StringBuilder(inside());
        for (int i = 0; i < query.latestPer().size(); i++) {
            int part = i;
            values.put(
                    "of" + i, keys.stream().map(key -> key.get(part)).distinct().toList());
            inside.append(" and ")
                    .append(query.latestPer().get(i))
                    .append(" in (:of")
                    .append(i)
                    .append(')');
        }
        return newest("(" + StandingSql.of(query.dataset(), inside.toString()) + ") where " + SPAN, values);
    }

    private Statement newest(String rows, Map<String, Object> values) {
        String keys = String.join(", ", query.latestPer());
        return new Statement(
                "select " + (keys.isEmpty() ? "" : keys + ", ") + "max(" + query.latest() + ") " + query.latest()
                        + " from " + rows + conditions(Parameter.Place.VALUE)
                        + (keys.isEmpty() ? "" : " group by " + keys),
                values);
    }

    /** Finds out whether the log has any row of what the path names. */
    public Statement known() {
        String conditions = query.parameters().stream()
                .filter(query::isInPath)
                .map(parameter -> parameter.conditions().get(Parameter.Place.KEY))
                .collect(Collectors.joining(" and "));
        return new Statement(
                "select ts from " + query.dataset().logTable() + " where " + conditions + " limit 1", values());
    }

    /**
     * Values of a column of the key that the rows wanted have, in its only column; empty when none is looked up. Its
     * answer goes into {@link #narrowed}.
     */
    public Optional<Statement> narrowing() {
        return narrower()
                .map(parameter -> new Statement(
                        "select distinct " + parameter.narrows() + " from "
                                + query.dataset().logTable() + " where "
                                + String.join(" and ", parameter.conditions().values()),
                        values()));
    }

    /** Returns this SQL narrowed to the values that were looked up. */
    public QuerySql narrowed(List<Object> looked) {
        return new QuerySql(query, arguments.with(NARROWED, looked));
    }

    private Optional<Parameter> narrower() {
        return query.parameters().stream()
                .filter(parameter -> !parameter.narrows().isEmpty() && arguments.has(parameter))
                .filter(parameter -> !arguments.values().containsKey(parameter.narrows()))
                .findFirst();
    }

    /** Whether the key includes the moment. If it does not, earlier revisions can have other moments and must be read too. */
    private boolean momentIsKey() {
        List<String> key = query.dataset().keyColumns();
        return key.isEmpty() || key.contains("ts");
    }

    private String inside() {
        return (momentIsKey() ? SPAN : "true") + onKeys();
    }

    private String onKeys() {
        String narrowed = narrower()
                .filter(parameter -> arguments.values().containsKey(NARROWED))
                .map(parameter -> " and " + parameter.narrows() + " in (:" + NARROWED + ")")
                .orElse("");
        return conditions(Parameter.Place.KEY) + narrowed;
    }

    private String outside() {
        return (momentIsKey() ? "" : " and " + SPAN)
                + conditions(Parameter.Place.VALUE)
                + conditions(Parameter.Place.ROW)
                + (arguments.after().isEmpty() ? "" : " and " + query.order().after());
    }

    private String conditions(Parameter.Place place) {
        return query.parameters().stream()
                .filter(parameter -> parameter.conditions().containsKey(place) && arguments.has(parameter))
                .map(parameter -> " and " + parameter.conditions().get(place))
                .collect(Collectors.joining());
    }

    private Map<String, Object> values() {
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
