package b3.api.datasets;

import b3.api.QuestDb;
import b3.api.http.ProblemException;
import b3.api.query.Freshness;
import b3.api.read.Statement;
import b3.schema.Dataset;
import b3.schema.calendar.TradingCalendar;
import b3.schema.sql.StandingSql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
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
 * @param condition the newest sessions that are due, newest first
 */
record DatasetEntry(
        String name,
        String word,
        String unit,
        String topic,
        String table,
        String path,
        @Nullable String lastSession,
        String freshness,
        List<SessionCondition> condition) {

    private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999999Z");

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
                Freshness.of(last, now, calendar).toString(),
                SessionCondition.of(dataset, questDb, now, calendar));
    }

    /** Looks at the newest moment first, and further back only if nothing stands there. */
    private static @Nullable LocalDate last(Dataset<?> dataset, QuestDb questDb) {
        String newest = "select max(ts) ts from " + dataset.logTable() + " where ts < :before and "
                + SessionCondition.counted(dataset);
        String stands = "select ts from (" + StandingSql.of(dataset, "ts = :ts") + ") where "
                + SessionCondition.counted(dataset) + " limit 1";
        try {
            Object ts = FOREVER;
            do {
                ts = questDb.row("/datasets", new Statement(newest, Map.of("before", ts)))
                        .get("ts");
            } while (ts != null
                    && questDb.rows("/datasets", new Statement(stands, Map.of("ts", ts)))
                            .isEmpty());
            return ts instanceof Instant instant ? session(instant) : null;
        } catch (ProblemException e) {
            return null;
        }
    }

    /** The session that an event time lies in: its midnight UTC stands for the whole of it. */
    private static LocalDate session(Instant ts) {
        boolean midnight = ts.equals(ts.truncatedTo(ChronoUnit.DAYS));
        return LocalDate.ofInstant(ts, midnight ? ZoneOffset.UTC : TradingCalendar.SAO_PAULO);
    }
}
