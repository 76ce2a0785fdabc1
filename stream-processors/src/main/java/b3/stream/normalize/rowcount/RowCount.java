package b3.stream.normalize.rowcount;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How many rows one dataset of one feed had in one session. A source may change its layout without notice; without this
 * count a normalizer would take such a document for a quiet day.
 *
 * @param rows the number of records; for books, surfaces and curves the number of rows in them
 * @param filled the number of rows that give each column, by the name of the component
 */
public record RowCount(int rows, Map<String, Integer> filled) {

    private static final int ENOUGH_ROWS = 20;
    private static final int LEAST_ROWS = 3;
    private static final double LEAST_PART = 0.4;

    /** Counts records, given as JSON; a record that holds a list of rows counts as its rows. */
    static RowCount of(List<? extends JsonNode> records) {
        List<JsonNode> rows = records.stream().flatMap(RowCount::rows).toList();
        Map<String, Integer> filled = new TreeMap<>();
        rows.forEach(row -> row.properties().forEach(column -> {
            if (!column.getValue().isNull()) {
                filled.merge(column.getKey(), 1, Integer::sum);
            }
        }));
        return new RowCount(rows.size(), filled);
    }

    private static Stream<JsonNode> rows(JsonNode record) {
        return record.values().stream()
                .filter(JsonNode::isArray)
                .findFirst()
                .map(list -> list.values().stream())
                .orElseGet(() -> Stream.of(record));
    }

    /** Says so if this session has fewer than 40 % of an earlier session's rows; an earlier session with fewer than 20 rows is not compared. */
    Optional<String> fewerRowsThan(RowCount earlier) {
        return earlier.rows >= ENOUGH_ROWS && rows < LEAST_PART * earlier.rows
                ? Optional.of("expected about " + earlier.rows + " rows, saw " + rows)
                : Optional.empty();
    }

    /** Says so if this session has no row and an earlier session had 20 or more. */
    Optional<String> noneOf(RowCount earlier) {
        return rows == 0 ? fewerRowsThan(earlier) : Optional.empty();
    }

    /**
     * Says so if a column is empty in every row that was filled in most rows of an earlier session. Both sessions must have
     * at least 3 rows, and this one at least 20 or 40 % of the earlier ones: fewer rows prove nothing.
     *
     * @param varying the columns that may rightly be empty
     */
    Optional<String> columnEmptiedSince(RowCount earlier, Set<String> varying) {
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
