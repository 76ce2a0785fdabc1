package b3.api.read;

import java.util.Map;

/**
 * SQL with named bind variables and what is bound to them.
 *
 * @param sql text with {@code :name} for every bind variable
 * @param values by name: text, numbers, instants, lists for {@code in (:name)}
 */
public record Statement(String sql, Map<String, Object> values) {

    /** A statement without bind variables. */
    public static Statement of(String sql) {
        return new Statement(sql, Map.of());
    }
}
