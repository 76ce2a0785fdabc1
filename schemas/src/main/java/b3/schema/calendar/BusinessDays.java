package b3.schema.calendar;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The national bank calendar that counts years of 252 business days, as it was known on a date: 20 November became
 * national with Law 14.759 of 21 December 2023, and whoever counted days before that did not leave it out.
 *
 * <p>It is not the exchange's calendar: 24 December and the last weekday of the year are business days without a
 * session.
 */
public final class BusinessDays {

    private static final NavigableMap<LocalDate, BusinessDays> VERSIONS = Stream.concat(
                    Stream.of(Holiday.FIRST), Holiday.ALL.stream().map(Holiday::knownFrom))
            .distinct()
            .collect(Collectors.toMap(since -> since, BusinessDays::new, (a, b) -> a, TreeMap::new));

    private final LocalDate since;

    /** For each day of the calendar, the business days from its first day up to and including this one. */
    private final int[] upTo = new int[Holiday.index(Holiday.LAST) + 1];

    private BusinessDays(LocalDate since) {
        this.since = since;
        Set<LocalDate> holidays = Holiday.ALL.stream()
                .filter(holiday -> holiday.calendar().equals(Holiday.BANK))
                .filter(holiday -> !holiday.knownFrom().isAfter(since))
                .map(Holiday::date)
                .collect(Collectors.toSet());
        int count = 0;
        for (int i = 0; i < upTo.length; i++) {
            LocalDate day = Holiday.FIRST.plusDays(i);
            if (TradingCalendar.isWeekday(day) && !holidays.contains(day)) {
                count++;
            }
            upTo[i] = count;
        }
    }

    /** The calendar as everyone knew it at the end of this day; the same object for all days between two changes. */
    public static BusinessDays knownOn(LocalDate day) {
        Map.Entry<LocalDate, BusinessDays> version = VERSIONS.floorEntry(day);
        return version == null ? VERSIONS.firstEntry().getValue() : version.getValue();
    }

    /** The calendar as known today. */
    public static BusinessDays latest() {
        return VERSIONS.lastEntry().getValue();
    }

    /** Name of this version: {@code bank-} and the date of the last change that it knows. */
    public String version() {
        return "bank-" + since;
    }

    /**
     * Business days after {@code from} up to and including {@code to}: what B3 prints as <i>saques</i> or <i>dias
     * úteis</i> from a session to an expiry. 0 for the same day; negative, the same count backwards, if {@code to} is
     * before {@code from}.
     *
     * @throws IllegalArgumentException if a day is outside 2000 to 2079, here and below
     */
    public int between(LocalDate from, LocalDate to) {
        return upTo[Holiday.index(to)] - upTo[Holiday.index(from)];
    }

    /** Whether this is a business day. */
    public boolean isBusinessDay(LocalDate day) {
        int index = Holiday.index(day);
        return index > 0 && upTo[index] > upTo[index - 1];
    }

    /** The month's first business day. */
    public LocalDate firstBusinessDay(YearMonth month) {
        LocalDate day = month.atDay(1);
        while (!isBusinessDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }
}
