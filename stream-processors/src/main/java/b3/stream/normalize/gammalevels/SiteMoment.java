package b3.stream.normalize.gammalevels;

import b3.schema.calendar.TradingCalendar;
import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of a vendor's levels. ISO with an offset is that instant; everything else is São Paulo time:
 * {@code 2025-10-13T09:05}, {@code 2025-10-13 09:05:30}, {@code 13/10/2025 09:05}, {@code 13-10-2025 09:05:30}, or a
 * day alone.
 *
 * @param session the day in São Paulo; once {@link #concluded} the session
 * @param asOf the moment; the day's midnight UTC when only the day is known
 */
record SiteMoment(LocalDate session, Instant asOf) {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);
    private static final int FIRST_YEAR = 2000;
    private static final List<DateTimeFormatter> DAYS =
            List.of(day("uuuu-MM-dd"), day("dd/MM/uuuu"), day("dd-MM-uuuu"));
    private static final List<DateTimeFormatter> TIMES = List.of(
            day("uuuu-MM-dd['T'][' ']HH:mm[:ss][.SSSSSS][.SSS]"),
            day("dd/MM/uuuu HH:mm[:ss]"),
            day("dd-MM-uuuu HH:mm[:ss]"));

    /** Levels of a day, the moment unknown. */
    static SiteMoment of(LocalDate session) {
        return new SiteMoment(session, session.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Reads a time. */
    static SiteMoment of(String written) {
        String text = written.replace('\u00a0', ' ').strip();
        try {
            return at(OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant());
        } catch (DateTimeParseException noOffset) {
            // São Paulo's then
        }
        for (DateTimeFormatter format : TIMES) {
            try {
                return at(LocalDateTime.parse(text, format)
                        .atZone(TradingCalendar.SAO_PAULO)
                        .toInstant());
            } catch (DateTimeParseException another) {
                // the next form
            }
        }
        for (DateTimeFormatter format : DAYS) {
            try {
                return of(LocalDate.parse(text, format));
            } catch (DateTimeParseException another) {
                // the next form
            }
        }
        String seen = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        throw new UnreadableFieldException(
                Reason.UNREADABLE_FIELD,
                "time: expected a time such as 2025-10-13T09:05:00-03:00 or 13/10/2025 09:05, saw \"" + seen + "\"");
    }

    /**
     * The moment with the session that its levels belong to: its day's, or the next one if that day has none.
     *
     * @param fetchedAt when the levels were fetched; neither their time nor their session can be later
     * @param asked the session that was asked for; theirs cannot be a later one
     */
    SiteMoment concluded(Instant fetchedAt, @Nullable LocalDate asked) {
        Instant latest = fetchedAt.plus(CLOCKS_DIFFER);
        Instant begin = session.atStartOfDay(TradingCalendar.SAO_PAULO).toInstant();
        if (asOf.isAfter(latest) || begin.isAfter(latest)) {
            throw wrong("a time up to " + latest, begin.isAfter(asOf) ? session : asOf);
        }
        if (session.getYear() < FIRST_YEAR) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, "time: expected a day since " + FIRST_YEAR + ", saw " + session);
        }
        TradingCalendar calendar = TradingCalendar.load();
        LocalDate own = calendar.isSession(session) ? session : calendar.nextSession(session);
        if (own.atStartOfDay(TradingCalendar.SAO_PAULO).toInstant().isAfter(latest)) {
            throw wrong("a session up to " + latest, session + ", of the session " + own);
        }
        if (asked != null && own.isAfter(asked)) {
            throw wrong("levels of " + asked + " or before", asOf + ", of the session " + own);
        }
        return new SiteMoment(own, asOf);
    }

    private static UnreadableFieldException wrong(String expected, Object seen) {
        return new UnreadableFieldException(Reason.WRONG_SESSION, "time: expected " + expected + ", saw " + seen);
    }

    private static SiteMoment at(Instant moment) {
        return new SiteMoment(moment.atZone(TradingCalendar.SAO_PAULO).toLocalDate(), moment);
    }

    private static DateTimeFormatter day(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, java.util.Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }
}
