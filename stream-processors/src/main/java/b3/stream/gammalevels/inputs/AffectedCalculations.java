package b3.stream.gammalevels.inputs;

import static b3.schema.contracts.Underlyings.covers;
import static b3.schema.contracts.Underlyings.forwardedBy;
import static b3.schema.contracts.Underlyings.root;
import static b3.schema.contracts.Underlyings.surface;

import b3.schema.calendar.TradingCalendar;
import b3.stream.gammalevels.assembly.Calculation;
import b3.stream.gammalevels.inputs.InputKey.Kind;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the calculations that an input may change. The rules are the inverse of those of {@link Gathering}; a
 * calculation that is listed without need finds its inputs unchanged.
 */
public final class AffectedCalculations {

    private final Inputs inputs;
    private final TradingCalendar calendar;
    private final int surfaceMaxAgeSessions;

    public AffectedCalculations(Inputs inputs, TradingCalendar calendar, int surfaceMaxAgeSessions) {
        this.inputs = inputs;
        this.calendar = calendar;
        this.surfaceMaxAgeSessions = surfaceMaxAgeSessions;
    }

    /** The calculations that an input, known or withdrawn, may change. */
    public Set<Calculation> by(InputKey input) {
        LocalDate session = input.session();
        String owner = input.owner();
        return switch (input.kind()) {
            // a series of one class of a root excludes its position from the other classes
            case SERIES ->
                around(root(owner), any -> true, session.minusDays(Gathering.WINDOW_DAYS), windowFrom(session));
            case POSITIONS, PREMIUMS -> around(root(owner), one -> related(owner, one), session, session);
            case CLOSING -> {
                Set<Calculation> found = new LinkedHashSet<>();
                forwardedBy(owner).forEach(one -> found.addAll(around(root(one), one::equals, session, session)));
                found.addAll(around(root(owner), owner::equals, session, session));
                yield found;
            }
            case TRADE -> Set.of(input.calculation());
            case CURVE -> around("", any -> true, session, windowFrom(session));
            case CORPORATE_ACTION ->
                around(root(owner), owner::equals, session.minusDays(Gathering.WINDOW_DAYS), windowFrom(session));
            case SURFACE -> around("", one -> surface(one).equals(owner), session, surfaceStandsUntil(session));
        };
    }

    /** Whether two names are the same, or one is the root of the other. */
    private static boolean related(String one, String other) {
        return covers(one, other) || covers(other, one);
    }

    private static LocalDate windowFrom(LocalDate session) {
        return session.plusDays(Gathering.WINDOW_DAYS);
    }

    /** The last session that may use the surface of this one. */
    private LocalDate surfaceStandsUntil(LocalDate session) {
        LocalDate last = session;
        for (int i = 0; i < surfaceMaxAgeSessions; i++) {
            last = calendar.nextSession(last);
        }
        return last;
    }

    /**
     * The end-of-day and intraday calculations that use the open interest of these days.
     *
     * @param begin how the names of the underlyings begin
     */
    private Set<Calculation> around(String begin, Predicate<String> concerned, LocalDate first, LocalDate last) {
        Set<Calculation> found = new LinkedHashSet<>();
        first.datesUntil(last.plusDays(1)).forEach(day -> {
            for (InputKey positions : inputs.known(Kind.POSITIONS, day, begin)) {
                underlyings(positions).stream()
                        .filter(concerned)
                        .forEach(underlying -> found.add(new Calculation(underlying, day, null)));
            }
        });
        first.plusDays(1).datesUntil(last.plusDays(Gathering.WINDOW_DAYS + 1L)).forEach(day -> {
            for (InputKey trade : inputs.known(Kind.TRADE, day, begin)) {
                if (concerned.test(trade.owner())) {
                    found.add(trade.calculation());
                }
            }
        });
        return found;
    }

    /**
     * The underlyings of a book of positions: its own one, and for a root every class that has series around that
     * session.
     */
    private Set<String> underlyings(InputKey positions) {
        Set<String> underlyings = new TreeSet<>(Gathering.classes(inputs, positions.owner(), positions.session()));
        underlyings.add(positions.owner());
        return underlyings;
    }
}
