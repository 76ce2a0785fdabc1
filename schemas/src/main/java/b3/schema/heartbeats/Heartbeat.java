package b3.schema.heartbeats;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import b3.schema.columns.Code;
import b3.schema.columns.Column;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How one program is at one moment, said by itself every ten seconds and at each change. A program that has said nothing
 * for a minute is not well, whatever it said last.
 */
public record Heartbeat(
        @Column(value = "The processor: normalize, gamma or snapshots", key = true, distinct = 256, code = Code.PROGRAM)
        String program,

        @Column(value = "The process, such as 1234@host", key = true, distinct = 256)
        String instance,

        @Column("Day in São Paulo of the moment") LocalDate session,

        @Column(value = "When it was so, UTC, to the millisecond", key = true, name = "ts")
        Instant at,

        @Column("How it is") State state,

        @Column(value = "Calculations that are due", unit = "calculations", orNull = "for a program that makes none")
        @Nullable
        Long pending,

        @Column(value = "One line for a person: what has failed", orNull = "when nothing has") @Nullable
        String reason,

        Provenance provenance)
        implements MarketRecord {

    private static final int LONGEST_REASON = 500;

    /** How a program is. */
    public enum State {
        /** At work. */
        RUNNING,
        /** It starts, reads its state back, or hands its work to another instance. */
        REBALANCING,
        /** A failure has stopped it; it may be started again after a pause. */
        ERROR,
        /** It was told to stop. */
        STOPPED
    }

    /** What a program says of itself; a long reason is cut. */
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
