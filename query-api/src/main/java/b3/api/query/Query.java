package b3.api.query;

import b3.api.read.QuerySql;
import b3.schema.Dataset;
import b3.schema.columns.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One endpoint's question to the database. What it takes and shows comes from the columns of its dataset; its SQL is
 * {@link QuerySql}.
 *
 * <p>A query with {@code latest} answers the newest moment or session of each key, whole, until {@code from}, {@code to},
 * {@code limit} or {@code cursor} asks for history. A name in braces in the path is a path variable: the parameter of
 * that name.
 *
 * @param dataset what is served
 * @param path path of the endpoint
 * @param summary one sentence for the API description
 * @param fields the fields of a row, in order
 * @param parameters the parameters taken
 * @param order order of the rows
 * @param latest column whose newest value is the default answer, {@code ts} or {@code session}; empty: always a page
 * @param latestPer columns of the key whose values each have a newest of their own; empty: one for all
 * @param group columns that make rows one fact, which a page never cuts; empty: a row is one
 */
public record Query(
        Dataset<?> dataset,
        String path,
        String summary,
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

    private static final Set<String> PAGING = Set.of("from", "to", "limit", "cursor");

    public Query {
        fields = List.copyOf(fields);
        parameters = List.copyOf(parameters);
        latestPer = List.copyOf(latestPer);
        group = List.copyOf(group);
    }

    /** The query that a dataset's own path answers: pages of its rows, newest first, filtered by what can be asked for. */
    public static Query of(Dataset<?> dataset) {
        List<Parameter> parameters = new ArrayList<>();
        dataset.columns().stream()
                .filter(TableColumn::isFilter)
                .map(column -> Parameter.of(dataset, column, column.field()))
                .forEach(parameters::add);
        parameters.add(Range.session(dataset));
        parameters.addAll(List.of(Range.FROM, Range.TO));
        if (dataset.hasRevisions()) {
            parameters.add(Range.AS_OF);
        }
        parameters.addAll(List.of(Range.LIMIT, Range.CURSOR, Format.PARAMETER));
        return new Query(
                dataset,
                dataset.path(),
                dataset.description() + ": newest first.",
                dataset.fields().stream().map(Field::new).toList(),
                parameters,
                Order.of(dataset),
                "",
                List.of(),
                List.of());
    }

    /** The same under another path. */
    public Query at(String otherPath, String otherSummary) {
        return new Query(dataset, otherPath, otherSummary, fields, parameters, order, latest, latestPer, group);
    }

    /** The same with other fields. */
    public Query showing(List<Field> others) {
        return new Query(dataset, path, summary, others, parameters, order, latest, latestPer, group);
    }

    /** The same with some of its fields. */
    public Query showing(String... names) {
        return showing(Arrays.stream(names)
                .map(name -> fields.stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList());
    }

    /** The same with these fields before the others. */
    public Query leading(String... names) {
        List<Field> first = showing(names).fields;
        return showing(Stream.concat(first.stream(), fields.stream().filter(field -> !first.contains(field)))
                .toList());
    }

    /** The same in another order. */
    public Query ordered(Order other) {
        return new Query(dataset, path, summary, fields, parameters, other, latest, latestPer, group);
    }

    /** The same with a parameter changed. */
    public Query asking(String name, UnaryOperator<Parameter> change) {
        return asking(parameters.stream()
                .map(parameter -> parameter.name().equals(name) ? change.apply(parameter) : parameter)
                .toList());
    }

    /** The same with the filter of a field under another name. */
    public Query asking(String field, String name) {
        TableColumn column = dataset.columns().stream()
                .filter(each -> each.field().equals(field))
                .findFirst()
                .orElseThrow();
        return asking(field, parameter -> Parameter.of(dataset, column, name));
    }

    private Query asking(List<Parameter> others) {
        return new Query(dataset, path, summary, fields, others, order, latest, latestPer, group);
    }

    /** The same, answering the newest whole and never a page. */
    public Query withoutPages() {
        return asking(parameters.stream()
                .filter(parameter -> !PAGING.contains(parameter.name()))
                .toList());
    }

    /** The same, answering the newest value of a column, of each key, unless history is asked for. */
    public Query answeringLatest(String column, String... keys) {
        return answeringLatest(column, Arrays.asList(keys));
    }

    /** The same, answering the newest moment of each key, whole. */
    public Query answeringLatest() {
        return answeringLatest("ts", keys());
    }

    private Query answeringLatest(String column, List<String> keys) {
        return new Query(dataset, path, summary, fields, parameters, order, column, keys, group);
    }

    /** The same with pages that never cut a record: the first columns of the order are its key. */
    public Query keepingWhole() {
        List<String> record = Stream.concat(Stream.of("ts"), keys().stream()).toList();
        return new Query(dataset, path, summary, fields, parameters, order, latest, latestPer, record);
    }

    private List<String> keys() {
        return dataset.keyColumns().stream()
                .filter(column -> !column.equals("ts"))
                .toList();
    }

    /** Whether the newest is the default answer. */
    public boolean answersLatest() {
        return !latest.isEmpty();
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
}
