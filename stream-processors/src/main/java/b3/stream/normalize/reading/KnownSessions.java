package b3.stream.normalize.reading;

import b3.schema.MarketRecord;
import b3.schema.calendar.TradingCalendar;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.volsurface.VolSurface;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Refuses dates outside the calendars, which reach from {@link TradingCalendar#FIRST_DAY} to
 * {@link TradingCalendar#LAST_DAY}: a later count of days from or to such a date would fail.
 *
 * <ul>
 * <li>A document is refused as a whole if the session that was asked for or the session found in it is such a date, or
 *       if no record of it is left.
 *   <li>A record of another session, and the row of a book or surface with another expiry, is rejected alone.
 * </ul>
 */
public final class KnownSessions {

    private KnownSessions() {}

    /**
     * Keeps the records of a document whose dates the calendars know, and rejects the others.
     *
     * @throws UnreadableDocumentException if no calendar knows the session of the document, or the date of any record
     */
    public static Normalized keep(Normalized found, RawScrape document) {
        check(found.session());
        return withoutUnknown(found, document);
    }

    /**
     * Checks that the calendars know a session; no session passes too.
     *
     * @throws UnreadableDocumentException if no calendar knows it
     */
    public static void check(@Nullable LocalDate session) {
        if (isUnknown(session)) {
            throw new UnreadableDocumentException(Reason.UNKNOWN_SESSION, expected("a session", session));
        }
    }

    /**
     * Checks that the calendars know a session before a day, for a document that gives figures of that session too.
     *
     * @throws UnreadableDocumentException if they know none: there are three such days, the first ones
     */
    public static void checkSessionBefore(LocalDate day) {
        check(day);
        if (!TradingCalendar.load().hasSessionBefore(day)) {
            throw new UnreadableDocumentException(
                    Reason.UNKNOWN_SESSION,
                    "expected a day with a session before it in the calendars, which begin on "
                            + TradingCalendar.FIRST_DAY + ", saw " + day);
        }
    }

    /**
     * Checks that the calendars know the date of a row.
     *
     * @throws UnreadableFieldException if no calendar knows it
     */
    public static void checkRow(String column, LocalDate date) {
        if (isUnknown(date)) {
            throw new UnreadableFieldException(Reason.UNKNOWN_SESSION, expected(column, date));
        }
    }

    private static Normalized withoutUnknown(Normalized found, RawScrape document) {
        List<MarketRecord> kept = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>(found.rejections());
        for (MarketRecord record : found.records()) {
            List<String> unknown = new ArrayList<>();
            known(record, unknown).ifPresent(kept::add);
            unknown.forEach(detail -> rejections.add(new Rejection(
                    document.feed(),
                    found.session(),
                    Reason.UNKNOWN_SESSION,
                    record.businessKey(),
                    detail,
                    document.sha256())));
        }
        if (kept.isEmpty() && !found.records().isEmpty()) {
            String first = rejections.get(found.rejections().size()).detail();
            throw new UnreadableDocumentException(Reason.UNKNOWN_SESSION, "nothing of a known date: " + first);
        }
        return new Normalized(found.session(), kept, rejections, found.preliminary());
    }

    /** The record without its rows of unknown dates; the faults of these rows go to {@code unknown}. */
    private static Optional<MarketRecord> known(MarketRecord record, List<String> unknown) {
        if (isUnknown(record.session())) {
            unknown.add(expected("a session", record.session()));
            return Optional.empty();
        }
        if (record instanceof UnderlyingPrice price && isUnknown(price.expiry())) {
            unknown.add(expected("the expiry of " + price.instrument(), price.expiry()));
            return Optional.empty();
        }
        if (record instanceof OptionSeriesBook book) {
            List<OptionSeriesBook.Series> series =
                    known(book.series(), OptionSeriesBook.Series::expiry, OptionSeriesBook.Series::ticker, unknown);
            return series.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new OptionSeriesBook(book.underlying(), book.session(), series, book.provenance()));
        }
        if (record instanceof VolSurface surface) {
            List<VolSurface.Point> points =
                    known(surface.points(), VolSurface.Point::expiry, point -> "delta " + point.delta(), unknown);
            return points.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new VolSurface(surface.asset(), surface.session(), points, surface.provenance()));
        }
        return Optional.of(record);
    }

    private static <R> List<R> known(
            List<R> rows, Function<R, @Nullable LocalDate> expiry, Function<R, String> name, List<String> unknown) {
        List<R> known = new ArrayList<>();
        for (R row : rows) {
            LocalDate date = expiry.apply(row);
            if (isUnknown(date)) {
                unknown.add(expected("the expiry of " + name.apply(row), date));
            } else {
                known.add(row);
            }
        }
        return known;
    }

    private static boolean isUnknown(@Nullable LocalDate date) {
        return date != null && !TradingCalendar.load().knows(date);
    }

    private static String expected(String what, @Nullable LocalDate seen) {
        return what + ": expected a date from " + TradingCalendar.FIRST_DAY + " to " + TradingCalendar.LAST_DAY
                + ", which is as far as the calendars reach, saw " + seen;
    }
}
