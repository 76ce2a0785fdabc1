package b3.api.health;

import b3.api.QuestDb;
import b3.api.http.ProblemException;
import b3.api.query.Moment;
import b3.api.read.Statement;
import b3.schema.Dataset;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health of one dataset's table.
 *
 * @param ok whether it can be read and everything written to it becomes visible
 * @param count rows in the log, every revision counted; null when it cannot be read
 * @param lastTs newest event time, ISO UTC; null when there is no row
 * @param suspended whether QuestDB stopped applying writes to it: writes are acknowledged and stay invisible
 * @param lag transactions acknowledged but not yet visible
 * @param error why it is not ok; null when it is
 */
record TableHealth(
        boolean ok,
        @Nullable Long count,
        @Nullable String lastTs,
        boolean suspended,
        long lag,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {

    /** Reads the health of a dataset's table; never fails, because a failure to read is its health. */
    static TableHealth of(Dataset<?> dataset, QuestDb questDb) {
        try {
            Map<String, @Nullable Object> rows = questDb.row(
                    "/health", Statement.of("select count() count, max(ts) last from " + dataset.logTable()));
            Statement wal = new Statement(
                    "select suspended, sequencerTxn - writerTxn lag from wal_tables() where name = :name",
                    Map.of("name", dataset.logTable()));
            boolean suspended = false;
            long lag = 0;
            for (Map<String, @Nullable Object> row : questDb.rows("/health", wal)) {
                suspended = Boolean.TRUE.equals(row.get("suspended"));
                lag = row.get("lag") instanceof Long transactions ? transactions : 0;
            }
            return new TableHealth(
                    !suspended,
                    rows.get("count") instanceof Long count ? count : 0,
                    rows.get("last") instanceof Instant last ? Moment.print(last) : null,
                    suspended,
                    lag,
                    suspended ? "writes are acknowledged but not applied: resume the table's WAL" : null);
        } catch (ProblemException e) {
            return new TableHealth(false, null, null, false, 0, e.problem().detail());
        }
    }
}
