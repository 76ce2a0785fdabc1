package b3.stream.gammalevels.assembly;

import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.TradingCalendar;
import b3.schema.contracts.Underlyings;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.gamma.inputs.GammaInputs.Anchor;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.PremiumSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Time, discount factor and forward of every expiry of a chain.
 *
 * <p>Forward, the first that there is: the settlement of the future of that expiry; the put-call parity of settlement
 * and reference premiums; for an underlying with a cash price S/DF. In an intraday calculation the forward moves in
 * proportion to the reference price. An expiry without a forward is left out.
 *
 * <p>Dollar options and the monthly options on the Ibovespa trade for the last time in the session before their expiry:
 * when it has ended they count as expired.
 */
public final class Expiries {

    /** A year, business days. */
    private static final double YEAR = 252;

    /** Strikes nearest the forward whose median is the parity's answer. */
    private static final int PARITY_STRIKES = 5;

    /** The fewest strikes that make a parity: with fewer of them one stale premium would decide. */
    private static final int LEAST_STRIKES = 3;

    private final InputBooks books;
    private final ReferencePrice reference;
    private final BusinessDays calendar;
    private final DiscountCurve curve;
    private final Map<LocalDate, Double> futures = new HashMap<>();

    private Expiries(InputBooks books, ReferencePrice reference, BusinessDays calendar) {
        this.books = books;
        this.reference = reference;
        this.calendar = calendar;
        this.curve = new DiscountCurve(Objects.requireNonNull(books.curve()));
        Double moved = reference.moved();
        if (moved != null) {
            Stream.concat(books.closing().stream(), books.futures().stream())
                    .filter(price -> price.expiry() != null)
                    .forEach(price -> futures.putIfAbsent(price.expiry(), price.price() * moved));
        }
        UnderlyingPrice own = reference.price();
        if (own.expiry() != null) {
            futures.put(own.expiry(), own.price());
        }
    }

    /** The expiries of these options, ascending; those before the valuation date are left out. */
    static List<Expiry> of(InputBooks books, ReferencePrice reference, BusinessDays calendar, List<Option> options) {
        Expiries expiries = new Expiries(books, reference, calendar);
        Map<LocalDate, List<Option>> byDate = new HashMap<>();
        for (Option option : options) {
            if (option.expiry() != null) {
                byDate.computeIfAbsent(option.expiry(), first -> new ArrayList<>())
                        .add(option);
            }
        }
        return new TreeSet<>(byDate.keySet())
                .stream()
                        .filter(date -> !date.isBefore(reference.valuationDate()))
                        .map(date -> expiries.of(date, byDate.getOrDefault(date, List.of())))
                        .flatMap(Optional::stream)
                        .toList();
    }

    private Optional<Expiry> of(LocalDate date, List<Option> options) {
        int days = calendar.between(reference.valuationDate(), date);
        double left = days + reference.dayFractionLeft();
        double factor = curve.factor(left);
        double years = hasStopped(date) ? 0 : left / YEAR;
        Double future = futures.get(date);
        if (future != null) {
            return Optional.of(new Expiry(date, days, years, factor, future, ForwardSource.FUTURE));
        }
        Double moved = reference.moved();
        Double parity = moved == null ? null : parity(date, options);
        if (parity != null && moved != null) {
            return Optional.of(new Expiry(date, days, years, factor, parity * moved, ForwardSource.PARITY));
        }
        return reference.isFuture()
                ? Optional.empty()
                : Optional.of(
                        new Expiry(date, days, years, factor, reference.price().price() / factor, ForwardSource.CARRY));
    }

    private boolean hasStopped(LocalDate expiry) {
        if (!Underlyings.stopsBefore(books.positions().underlying(), expiry)) {
            return false;
        }
        LocalDate last = TradingCalendar.load().previousSession(expiry);
        LocalDate today = reference.valuationDate();
        return reference.anchor() == Anchor.SETTLEMENT ? !today.isBefore(last) : today.isAfter(last);
    }

    /**
     * The forward at the session's end that calls and puts of one strike agree on: F = K + (C − P)/DF, the median over
     * the strikes nearest to it; null where too few strikes have both premiums.
     */
    private @Nullable Double parity(LocalDate date, List<Option> options) {
        double factor = curve.factor(calendar.between(books.session(), date));
        Map<Double, Double> calls = new HashMap<>();
        Map<Double, Double> puts = new HashMap<>();
        for (Option option : options) {
            Double strike = option.strike();
            Double premium = premium(option);
            if (strike != null && premium != null && option.type() == OptionSeriesBook.Type.CALL) {
                calls.putIfAbsent(strike, premium);
            } else if (strike != null && premium != null && option.style() == Style.EUROPEAN) {
                puts.putIfAbsent(strike, premium);
            }
        }
        record Pair(double strike, double difference) {}
        List<Pair> pairs = new ArrayList<>();
        calls.forEach((strike, call) -> {
            Double put = puts.get(strike);
            if (put != null) {
                pairs.add(new Pair(strike, call - put));
            }
        });
        double[] forwards = pairs.stream()
                .sorted(Comparator.comparingDouble((Pair pair) -> Math.abs(pair.difference()))
                        .thenComparingDouble(Pair::strike))
                .limit(PARITY_STRIKES)
                .mapToDouble(pair -> pair.strike() + pair.difference() / factor)
                .sorted()
                .toArray();
        if (forwards.length < LEAST_STRIKES) {
            return null;
        }
        double median = (forwards[(forwards.length - 1) / 2] + forwards[forwards.length / 2]) / 2;
        return median > 0 ? median : null;
    }

    /**
     * The premium of an option if the other side of the strike can be compared with it: trades within the day and
     * premiums at the exchange's floor cannot.
     */
    private static @Nullable Double premium(Option option) {
        boolean whole =
                option.premiumSource() == PremiumSource.SETTLEMENT || option.premiumSource() == PremiumSource.REFERENCE;
        Double premium = option.premium();
        double tick = option.tick() == null ? 0 : option.tick();
        return whole && premium != null && premium > tick ? premium : null;
    }
}
