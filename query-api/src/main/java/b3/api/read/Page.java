package b3.api.read;

import b3.api.query.Arguments;
import b3.api.query.Cursor;
import b3.api.query.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param query what was asked
 * @param rows the rows, each with the query's fields in order
 * @param next cursor of the next page; null when no row follows
 * @param more further members of a JSON answer
 */
public record Page(
        Query query,
        List<Map<String, @Nullable Object>> rows,
        @Nullable String next,
        Map<String, Object> more) {

    /** Makes a page without further members. */
    public Page(Query query, List<Map<String, @Nullable Object>> rows, @Nullable String next) {
        this(query, rows, next, Map.of());
    }

    /** Returns this page with a further member in its JSON. */
    public Page with(String member, Object value) {
        return new Page(query, rows, next, Map.of(member, value));
    }

    /** Returns this page with only the rows wanted. */
    public Page keeping(Predicate<Map<String, @Nullable Object>> wanted) {
        return new Page(query, rows.stream().filter(wanted).toList(), next, more);
    }

    /**
     * Makes the page of result rows.
     *
     * @param found the rows found, up to one more than the page holds
     */
    public static Page of(Query query, Arguments arguments, List<Map<String, @Nullable Object>> found) {
        int end = end(query, arguments, found);
        String next =
                end == found.size() ? null : Cursor.write(query.order().key(found.get(end - 1)), arguments.scope());
        return new Page(query, rows(query, found.subList(0, end)), next);
    }

    /** Makes the page that holds everything there is. */
    public static Page whole(Query query, List<Map<String, @Nullable Object>> found) {
        return new Page(query, rows(query, found), null);
    }

    private static List<Map<String, @Nullable Object>> rows(Query query, List<Map<String, @Nullable Object>> kept) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> row : kept) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            query.fields().forEach(field -> fields.put(field.name(), field.of(row)));
            rows.add(fields);
        }
        return rows;
    }

    /** Where the page ends: after its limit, but before the group that it would cut, unless that is the first. */
    private static int end(Query query, Arguments arguments, List<Map<String, @Nullable Object>> found) {
        int limit = arguments.range().limit();
        if (found.size() <= limit) {
            return found.size();
        }
        if (query.group().isEmpty()) {
            return limit;
        }
        int end = limit;
        while (end > 0 && isInside(query, found, end)) {
            end--;
        }
        if (end > 0) {
            return end;
        }
        end = limit;
        while (end < found.size() && isInside(query, found, end)) {
            end++;
        }
        if (end == query.wanted(arguments)) {
            throw new IllegalStateException(query.path() + ": a group of more than " + end + " rows");
        }
        return end;
    }

    /** Whether a page that ends before this row cuts a group. */
    private static boolean isInside(Query query, List<Map<String, @Nullable Object>> found, int row) {
        return query.group().stream()
                .allMatch(column -> Objects.equals(
                        found.get(row).get(column), found.get(row - 1).get(column)));
    }
}
