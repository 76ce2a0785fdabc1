package b3.api.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param query what was asked
 * @param rows the rows, each with the query's fields in order
 * @param next cursor of the next page; null when no row follows
 */
public record Page(
        Query query,
        List<Map<String, @Nullable Object>> rows,
        @Nullable String next) {

    /**
     * Makes the page of result rows.
     *
     * @param found the rows found, up to one more than the page holds
     */
    public static Page of(Query query, Arguments arguments, List<Map<String, @Nullable Object>> found) {
        int limit = arguments.range().limit();
        List<Map<String, @Nullable Object>> kept = found.subList(0, Math.min(limit, found.size()));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> row : kept) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            query.fields().forEach(field -> fields.put(field.name(), field.of(row)));
            rows.add(fields);
        }
        String next =
                found.size() <= limit ? null : Cursor.write(query.order().key(kept.get(limit - 1)), arguments.scope());
        return new Page(query, rows, next);
    }
}
