package b3.stream.normalize;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
record Baseline(int rows, Map<String, Integer> filled) {

    private static final int ENOUGH_ROWS = 20;
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

    /**
     * How this session differs from an earlier one in a way that the market does not: fewer than 40 % of its rows, or a
     * column empty that was filled in most of them. An earlier session with fewer than 20 rows says nothing.
     */
    Optional<String> changeSince(Baseline earlier) {
        if (earlier.rows < ENOUGH_ROWS) {
            return Optional.empty();
        }
        if (rows < LEAST_PART * earlier.rows) {
            return Optional.of("expected about " + earlier.rows + " rows, saw " + rows);
        }
        return earlier.filled.entrySet().stream()
                .filter(column -> column.getValue() * 2 > earlier.rows && !filled.containsKey(column.getKey()))
                .map(column -> "expected the column " + column.getKey() + " (filled in " + column.getValue() + " of "
                        + earlier.rows + " rows), saw it empty in all " + rows)
                .findFirst();
    }
}
