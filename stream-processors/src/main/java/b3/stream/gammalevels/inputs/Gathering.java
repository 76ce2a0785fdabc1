package b3.stream.gammalevels.inputs;

import static b3.schema.contracts.Underlyings.books;
import static b3.schema.contracts.Underlyings.covers;
import static b3.schema.contracts.Underlyings.forwards;
import static b3.schema.contracts.Underlyings.isRoot;
import static b3.schema.contracts.Underlyings.root;
import static b3.schema.contracts.Underlyings.surface;

import b3.schema.calendar.TradingCalendar;
import b3.stream.gammalevels.assembly.Calculation;
import b3.stream.gammalevels.inputs.InputKey.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs one calculation has as of a time of knowledge. One rule joins inputs of different sessions: the open
 * interest of a session is joined with the prices of the same session and with the latest input of each other kind up
 * to that session, but none that is older than {@link #WINDOW_DAYS}. An intraday calculation uses the open interest of
 * the last session before its own. A payment in cash belongs to a calculation if the shares go ex of it between the
 * sessions of its series, its prices and its valuation. Only the list of inputs is read, not their contents.
 */
public final class Gathering {

    /** For how many calendar days a book is used by later sessions. */
    public static final int WINDOW_DAYS = 10;

    private final Inputs inputs;
    private final TradingCalendar calendar;
    private final int surfaceMaxAgeSessions;

    public Gathering(Inputs inputs, TradingCalendar calendar, int surfaceMaxAgeSessions) {
        this.inputs = inputs;
        this.calendar = calendar;
        this.surfaceMaxAgeSessions = surfaceMaxAgeSessions;
    }

    /**
     * The inputs of a calculation as of a time of knowledge.
     *
     * @param from since when they are these: the latest change of anything that was looked at; {@link Instant#MIN} when
     *     nothing was ever known
     * @param inputs the inputs; null when there is no open interest
     */
    public record AsOf(Instant from, @Nullable GatheredInputs inputs) {

        /** Hash of the inputs; empty when there are none. */
        public String hash() {
            return inputs == null ? "" : inputs.hash();
        }
    }

    /** The classes of a root, or the underlying itself, that any series within the window of a session were ever known of. */
    static Set<String> classes(Inputs inputs, String root, LocalDate session) {
        Set<String> classes = new TreeSet<>();
        if (isRoot(root)) {
            session.minusDays(WINDOW_DAYS)
                    .datesUntil(session.plusDays(WINDOW_DAYS + 1L))
                    .forEach(day -> inputs.known(Kind.SERIES, day, root).stream()
                            .map(InputKey::owner)
                            .filter(owner -> covers(root, owner))
                            .forEach(classes::add));
        }
        return classes;
    }

    /**
     * The inputs of a calculation as of just before a time of knowledge; before {@link Instant#MAX} for the current
     * ones.
     */
    public AsOf gather(Calculation calculation, Instant before) {
        Reading reading = new Reading(before);
        GatheredInputs gathered = reading.gather(calculation);
        return new AsOf(reading.from, gathered);
    }

    /** One search for inputs; it remembers the latest change of anything that it has looked at. */
    private final class Reading {

        private final Instant before;
        private Instant from = Instant.MIN;

        Reading(Instant before) {
            this.before = before;
        }

        @Nullable
        GatheredInputs gather(Calculation calculation) {
            String underlying = calculation.underlying();
            LocalDate session = calculation.at() == null ? calculation.session() : sessionBefore(calculation);
            if (session == null) {
                return null;
            }
            Segment series = series(underlying, session);
            Segment own = one(Kind.POSITIONS, session, underlying);
            Segment shared = own != null || series == null ? null : one(Kind.POSITIONS, session, root(underlying));
            Segment positions = own != null ? own : shared;
            if (positions == null || (isRoot(underlying) && series == null)) {
                return null;
            }
            String futures = forwards(underlying);
            return new GatheredInputs(
                    calculation,
                    session,
                    positions,
                    series,
                    own != null ? List.of() : siblings(underlying, session),
                    premiums(underlying, session),
                    current(Kind.CLOSING, session, underlying),
                    futures.equals(underlying) ? List.of() : current(Kind.CLOSING, session, futures),
                    calculation.at() == null ? List.of() : trades(calculation),
                    latestCurve(session),
                    latestSurface(surface(underlying), session),
                    series == null ? List.of() : payments(calculation, session, series.session()));
        }

        /**
         * The payments whose last session with the right lies between the sessions of the books and of the valuation, the
         * earlier session included: only part of the inputs know of them. Only shares have any.
         */
        private List<Segment> payments(Calculation calculation, LocalDate session, LocalDate series) {
            LocalDate first = series.isBefore(session) ? series : session;
            LocalDate end = series.isAfter(calculation.session()) ? series : calculation.session();
            return first.datesUntil(end)
                    .flatMap(day -> current(Kind.CORPORATE_ACTION, day, calculation.underlying()).stream())
                    .toList();
        }

        /** The last session before that of an intraday calculation whose open interest is known. */
        private @Nullable LocalDate sessionBefore(Calculation calculation) {
            for (int back = 1; back <= WINDOW_DAYS; back++) {
                LocalDate day = calculation.session().minusDays(back);
                for (String owner : books(calculation.underlying())) {
                    if (one(Kind.POSITIONS, day, owner) != null) {
                        return day;
                    }
                }
            }
            return null;
        }

        /** The latest series up to a session, else the first after it. */
        private @Nullable Segment series(String underlying, LocalDate session) {
            for (int step : new int[] {-1, 1}) {
                for (int days = 0; days <= WINDOW_DAYS; days++) {
                    Segment found = one(Kind.SERIES, session.plusDays((long) days * step), underlying);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }

        /** The series of the other classes of an underlying's root: their positions lie in the same book. */
        private List<Segment> siblings(String underlying, LocalDate session) {
            List<Segment> siblings = new ArrayList<>();
            for (String sibling : classes(inputs, root(underlying), session)) {
                Segment series = sibling.equals(underlying) ? null : series(sibling, session);
                if (series != null) {
                    siblings.add(series);
                }
            }
            return siblings;
        }

        /** The session's own prices, else the latest quotes within the session; of the underlying, else of its root. */
        private @Nullable Segment premiums(String underlying, LocalDate session) {
            for (String owner : books(underlying)) {
                Segment own = one(Kind.PREMIUMS, session, owner);
                List<Segment> quotes = own != null ? List.of() : current(Kind.PREMIUMS, session, owner);
                if (own != null || !quotes.isEmpty()) {
                    return own != null ? own : quotes.get(quotes.size() - 1);
                }
            }
            return null;
        }

        /** The last trade of every instrument of an intraday calculation. */
        private List<Segment> trades(Calculation calculation) {
            String place = InputKey.place(calculation.session(), Kind.TRADE, calculation.underlying())
                    + Segment.sortable(Objects.requireNonNull(calculation.at()))
                    + "|";
            Map<String, Segment> last = new TreeMap<>();
            for (Segment trade : current(place)) {
                last.put(trade.detail().split("\\|", -1)[1], trade);
            }
            return List.copyOf(last.values());
        }

        /** The curve of the latest session; of two of one session the preferred one. */
        private @Nullable Segment latestCurve(LocalDate session) {
            for (int back = 0; back <= WINDOW_DAYS; back++) {
                for (String curve : InputKey.CURVES) {
                    Segment found = one(Kind.CURVE, session.minusDays(back), curve);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }

        /** The latest surface up to a session, if it is not too old. */
        private @Nullable Segment latestSurface(String asset, LocalDate session) {
            LocalDate day = session;
            for (int age = 0; age <= surfaceMaxAgeSessions; age++) {
                Segment found = one(Kind.SURFACE, day, asset);
                if (found != null) {
                    return found;
                }
                day = calendar.previousSession(day);
            }
            return null;
        }

        /** The only input of its kind, session and owner. */
        private @Nullable Segment one(Kind kind, LocalDate session, String owner) {
            String place = InputKey.place(session, kind, owner);
            for (Segment segment : inputs.read(place, before)) {
                if (segment.input().equals(place)) {
                    return see(segment) ? segment : null;
                }
            }
            return null;
        }

        private List<Segment> current(Kind kind, LocalDate session, String owner) {
            return current(InputKey.place(session, kind, owner));
        }

        /** The current inputs in one place, in the order of their keys. */
        private List<Segment> current(String place) {
            return inputs.read(place, before).stream().filter(this::see).toList();
        }

        /** Looks at a segment and returns whether it has a content. */
        private boolean see(Segment segment) {
            if (segment.standsFrom().isAfter(from)) {
                from = segment.standsFrom();
            }
            return !segment.withdrawn();
        }
    }
}
