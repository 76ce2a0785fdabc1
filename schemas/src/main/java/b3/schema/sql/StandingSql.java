package b3.schema.sql;

import b3.schema.Dataset;
import b3.schema.Revision;
import java.util.List;

/**
 * What stands, out of the rows of a log table: the one place that says so. Views, queries and tests all take it from
 * here.
 *
 * <p>A row of the log is one step of a key's history (see {@link Revision}). The answer as of a time of knowledge is, of the
 * steps that begin no later, the one that begins last; of two messages about that step the later one; and no row if that
 * one is a withdrawal. What stands now is the answer without an end of knowledge. All rows of one book have the same
 * revision, so {@code rank()} takes or leaves a book as a whole.
 *
 * <p>QuestDB pushes no condition through a window function, so conditions on the key belong inside. Conditions on values
 * belong outside: inside they would pick an older revision that happens to match.
 */
public final class StandingSql {

    /** Condition on the rows of a log for an answer as of the parameter {@code :asOf}. */
    public static final String AS_OF = "stands_from <= :asOf";

    private StandingSql() {}

    /** The rows that stand in a whole log. */
    public static String of(Dataset<?> dataset) {
        return of(dataset, "");
    }

    /**
     * The rows that stand among those of a log that meet a condition: all columns of the log.
     *
     * @param inside condition on key columns, {@code ts} or {@link #AS_OF}; empty for none
     */
    public static String of(Dataset<?> dataset, String inside) {
        String where = inside.isEmpty() ? "" : " where " + inside;
        List<String> key = dataset.keyColumns();
        if (key.isEmpty()) {
            return "select * from " + dataset.logTable() + where;
        }
        return "select * from (select *, rank() over (partition by " + String.join(", ", key)
                + " order by stands_from desc, revision desc) place from " + dataset.logTable() + where
                + ") where place = 1 and not withdrawn";
    }
}
