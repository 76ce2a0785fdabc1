package b3.api.query;

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
 * What one endpoint asks the database. Its parameters and fields are made from the columns of its dataset, and {@code b3.api.read}
 * makes its SQL.
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
 * @param latest column whose newest value is answered by default, {@code ts} or {@code session}; empty for pages alone
 * @param latestPer columns of the key for whose values the newest is found separately; empty for one newest of all
 * @param group columns whose values the rows of one record share, so that no page cuts it; empty where a record is one row
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

    /** The most rows that an answer without pages can have. */
    public static final int MOST_ROWS = 100_000;

    /** A number of rows that no group reaches. */
    private static final int LARGEST_GROUP = 4_000;

    private static final Set<String> PAGING = Set.of("from", "to", "limit", "cursor");

    public Query {
        fields = List.copyOf(fields);
        parameters = List.copyOf(parameters);
        latestPer = List.copyOf(latestPer);
        group = List.copyOf(group);
    }

    /** Makes the query of a dataset's own path: pages of its rows, newest first, with a parameter for each filter. */
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

    /** Returns this query under another path. */
    public Query at(String otherPath, String otherSummary) {
        return new Query(dataset, otherPath, otherSummary, fields, parameters, order, latest, latestPer, group);
    }

    /** Returns this query with other fields. */
    public Query showing(List<Field> others) {
        return new Query(dataset, path, summary, others, parameters, order, latest, latestPer, group);
    }

    /** Returns this query with some of its fields. */
    public Query showing(String... names) {
        return showing(Arrays.stream(names)
                .map(name -> fields.stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList());
    }

    /** Returns this query with these fields before the others. */
    public Query leading(String... names) {
        List<Field> first = showing(names).fields;
        return showing(Stream.concat(first.stream(), fields.stream().filter(field -> !first.contains(field)))
                .toList());
    }

    /** Returns this query in another order. */
    public Query ordered(Order other) {
        return new Query(dataset, path, summary, fields, parameters, other, latest, latestPer, group);
    }

    /** Returns this query with one parameter changed. */
    public Query asking(String name, UnaryOperator<Parameter> change) {
        return asking(parameters.stream()
                .map(parameter -> parameter.name().equals(name) ? change.apply(parameter) : parameter)
                .toList());
    }

    /** Returns this query with the filter of a field under another name. */
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

    /** Returns this query without pages: it answers the newest rows, whole. */
    public Query withoutPages() {
        return asking(parameters.stream()
                .filter(parameter -> !PAGING.contains(parameter.name()))
                .toList());
    }

    /** Returns this query so that it answers the newest value of a column for each key, unless history is asked for. */
    public Query answeringLatest(String column, String... keys) {
        return answeringLatest(column, Arrays.asList(keys));
    }

    /** Returns this query so that it answers the newest moment of each key, whole. */
    public Query answeringLatest() {
        return answeringLatest("ts", keys());
    }

    private Query answeringLatest(String column, List<String> keys) {
        return new Query(dataset, path, summary, fields, parameters, order, column, keys, group);
    }

    /** Returns this query with pages that never cut a record. Its order begins with the columns of the key. */
    public Query keepingWhole() {
        List<String> record = Stream.concat(Stream.of("ts"), keys().stream()).toList();
        return new Query(dataset, path, summary, fields, parameters, order, latest, latestPer, record);
    }

    private List<String> keys() {
        return dataset.keyColumns().stream()
                .filter(column -> !column.equals("ts"))
                .toList();
    }

    /** Whether the newest rows are the default answer. */
    public boolean answersLatest() {
        return !latest.isEmpty();
    }

    /** Whether this parameter is a variable of the path. */
    public boolean isInPath(Parameter parameter) {
        return path.contains("{" + parameter.name() + "}");
    }

    /**
     * Reads the parameters of a request.
     *
     * @throws b3.api.http.ProblemException if a parameter is unknown or has a value that is not allowed
     */
    public Arguments arguments(Map<String, String[]> given) {
        return arguments(Map.of(), given);
    }

    /** Reads the parameters of a request and the variables of its path. */
    public Arguments arguments(Map<String, String> inPath, Map<String, String[]> given) {
        return Arguments.of(this, inPath, given);
    }

    /** How many rows must be read to fill a page and to know whether another page follows. */
    public int wanted(Arguments arguments) {
        return arguments.range().limit() + 1 + (group.isEmpty() ? 0 : LARGEST_GROUP);
    }
}
