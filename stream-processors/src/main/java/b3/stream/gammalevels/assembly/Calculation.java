package b3.stream.gammalevels.assembly;

import b3.schema.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One calculation: what its levels are of.
 *
 * @param underlying the underlying, such as {@code DOL}
 * @param session the session of the levels
 * @param at the time of the live price of an intraday calculation; null for the end-of-day calculation at the
 *     settlement price
 */
public record Calculation(
        String underlying, LocalDate session, @Nullable Instant at) {

    /**
     * The newest session first; within a session the intraday calculations first, the latest of them before the earlier
     * ones.
     */
    public static final Comparator<Calculation> NEWEST_FIRST = Comparator.comparing(Calculation::session)
            .reversed()
            .thenComparing(Calculation::at, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(Calculation::underlying);

    /** When every market of a session has closed, São Paulo. */
    private static final LocalTime END = LocalTime.of(19, 0);

    /**
     * The time that the levels are of, UTC. The end-of-day calculation is later than all intraday calculations of its
     * session, so that the newest levels are made from the most inputs.
     */
    public Instant asOf() {
        return at != null
                ? at
                : session.atTime(END).atZone(TradingCalendar.SAO_PAULO).toInstant();
    }

    /** One text per calculation: {@code session|underlying|} and the time of an intraday calculation. */
    public String key() {
        return session + "|" + underlying + "|" + (at == null ? "" : at);
    }

    /** The calculation of a {@link #key}. */
    public static Calculation parse(String key) {
        String[] parts = key.split("\\|", -1);
        return new Calculation(
                parts[1], LocalDate.parse(parts[0]), parts[2].isEmpty() ? null : Instant.parse(parts[2]));
    }
}
