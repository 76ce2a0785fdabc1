package b3.api.datasets;

import b3.schema.calendar.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whether a dataset's newest session is the one to be expected, judged by the exchange's calendar. */
enum Freshness {
    /** The newest session that is due is there. */
    FRESH,
    /** A session that is due is missing. */
    STALE,
    /** There is no row yet, or the calendar does not reach so far. */
    UNKNOWN;

    /**
     * A session's documents are out by the next session's morning collection at 06:00 in São Paulo; an hour later they
     * are due.
     */
    private static final Duration DUE_AT = Duration.ofHours(7);

    /** The newest session whose documents are due. */
    static LocalDate due(Instant now, TradingCalendar calendar) {
        return calendar.previousSession(calendar.sessionOn(now.minus(DUE_AT)));
    }

    /**
     * Judges a dataset.
     *
     * @param last its newest session; null when it has none
     */
    static Freshness of(@Nullable LocalDate last, Instant now, TradingCalendar calendar) {
        if (last == null) {
            return UNKNOWN;
        }
        try {
            return last.isBefore(due(now, calendar)) ? STALE : FRESH;
        } catch (IllegalArgumentException beyondTheCalendar) {
            return UNKNOWN;
        }
    }
}
