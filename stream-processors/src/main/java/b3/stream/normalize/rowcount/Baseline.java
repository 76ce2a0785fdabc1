package b3.stream.normalize.rowcount;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What one dataset of one feed looked like in one session: the canary for a source that has changed its layout without a
 * word, which a parser otherwise takes for a quiet day.
 *
 * @param rows how many records; of books, surfaces and curves how many rows in them
 * @param filled how many of them give each column, by the component name
 */
public record Baseline(int rows, Map<String, Integer> filled) {

    private static final int ENOUGH_ROWS = 20;
    private static final int LEAST_ROWS = 3;
    private static final double LEAST_PART = 0.4;

    /** Counts records, given as JSON; a record that holds a list of rows counts as those. */
    static Baseline of(List<JsonNode> records) {
        List<JsonNode> rows = records.stream().flatMap(Baseline::rows).toList();
        Map<String, Integer> filled = new TreeMap<>();
        rows.forEach(row -> row.properties().forEach(column -> {
            if (!column.getValue().isNull()) {
                filled.merge(column.getKey(), 1, Integer::sum);
            }
        }));
        return new Baseline(rows.size(), filled);
    }

    private static Stream<JsonNode> rows(JsonNode record) {
        return record.values().stream()
                .filter(JsonNode::isArray)
                .findFirst()
                .map(list -> list.values().stream())
                .orElseGet(() -> Stream.of(record));
    }

    /** Fewer than 40 % of an earlier session's rows; an earlier session with fewer than 20 says nothing. */
    Optional<String> fewerRowsThan(Baseline earlier) {
        return earlier.rows >= ENOUGH_ROWS && rows < LEAST_PART * earlier.rows
                ? Optional.of("expected about " + earlier.rows + " rows, saw " + rows)
                : Optional.empty();
    }

    /** No row at all where an earlier session had 20 or more. */
    Optional<String> noneOf(Baseline earlier) {
        return rows == 0 ? fewerRowsThan(earlier) : Optional.empty();
    }

    /**
     * A column empty in every row that was filled in most rows of an earlier session. Both must have 3 rows, and this one 20
     * or 40 % of the earlier ones: of a handful that is left of many nothing follows.
     *
     * @param varying the columns that may rightly be empty
     */
    Optional<String> columnEmptiedSince(Baseline earlier, Set<String> varying) {
        boolean comparable =
                Math.min(rows, earlier.rows) >= LEAST_ROWS && rows >= Math.min(ENOUGH_ROWS, LEAST_PART * earlier.rows);
        if (!comparable) {
            return Optional.empty();
        }
        return earlier.filled.entrySet().stream()
                .filter(column -> !varying.contains(column.getKey()))
                .filter(column -> column.getValue() * 2 > earlier.rows && !filled.containsKey(column.getKey()))
                .map(column -> "expected the column " + column.getKey() + " (filled in " + column.getValue() + " of "
                        + earlier.rows + " rows), saw it empty in all " + rows)
                .findFirst();
    }
}
