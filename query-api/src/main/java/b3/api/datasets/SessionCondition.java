package b3.api.datasets;

import b3.api.QuestDb;
import b3.api.http.ProblemException;
import b3.api.query.Freshness;
import b3.api.read.Statement;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import b3.schema.sql.StandingSql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one session of a dataset is.
 *
 * @param session the session
 * @param rows rows that stand
 * @param condition {@code present}; {@code thin}: less than half the rows of the best of these sessions; {@code missing}
 */
record SessionCondition(String session, long rows, String condition) {

    private static final int SESSIONS = 5;

    /** The newest sessions that are due, newest first; none when the table is not there or the calendar ends before. */
    static List<SessionCondition> of(Dataset<?> dataset, QuestDb questDb, Instant now, TradingCalendar calendar) {
        try {
            List<LocalDate> due = new ArrayList<>();
            due.add(Freshness.due(now, calendar));
            while (due.size() < SESSIONS) {
                due.add(calendar.previousSession(due.get(due.size() - 1)));
            }
            Map<LocalDate, Long> rows = rows(dataset, questDb, due);
            long most = rows.values().stream().mapToLong(Long::longValue).max().orElse(0);
            return due.stream()
                    .map(session -> judged(session, rows.getOrDefault(session, 0L), most))
                    .toList();
        } catch (ProblemException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Which rows tell how a dataset is: of the snapshots the futures, for some indicators lag and some run ahead. */
    static String counted(Dataset<?> dataset) {
        return dataset.equals(Datasets.SNAPSHOTS) ? "kind = 'FUTURE'" : "true";
    }

    private static SessionCondition judged(LocalDate session, long rows, long most) {
        String condition = rows == 0 ? "missing" : 2 * rows < most ? "thin" : "present";
        return new SessionCondition(session.toString(), rows, condition);
    }

    private static Map<LocalDate, Long> rows(Dataset<?> dataset, QuestDb questDb, List<LocalDate> due) {
        Statement statement = new Statement(
                "select date_trunc('day', ts) session, count() rows from ("
                        + StandingSql.of(dataset, "ts >= :from and ts < dateadd('d', 1, :to)") + ") where "
                        + counted(dataset),
                Map.of("from", midnight(due.get(due.size() - 1)), "to", midnight(due.get(0))));
        Map<LocalDate, Long> rows = new HashMap<>();
        for (Map<String, @Nullable Object> row : questDb.rows("/datasets", statement)) {
            if (row.get("session") instanceof Instant session && row.get("rows") instanceof Long count) {
                rows.put(LocalDate.ofInstant(session, ZoneOffset.UTC), count);
            }
        }
        return rows;
    }

    private static Instant midnight(LocalDate session) {
        return session.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
