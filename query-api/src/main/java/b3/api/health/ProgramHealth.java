package b3.api.health;

import b3.api.QuestDb;
import b3.api.query.Moment;
import b3.api.read.Statement;
import b3.schema.Datasets;
import b3.schema.heartbeats.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The health of one program, judged by its last heartbeat.
 *
 * @param ok whether its last heartbeat is at most a minute old and says neither failed nor stopped
 * @param state the state in its last heartbeat, or SILENT when that is too old
 * @param at time of its last heartbeat, ISO UTC
 * @param instance the process that sent it
 * @param pending calculations that were due; null for a program that makes none
 * @param reason what has failed; null when nothing has
 */
record ProgramHealth(
        boolean ok,
        String state,
        String at,
        String instance,
        @Nullable Long pending,
        @Nullable String reason) {

    /** A program without a heartbeat for longer than this, six heartbeats, is not well. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final String SILENT = "SILENT";

    /**
     * Every program that has ever sent a heartbeat, by name; of several instances the one with the newest heartbeat.
     *
     * @throws b3.api.http.ProblemException if the heartbeats cannot be read
     */
    static Map<String, ProgramHealth> all(QuestDb questDb, Instant now) {
        Map<String, ProgramHealth> programs = new TreeMap<>();
        Statement last = Statement.of("select program, instance, state, pending, reason, ts from "
                + Datasets.HEARTBEATS.logTable() + " latest on ts partition by program");
        for (Map<String, @Nullable Object> row : questDb.rows("/health", last)) {
            if (row.get("ts") instanceof Instant at) {
                programs.put(String.valueOf(row.get("program")), of(row, at, now));
            }
        }
        return programs;
    }

    private static ProgramHealth of(Map<String, @Nullable Object> row, Instant at, Instant now) {
        String said = String.valueOf(row.get("state"));
        boolean silent = Duration.between(at, now).compareTo(SILENCE) > 0;
        boolean stopped = said.equals(Heartbeat.State.STOPPED.name());
        boolean failed = said.equals(Heartbeat.State.ERROR.name());
        return new ProgramHealth(
                !silent && !stopped && !failed,
                silent && !stopped && !failed ? SILENT : said,
                Moment.print(at),
                String.valueOf(row.get("instance")),
                row.get("pending") instanceof Long pending ? pending : null,
                row.get("reason") instanceof String reason ? reason : null);
    }
}
