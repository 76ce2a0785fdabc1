package b3.collector.due;

import b3.schema.calendar.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a source is asked for the document of a session. Every time is São Paulo time and belongs to a session of the
 * source's calendar, so the source is never asked for a day that it does not publish for.
 *
 * @param schedule when the source is asked
 * @param deadline until when an absent document is asked for again; after it the session is overdue
 * @param catchUpSessions how many sessions past their deadline the source still has
 */
public record Plan(Schedule schedule, Slot deadline, int catchUpSessions) {

    public Plan {
        if (catchUpSessions < 0) {
            throw new IllegalArgumentException("catch-up-sessions: expected 0 or more, saw " + catchUpSessions);
        }
    }

    /** Returns when to ask for the document of this session, earliest first. */
    public List<Instant> slots(LocalDate session, TradingCalendar calendar) {
        return schedule.slots().stream()
                .map(slot -> slot.on(session, calendar))
                .sorted()
                .toList();
    }

    /** Returns until when the document of this session is asked for again. */
    public Instant deadline(LocalDate session, TradingCalendar calendar) {
        return deadline.on(session, calendar);
    }

    /**
     * One time of day, on the day of the session or on a later day.
     *
     * @param daysLater number of calendar days after the session
     * @param sessionsLater number of sessions after the session
     * @param time time of day in São Paulo
     */
    public record Slot(int daysLater, int sessionsLater, LocalTime time) {

        private static final Pattern FORMAT = Pattern.compile("(?:\\+(\\d)([ds]) +)?(\\d\\d:\\d\\d)");

        /** Reads {@code 18:30}, {@code +1d 06:00} (the next day) or {@code +1s 06:00} (the next session's day). */
        public static Slot of(String text) {
            Matcher slot = FORMAT.matcher(text.strip());
            if (!slot.matches()) {
                throw new IllegalArgumentException(
                        "expected a São Paulo time such as 18:30, +1d 06:00 or +1s 06:00, saw \"" + text + "\"");
            }
            int later = slot.group(1) == null ? 0 : Integer.parseInt(slot.group(1));
            boolean days = "d".equals(slot.group(2));
            return new Slot(days ? later : 0, days ? 0 : later, time(slot.group(3)));
        }

        private static LocalTime time(String text) {
            try {
                return LocalTime.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("expected a time from 00:00 to 23:59, saw \"" + text + "\"", e);
            }
        }

        private Instant on(LocalDate session, TradingCalendar calendar) {
            LocalDate day = session;
            for (int i = 0; i < sessionsLater; i++) {
                day = calendar.nextSession(day);
            }
            return day.plusDays(daysLater)
                    .atTime(time)
                    .atZone(TradingCalendar.SAO_PAULO)
                    .toInstant();
        }
    }

    /**
     * The times of one session.
     *
     * @param slots when the source is asked; at least one
     */
    public record Schedule(List<Slot> slots) {

        private static final Pattern SERIES = Pattern.compile("(.*\\d\\d:\\d\\d) *- *(\\d\\d:\\d\\d) */ *(\\d+)m");

        public Schedule {
            if (slots.isEmpty()) {
                throw new IllegalArgumentException("expected at least one time, saw none");
            }
            slots = List.copyOf(slots);
        }

        /** Reads slots separated by commas; {@code 18:30-23:00/30m} stands for every half hour, both ends included. */
        public static Schedule of(String text) {
            List<Slot> slots = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                Matcher series = SERIES.matcher(part.strip());
                if (series.matches()) {
                    Slot first = Slot.of(series.group(1));
                    addSeries(slots, first, Slot.of(series.group(2)).time(), Integer.parseInt(series.group(3)), part);
                } else {
                    slots.add(Slot.of(part));
                }
            }
            return new Schedule(slots);
        }

        private static void addSeries(List<Slot> slots, Slot first, LocalTime last, int minutes, String part) {
            long span = Duration.between(first.time(), last).toMinutes();
            if (minutes == 0 || span < 0) {
                throw new IllegalArgumentException(
                        "expected from-to/minutes such as 18:30-23:00/30m, saw \"" + part + "\"");
            }
            for (long minute = 0; minute <= span; minute += minutes) {
                slots.add(new Slot(
                        first.daysLater(), first.sessionsLater(), first.time().plusMinutes(minute)));
            }
        }
    }
}
