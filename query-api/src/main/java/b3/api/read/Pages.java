package b3.api.read;

import b3.api.QuestDb;
import b3.api.http.Problem;
import b3.api.query.Arguments;
import b3.api.query.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the rows that a request asks for: those of the newest moment or session of each key, or one page. */
public final class Pages {

    /** How many rows of the log the first look back covers; the largest dataset has these in a few sessions. */
    private static final int FIRST_REACH = 2_000;

    private static final int WIDER = 8;

    private final QuestDb questDb;

    public Pages(QuestDb questDb) {
        this.questDb = questDb;
    }

    /** The page that the arguments ask for. */
    public Page read(Query query, Arguments arguments) {
        QuerySql sql = new QuerySql(query, arguments);
        Optional<Statement> narrowing = sql.narrowing();
        if (narrowing.isPresent()) {
            List<Object> looked = questDb.rows(query.path(), narrowing.get()).stream()
                    .<Object>map(row -> String.valueOf(row.values().iterator().next()))
                    .toList();
            if (looked.isEmpty()) {
                return Page.whole(query, List.of());
            }
            sql = sql.narrowed(looked);
        }
        return !query.answersLatest() || arguments.history() ? history(sql) : Page.whole(query, newest(sql));
    }

    /**
     * Reads one page. The newest rows are wanted, so the span is first cut to where the newest rows of the log lie; if
     * that span holds too few rows (because of revisions, withdrawals or the cursor), a wider one is read.
     */
    private Page history(QuerySql sql) {
        Query query = sql.query();
        int wanted = query.wanted(sql.arguments());
        for (int reach = Math.max(FIRST_REACH, 4 * wanted); ; reach = Math.multiplyExact(reach, WIDER)) {
            Map<String, @Nullable Object> log = questDb.row(query.path(), sql.reach(reach));
            boolean all = !(log.get("reached") instanceof Long reached) || reached < reach;
            Instant since = !all && log.get("ts") instanceof Instant ts
                    ? ts
                    : sql.arguments().range().from();
            List<Map<String, @Nullable Object>> found = questDb.rows(query.path(), sql.rows(since));
            if (all || found.size() >= wanted) {
                return Page.of(query, sql.arguments(), found);
            }
        }
    }

    /** Rows of the newest moment or session of each key, as the query selects them: first where it lies, then the rows. */
    public List<Map<String, @Nullable Object>> newest(Query query, Arguments arguments) {
        return newest(new QuerySql(query, arguments));
    }

    private List<Map<String, @Nullable Object>> newest(QuerySql sql) {
        Map<List<@Nullable Object>, Instant> newest = moments(sql, sql.newest());
        List<Map<String, @Nullable Object>> found = rowsAt(sql, newest);
        Set<List<@Nullable Object>> missing = new HashSet<>(newest.keySet());
        found.forEach(row -> missing.remove(key(sql.query(), row)));
        if (missing.isEmpty()) {
            return found;
        }
        // the newest row of these keys has been withdrawn, or its current revision does not meet the conditions
        newest.keySet().removeAll(missing);
        newest.putAll(moments(sql, sql.newestStanding(missing)));
        return rowsAt(sql, newest);
    }

    /** Rows that stand at these moments or sessions, as the query selects them. */
    public List<Map<String, @Nullable Object>> rowsAt(Query query, Arguments arguments, Collection<Instant> moments) {
        return rowsAt(new QuerySql(query, arguments), moments);
    }

    private List<Map<String, @Nullable Object>> rowsAt(QuerySql sql, Collection<Instant> moments) {
        if (moments.isEmpty()) {
            return List.of();
        }
        List<Map<String, @Nullable Object>> found =
                questDb.rows(sql.query().path(), sql.rowsAt(new TreeSet<>(moments)));
        if (found.size() > Query.MOST_ROWS) {
            throw Problem.ofStatus(
                            400, "that is more than " + Query.MOST_ROWS + " rows: filter, or page through with `limit`")
                    .exception();
        }
        return found;
    }

    private List<Map<String, @Nullable Object>> rowsAt(QuerySql sql, Map<List<@Nullable Object>, Instant> moments) {
        Query query = sql.query();
        return rowsAt(sql, moments.values()).stream()
                .filter(row -> Objects.equals(moments.get(key(query, row)), row.get(query.latest())))
                .toList();
    }

    private Map<List<@Nullable Object>, Instant> moments(QuerySql sql, Statement statement) {
        Map<List<@Nullable Object>, Instant> moments = new HashMap<>();
        for (Map<String, @Nullable Object> row : questDb.rows(sql.query().path(), statement)) {
            if (row.get(sql.query().latest()) instanceof Instant moment) {
                moments.put(key(sql.query(), row), moment);
            }
        }
        return moments;
    }

    private static List<@Nullable Object> key(Query query, Map<String, @Nullable Object> row) {
        List<@Nullable Object> key = new ArrayList<>();
        query.latestPer().forEach(column -> key.add(row.get(column)));
        return key;
    }

    /**
     * Checks that the table has any row of what the path names.
     *
     * @throws b3.api.http.ProblemException with status 404 if it has none
     */
    public void checkKnown(Query query, Arguments arguments, Collection<String> named) {
        if (questDb.rows(query.path(), new QuerySql(query, arguments).known()).isEmpty()) {
            throw Problem.ofStatus(404, "no " + query.dataset().name() + " of " + String.join(", ", named))
                    .exception();
        }
    }
}
