package b3.api.query;

import b3.schema.Dataset;
import b3.schema.columns.Code;
import b3.schema.columns.TableColumn;
import b3.schema.columns.TableColumn.Kind;
import b3.schema.columns.TableColumn.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of a query's rows, newest first: {@code ts} descending, then what makes every row's key unique, ascending.
 *
 * @param ties what follows {@code ts}, ascending; none may be null
 */
public record Order(List<Tie> ties) {

    /** QuestDB sorts a symbol by sorting all of its values first; with more values than this its text is sorted instead. */
    private static final int MOST_SORTED = 100_000;

    /**
     * One sort key.
     *
     * @param name name of the value in a result row
     * @param expression SQL over the table's columns that makes it; the name alone for a column
     * @param sorted SQL in the {@code order by}
     */
    public record Tie(String name, String expression, String sorted) {

        static Tie of(TableColumn column) {
            String name = column.name();
            if (column.kind() == Kind.SYMBOL && column.distinct() > MOST_SORTED) {
                return new Tie(name, name, name + "::varchar");
            }
            String value = column.code() == Code.CONTRACT_MONTH ? "concat(right(" + name + ", 2), " + name + ")" : name;
            if (column.kind() == Kind.FLAG) {
                value = "case when " + name + " then 1 else 0 end";
            }
            if (column.nullable()) {
                value = "coalesce(" + value + ", " + least(column.kind()) + ")";
            }
            String key = value.equals(name) ? name : "order_" + name;
            return new Tie(key, value, key);
        }

        private static String least(Kind kind) {
            return switch (kind) {
                case SYMBOL, TEXT, OBJECT, LIST -> "''";
                case NUMBER, LONG, INT, FLAG -> "-1";
                case DAY, MOMENT -> "0::timestamp";
            };
        }

        private boolean isColumn() {
            return expression.equals(name);
        }
    }

    public Order {
        ties = List.copyOf(ties);
    }

    /** Makes the order of a dataset: newest first, then by the key of the record, then by the key of its rows. */
    static Order of(Dataset<?> dataset) {
        List<Tie> ties = new ArrayList<>();
        for (Place place : List.of(Place.KEY, Place.ROW_KEY)) {
            dataset.columns().stream()
                    .filter(column -> column.place() == place && column.kind() != Kind.MOMENT)
                    // the moment of a record lies within its session, but events of several sessions can share a moment
                    .filter(column -> !column.name().equals("session") || !dataset.hasRevisions())
                    .map(Tie::of)
                    .forEach(ties::add);
        }
        return new Order(ties);
    }

    /** Makes an order: newest first, then by these columns. */
    public static Order newestThen(Dataset<?> dataset, String... columns) {
        return new Order(Arrays.stream(columns)
                .map(name -> dataset.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .map(Tie::of)
                .toList());
    }

    /** The key of a result row: its {@code ts} and the values of its ties. */
    public List<Object> key(Map<String, @Nullable Object> row) {
        List<Object> key = new ArrayList<>();
        key.add(part(row, "ts"));
        ties.forEach(tie -> key.add(part(row, tie.name())));
        return key;
    }

    /** SQL of the ties that are computed from columns, each after a comma. */
    public String made() {
        return ties.stream()
                .filter(tie -> !tie.isColumn())
                .map(tie -> ", " + tie.expression() + " " + tie.name())
                .collect(Collectors.joining());
    }

    /** The columns from which the key of a row is read. */
    public List<String> selected() {
        return ties.stream().map(Tie::name).toList();
    }

    /** The {@code order by}. */
    public String by() {
        return "ts desc" + ties.stream().map(tie -> ", " + tie.sorted()).collect(Collectors.joining());
    }

    /** SQL that keeps the rows after a key, which is bound as {@code :key0}, {@code :key1}, … */
    public String after() {
        String rest = "";
        for (int i = ties.size(); i >= 1; i--) {
            String column = ties.get(i - 1).name();
            String strictly = column + " > :key" + i;
            rest = rest.isEmpty()
                    ? strictly
                    : "(" + strictly + " or (" + column + " = :key" + i + " and " + rest + "))";
        }
        return rest.isEmpty() ? "ts < :key0" : "(ts < :key0 or (ts = :key0 and " + rest + "))";
    }

    /** Whether a decoded key has the parts that this order has. */
    boolean fits(List<Object> key) {
        return key.size() == ties.size() + 1 && key.get(0) instanceof Instant;
    }

    private static Object part(Map<String, @Nullable Object> row, String column) {
        Object part = row.get(column);
        if (part == null) {
            throw new IllegalStateException("order: the query selects no value for " + column);
        }
        return part;
    }
}
