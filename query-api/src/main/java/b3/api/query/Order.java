package b3.api.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of a query's rows, newest first: {@code ts} descending, then columns ascending that make every row's key
 * unique. The text block must order by the same columns.
 *
 * @param ties the columns after {@code ts}, ascending; none may be null
 */
public record Order(List<String> ties) {

    public Order {
        ties = List.copyOf(ties);
    }

    /** Newest first, ties broken by these columns. */
    public static Order newestThen(String... ties) {
        return new Order(Arrays.asList(ties));
    }

    /** The key of a result row: its {@code ts} and its ties. */
    List<Object> key(Map<String, @Nullable Object> row) {
        List<Object> key = new ArrayList<>();
        key.add(part(row, "ts"));
        ties.forEach(tie -> key.add(part(row, tie)));
        return key;
    }

    /** SQL that keeps the rows after a key, which is bound as {@code :key0}, {@code :key1}, … */
    String after() {
        String rest = "";
        for (int i = ties.size(); i >= 1; i--) {
            String column = ties.get(i - 1);
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
