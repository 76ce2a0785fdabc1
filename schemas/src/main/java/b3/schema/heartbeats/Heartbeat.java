package b3.schema.heartbeats;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How one program is at one moment, said by itself every ten seconds and at each change. A program that has said nothing
 * for a minute is not well, whatever it said last.
 *
 * @param program the processor, {@code gamma}
 * @param instance the process, {@code 1234@host}
 * @param session day in São Paulo of the moment
 * @param at when it was so, UTC, to the millisecond
 * @param state how it is
 * @param pending calculations that are due; null for a program that makes none
 * @param reason one line for a person: what has failed; null when nothing has
 * @param provenance the program itself, the moment, and no document
 */
public record Heartbeat(
        String program,
        String instance,
        LocalDate session,
        Instant at,
        State state,
        @Nullable Long pending,
        @Nullable String reason,
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
    public String businessKey() {
        return program + "|" + instance + "|" + at;
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return at;
    }
}
