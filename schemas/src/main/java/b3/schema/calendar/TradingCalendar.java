package b3.schema.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The days on which B3 holds a session, or on which the banks of Brazil are open and the central bank publishes, as known
 * today. What closes them is in {@code holidays.csv}.
 *
 * <p>Banks are open on some days without a session: 24 December, the last weekday of the year and, until 2021, the holidays
 * of São Paulo.
 */
public final class TradingCalendar {

    /** The exchange's time zone; the only one that says which day it is. */
    public static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

    /** First day that the calendar knows. */
    public static final LocalDate FIRST_DAY = Holiday.FIRST;

    /** Last day that the calendar knows. */
    public static final LocalDate LAST_DAY = Holiday.LAST;

    private static final TradingCalendar B3 = new TradingCalendar(holiday -> true);
    private static final TradingCalendar BANKS =
            new TradingCalendar(holiday -> holiday.calendar().equals(Holiday.BANK));

    private final BitSet sessions = new BitSet();

    private TradingCalendar(Predicate<Holiday> closes) {
        Holiday.FIRST
                .datesUntil(Holiday.LAST.plusDays(1))
                .filter(TradingCalendar::isWeekday)
                .forEach(day -> sessions.set(Holiday.index(day)));
        Holiday.ALL.stream().filter(closes).forEach(holiday -> sessions.clear(Holiday.index(holiday.date())));
    }

    /** The exchange's calendar; immutable. */
    public static TradingCalendar load() {
        return B3;
    }

    /** The banks' calendar, whose sessions are their business days; immutable. */
    public static TradingCalendar ofBanks() {
        return BANKS;
    }

    /** Whether this day is one that the calendar knows, a session or not; of any other it says nothing. */
    public boolean knows(LocalDate day) {
        return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
    }

    /**
     * Whether there is a session on this day.
     *
     * @throws IllegalArgumentException if the day is outside 2000 to 2079, here and below
     */
    public boolean isSession(LocalDate day) {
        return sessions.get(Holiday.index(day));
    }

    /** Whether the calendar knows a session before this day: not of the first one, nor of the days before it. */
    public boolean hasSessionBefore(LocalDate day) {
        return sessions.previousSetBit(Holiday.index(day) - 1) >= 0;
    }

    /**
     * The last session strictly before this day.
     *
     * @throws IllegalArgumentException if the day is outside the calendar or has no session before it in it
     */
    public LocalDate previousSession(LocalDate day) {
        return session(sessions.previousSetBit(Holiday.index(day) - 1), "before", day);
    }

    /** The first session strictly after this day. */
    public LocalDate nextSession(LocalDate day) {
        return session(sessions.nextSetBit(Holiday.index(day) + 1), "after", day);
    }

    /** The sessions from one day to another, both included, oldest first; none if {@code to} is before {@code from}. */
    public List<LocalDate> sessions(LocalDate from, LocalDate to) {
        int first = Holiday.index(from);
        int end = Holiday.index(to) + 1;
        return sessions.get(first, Math.max(first, end)).stream()
                .mapToObj(from::plusDays)
                .toList();
    }

    /** The day that an instant falls on in São Paulo if it is a session, else the session before it. */
    public LocalDate sessionOn(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, SAO_PAULO);
        return isSession(day) ? day : previousSession(day);
    }

    static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }

    private static LocalDate session(int index, String side, LocalDate day) {
        if (index < 0) {
            throw new IllegalArgumentException("the calendar knows no session " + side + " " + day);
        }
        return Holiday.FIRST.plusDays(index);
    }
}
