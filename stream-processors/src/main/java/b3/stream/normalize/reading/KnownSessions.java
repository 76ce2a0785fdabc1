package b3.stream.normalize.reading;

import b3.schema.MarketRecord;
import b3.schema.RawScrape;
import b3.schema.Reason;
import b3.schema.Rejection;
import b3.schema.calendar.TradingCalendar;
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
 * Keeps out the dates that no calendar knows, {@link TradingCalendar#FIRST_DAY} to {@link TradingCalendar#LAST_DAY}: whoever
 * counts days from or to one later on would stop at it.
 *
 * <ul>
 *   <li>A document is refused whole if its session is such a date, the one asked for or the one found in it, and if nothing
 *       is left of it.
 *   <li>A record of another session, and the row of a book or surface with another expiry, is rejected alone.
 * </ul>
 */
public final class KnownSessions {

    private KnownSessions() {}

    /**
     * What a normalizer says of a document, as far as the calendars reach.
     *
     * @throws UnreadableDocumentException if the document cannot be taken, or is of a session that no calendar knows
     */
    public static Normalized normalize(Normalizer normalizer, RawScrape document) {
        check(document.session());
        Normalized found = normalizer.normalize(document);
        check(found.session());
        return withoutUnknown(found, document);
    }

    /**
     * Lets a session pass that the calendars know, and none.
     *
     * @throws UnreadableDocumentException if no calendar knows it
     */
    public static void check(@Nullable LocalDate session) {
        if (isUnknown(session)) {
            throw new UnreadableDocumentException(Reason.UNKNOWN_SESSION, expected("a session", session));
        }
    }

    /**
     * Lets a day pass before which the calendars know a session, for a document that says something of that one too.
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
     * Lets a date of a row pass that the calendars know.
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

    /** The record, or what is left of it; what is wrong with the rest goes to {@code unknown}. */
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
