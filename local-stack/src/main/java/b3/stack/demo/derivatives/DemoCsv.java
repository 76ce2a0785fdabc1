package b3.stack.demo.derivatives;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A CSV file of the exchange: columns with names, separated by semicolons, most of which are empty in a row. */
final class DemoCsv {

    private final List<String> columns;
    private final StringBuilder text = new StringBuilder();

    /**
     * A file without rows.
     *
     * @param status the line above the header; empty for none
     * @param header the names of the columns, separated by semicolons
     */
    DemoCsv(String status, String header) {
        this.columns = List.of(header.split(";", -1));
        text.append(status).append(header).append('\n');
    }

    /**
     * Adds a row.
     *
     * @param fields the name and the value of each column that is not empty, in turn
     */
    void add(Object... fields) {
        Map<Object, Object> row = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            if (!columns.contains(fields[i])) {
                throw new IllegalArgumentException("expected one of " + columns + ", saw " + fields[i]);
            }
            row.put(fields[i], fields[i + 1]);
        }
        text.append(columns.stream()
                .map(column -> row.getOrDefault(column, "").toString())
                .collect(Collectors.joining(";", "", "\n")));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
