package b3.api.datasets;

import b3.api.QuestDb;
import b3.api.http.ProblemException;
import b3.api.query.Statement;
import b3.schema.Dataset;
import b3.schema.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One dataset in the catalogue.
 *
 * @param name name on paths and topics
 * @param word the one word under which its files are found
 * @param unit unit of the main figure
 * @param topic Kafka topic of the normalized records
 * @param table QuestDB view with the standing rows; the revisions are in {@code <table>_log}
 * @param path path of this API
 * @param lastSession newest session; null when there is no row
 * @param freshness fresh, stale or unknown
 */
record DatasetEntry(
        String name,
        String word,
        String unit,
        String topic,
        String table,
        String path,
        @Nullable String lastSession,
        String freshness) {

    /** What there is to say of a dataset now; the newest session of one whose table is not there yet is unknown. */
    static DatasetEntry of(Dataset<?> dataset, QuestDb questDb, Instant now, TradingCalendar calendar) {
        LocalDate last = last(dataset, questDb);
        return new DatasetEntry(
                dataset.name(),
                dataset.word(),
                dataset.unit(),
                dataset.topic(),
                dataset.table(),
                dataset.path(),
                last == null ? null : last.toString(),
                Freshness.of(last, now, calendar).name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable LocalDate last(Dataset<?> dataset, QuestDb questDb) {
        try {
            Object last = questDb.row("/datasets", Statement.of("select max(ts) last from " + dataset.logTable()))
                    .get("last");
            return last instanceof Instant ts ? LocalDate.ofInstant(ts, ZoneOffset.UTC) : null;
        } catch (ProblemException e) {
            return null;
        }
    }
}
