package b3.schema.heartbeats;

import static b3.schema.columns.Code.PROGRAM;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import b3.schema.columns.Column;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * State of one program at one moment. The program sends it every ten seconds and at each change. A program that has sent
 * nothing for a minute is not well, whatever it sent last.
 */
public record Heartbeat(
        @Column(value = "The processor: normalize, gamma or snapshots", key = true, distinct = 256, code = PROGRAM)
        String program,

        @Column(value = "The process, such as 1234@host", key = true, distinct = 256)
        String instance,

        @Column("Day in São Paulo of the moment") LocalDate session,

        @Column(value = "Moment of the heartbeat, UTC, to the millisecond", key = true, name = "ts")
        Instant at,

        @Column("State of the program") State state,

        @Column(value = "Calculations that are due", unit = "calculations", orNull = "for a program that makes none")
        @Nullable
        Long pending,

        @Column(value = "What has failed, in one line for a person", orNull = "when nothing has") @Nullable
        String reason,

        Provenance provenance)
        implements MarketRecord {

    private static final int LONGEST_REASON = 500;

    /** State of a program. */
    public enum State {
        /** The program is at work. */
        RUNNING,
        /** The program starts, restores its state, or hands its work to another instance. */
        REBALANCING,
        /** A failure has stopped the program, which may start again after a pause. */
        ERROR,
        /** The program was told to stop. */
        STOPPED
    }

    /** Makes the heartbeat of a program and cuts a long reason. */
    public static Heartbeat of(
            String program, String instance, Instant at, State state, @Nullable Long pending, @Nullable String reason) {
        Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
        return new Heartbeat(
                program,
                instance,
                LocalDate.ofInstant(moment, TradingCalendar.SAO_PAULO),
                moment,
                state,
                pending,
                reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON),
                new Provenance(program, moment, ""));
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return at;
    }
}
