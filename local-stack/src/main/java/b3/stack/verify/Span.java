package b3.stack.verify;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A span of time.
 *
 * @param first its first moment, UTC
 * @param last its last moment, UTC, to the microsecond
 */
record Span(Instant first, Instant last) {

    /** The span of every moment that a table can hold. */
    static final Span ALL = new Span(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999999Z"));

    /** The number of days above which one query for all of them is better than a query for each. */
    private static final int MOST_DAYS = 50;

    boolean has(Instant moment) {
        return !moment.isBefore(first) && !moment.isAfter(last);
    }

    /** Returns the days, UTC, in which these moments lie; if they are many, one span from the first to the last. */
    static List<Span> days(Collection<Instant> moments) {
        TreeSet<LocalDate> days = new TreeSet<>();
        moments.forEach(moment -> days.add(moment.atOffset(ZoneOffset.UTC).toLocalDate()));
        if (days.size() > MOST_DAYS) {
            return List.of(new Span(start(days.first()), end(days.last())));
        }
        return days.stream().map(day -> new Span(start(day), end(day))).toList();
    }

    /** Cuts this span so that each part holds about so many of the moments, and no cut lies at a moment. */
    List<Span> cut(List<Instant> ascending, int each) {
        List<Span> parts = new ArrayList<>();
        Instant from = first;
        for (int i = each; i < ascending.size(); i += each) {
            Instant moment = ascending.get(i);
            if (moment.isAfter(from) && has(moment)) {
                parts.add(new Span(from, moment.minus(1, ChronoUnit.MICROS)));
                from = moment;
            }
        }
        parts.add(new Span(from, last));
        return parts;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant end(LocalDate day) {
        return start(day.plusDays(1)).minus(1, ChronoUnit.MICROS);
    }
}
