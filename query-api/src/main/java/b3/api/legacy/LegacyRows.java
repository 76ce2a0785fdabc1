package b3.api.legacy;

import b3.api.QuestDb;
import b3.api.http.ProblemException;
import b3.api.queries.Queries;
import b3.api.query.Moment;
import b3.api.query.Query;
import b3.api.read.Page;
import b3.api.read.Pages;
import b3.api.read.Statement;
import b3.schema.Dataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The datasets' rows as their own endpoints answer them. */
@Component
class LegacyRows {

    private final Pages pages;
    private final QuestDb questDb;

    LegacyRows(Pages pages, QuestDb questDb) {
        this.pages = pages;
        this.questDb = questDb;
    }

    /**
     * The last collection of a dataset.
     *
     * @param knownAt when its newest row became known, ISO UTC; null when there is no row
     */
    record Collection(@Nullable String knownAt) {}

    /** Whether the database answers. */
    boolean answer() {
        return questDb.answers();
    }

    /** The last collection of a dataset; empty when its table cannot be read. */
    Optional<Collection> lastCollection(Dataset<?> dataset) {
        Statement newest = Statement.of("select max(known_at) last from " + dataset.logTable());
        try {
            Object last = questDb.row("/status", newest).get("last");
            return Optional.of(new Collection(last instanceof Instant instant ? Moment.print(instant) : null));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** The newest row of each key. */
    List<Map<String, @Nullable Object>> newest(Dataset<?> dataset, Map<String, String> given) {
        Query query = Queries.of(dataset);
        return pages.read(query, query.arguments(parameters(given))).rows();
    }

    /** The newest row of each key of a dataset whose own endpoint answers pages. */
    List<Map<String, @Nullable Object>> newestPer(Dataset<?> dataset, String key) {
        Query query = Queries.of(dataset).answeringLatest("ts", key);
        return pages.read(query, query.arguments(Map.of())).rows();
    }

    /** All rows, oldest first, read page by page; only the newest {@link Query#MOST_ROWS} when there are more. */
    List<Map<String, @Nullable Object>> all(Dataset<?> dataset, Map<String, String> given) {
        Query query = Queries.of(dataset);
        Map<String, String> asked = new HashMap<>(given);
        asked.put("limit", "1000");
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        String next;
        do {
            Page page = pages.read(query, query.arguments(parameters(asked)));
            rows.addAll(page.rows());
            next = page.next();
            if (next != null) {
                asked.put("cursor", next);
            }
        } while (next != null && rows.size() < Query.MOST_ROWS);
        Collections.reverse(rows);
        return rows;
    }

    /** When the newest of these rows became known. */
    static Optional<Instant> knownAt(List<Map<String, @Nullable Object>> rows) {
        return rows.stream()
                .map(row -> Instant.parse(String.valueOf(row.get("knownAt"))))
                .max(Comparator.naturalOrder());
    }

    private static Map<String, String[]> parameters(Map<String, String> given) {
        Map<String, String[]> parameters = new HashMap<>();
        given.forEach((name, value) -> parameters.put(name, new String[] {value}));
        return parameters;
    }
}
