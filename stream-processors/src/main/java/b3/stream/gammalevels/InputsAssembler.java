package b3.stream.gammalevels;

import b3.schema.MarketRecord;
import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.TradingCalendar;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.volsurface.VolSurface;
import b3.stream.gamma.GammaInputs;
import b3.stream.gamma.GammaInputs.Anchor;
import b3.stream.gamma.GammaInputs.Expiry;
import b3.stream.gamma.GammaInputs.ForwardSource;
import b3.stream.gamma.GammaInputs.Model;
import b3.stream.gamma.GammaInputs.Option;
import b3.stream.gamma.GammaInputs.OptionType;
import b3.stream.gamma.GammaInputs.PremiumSource;
import b3.stream.gamma.GammaInputs.Snapshot;
import b3.stream.gamma.GammaInputs.Style;
import b3.stream.gamma.GammaSettings;
import b3.stream.gamma.GammaSettings.VolatilityRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the books of one underlying into the inputs of one calculation, or into the reason why there can be none. Pure:
 * the same books give the same inputs.
 *
 * <p>Time counts business days of the national calendar as known on the valuation date. The reference price is the
 * underlying's own price where it has one (shares, indexes), else its front future (DOL, IND). Forward of an expiry: the
 * future of that expiry; else, for an underlying with a cash price, S/DF. A surface of that very session whose points
 * are all equal states a flat volatility, and every row takes it.
 */
final class InputsAssembler {

    /** Market hours over which the last day's time to expiry runs off, São Paulo. */
    private static final LocalTime OPEN = LocalTime.of(9, 0);

    private static final LocalTime CLOSE = LocalTime.of(18, 0);

    /** BRL per point of the contract that hedges each underlying; a share hedges its own options. */
    private static final Map<String, Double> HEDGE =
            Map.of("DOL", 50.0, "WDO", 10.0, "IND", 1.0, "WIN", 0.2, "IBOV", 1.0);

    /** Smallest premium step; a premium of one step says nothing about volatility. */
    private static final Map<String, Double> TICKS = Map.of("DOL", 0.001, "WDO", 0.001, "IND", 1.0);

    private InputsAssembler() {}

    /** Why there are no inputs: machine-readable, stable codes. */
    enum Missing {
        /** No series book: strikes and expiries are unknown. */
        NO_SERIES,
        /** No reference price of that session. */
        NO_SPOT,
        /** No interest-rate curve. */
        NO_CURVE,
        /** No premium, and no surface within the accepted age. */
        NO_SURFACE
    }

    /**
     * Inputs, or the reason why there are none.
     *
     * @param inputs null when something is missing
     * @param missing null when nothing is
     */
    record Assembled(@Nullable GammaInputs inputs, @Nullable Missing missing) {}

    /** The reference price: what all levels are prices of. */
    record Reference(UnderlyingPrice price, Anchor anchor, LocalDate valuationDate, double dayFractionLeft) {}

    static Assembled assemble(InputBooks books) {
        OptionSeriesBook series = books.series();
        if (series == null) {
            return new Assembled(null, Missing.NO_SERIES);
        }
        Optional<Reference> reference = reference(books);
        if (reference.isEmpty()) {
            return new Assembled(null, Missing.NO_SPOT);
        }
        if (books.curve() == null) {
            return new Assembled(null, Missing.NO_CURVE);
        }
        Map<String, Price> prices = usablePrices(books);
        VolSurface surface = books.surface();
        if (surface == null && prices.isEmpty()) {
            return new Assembled(null, Missing.NO_SURFACE);
        }
        Reference ref = reference.get();
        BusinessDays calendar = BusinessDays.knownOn(ref.valuationDate());
        Double flat = surface == null || !surface.session().equals(books.session()) ? null : flatVolatility(surface);
        GammaSettings settings =
                flat == null ? GammaSettings.DEFAULT : GammaSettings.DEFAULT.with(VolatilityRule.FLAT_ONLY);
        return new Assembled(
                new GammaInputs(
                        snapshot(books, ref, calendar),
                        expiries(books, series, ref, calendar),
                        options(books, series, prices),
                        surface == null || flat != null ? null : surface(surface, books.session(), calendar),
                        flat,
                        settings),
                null);
    }

    private static Snapshot snapshot(InputBooks books, Reference ref, BusinessDays calendar) {
        SortedMap<String, String> sources = new TreeMap<>();
        books.all().forEach(record -> sources.merge(name(record), describe(record), (first, other) -> first));
        UnderlyingPrice price = ref.price();
        return new Snapshot(
                books.positions().underlying(),
                price.instrument(),
                ref.valuationDate(),
                ref.anchor() == Anchor.LIVE ? price.at() : null,
                books.session(),
                ref.anchor(),
                price.price(),
                price.expiry() == null ? Model.SPOT : Model.FUTURES,
                HEDGE.getOrDefault(books.positions().underlying(), 1.0),
                calendar.version(),
                sources);
    }

    private static String name(MarketRecord record) {
        return record instanceof UnderlyingPrice price
                ? "price " + price.instrument()
                : record.getClass().getSimpleName();
    }

    private static String describe(MarketRecord record) {
        return record.session() + " " + record.provenance().source() + " "
                + record.provenance().document();
    }

    /** Live: the newest last trade after the open interest's session; else that session's own price. */
    private static Optional<Reference> reference(InputBooks books) {
        Optional<UnderlyingPrice> closing = front(books.closing(), books.session());
        List<UnderlyingPrice> quotes = books.live().stream()
                .filter(price -> price.at() != null && price.session().isAfter(books.session()))
                .filter(price -> closing.isEmpty()
                        || (price.expiry() == null) == (closing.get().expiry() == null))
                .toList();
        Optional<UnderlyingPrice> live = quotes.isEmpty()
                ? Optional.empty()
                : front(quotes, quotes.get(0).session());
        if (live.isPresent()) {
            UnderlyingPrice price = live.get();
            return Optional.of(new Reference(price, Anchor.LIVE, price.session(), fractionLeft(price.at())));
        }
        return closing.map(price -> new Reference(price, Anchor.SETTLEMENT, books.session(), 0));
    }

    /** The underlying's own price, else its future that expires next after the day. */
    private static Optional<UnderlyingPrice> front(Collection<UnderlyingPrice> prices, LocalDate day) {
        Optional<UnderlyingPrice> cash = prices.stream()
                .filter(price -> price.expiry() == null)
                .min(Comparator.comparing(UnderlyingPrice::instrument));
        return cash.isPresent()
                ? cash
                : prices.stream()
                        .filter(price ->
                                price.expiry() != null && price.expiry().isAfter(day))
                        .min(Comparator.comparing(UnderlyingPrice::expiry).thenComparing(UnderlyingPrice::instrument));
    }

    private static double fractionLeft(@Nullable Instant at) {
        if (at == null) {
            return 0;
        }
        LocalTime time = at.atZone(TradingCalendar.SAO_PAULO).toLocalTime();
        double left = (double) (CLOSE.toSecondOfDay() - time.toSecondOfDay())
                / (CLOSE.toSecondOfDay() - OPEN.toSecondOfDay());
        return Math.max(0, Math.min(1, left));
    }

    private static List<Expiry> expiries(
            InputBooks books, OptionSeriesBook series, Reference ref, BusinessDays calendar) {
        DiscountCurve curve = new DiscountCurve(java.util.Objects.requireNonNull(books.curve()));
        Map<LocalDate, Double> futures = books.closing().stream()
                .filter(price -> price.expiry() != null)
                .collect(Collectors.toMap(UnderlyingPrice::expiry, UnderlyingPrice::price, (a, b) -> a));
        double moved = moved(books, ref);
        List<Expiry> expiries = new ArrayList<>();
        for (LocalDate date :
                new TreeSet<>(series.series().stream().map(Series::expiry).toList())) {
            int days = calendar.between(ref.valuationDate(), date);
            double years = (days + ref.dayFractionLeft()) / 252;
            if (days < 0) {
                continue;
            }
            double factor = curve.factor(days + ref.dayFractionLeft());
            Double future = futures.get(date);
            if (future != null) {
                expiries.add(new Expiry(date, days, years, factor, future * moved, ForwardSource.FUTURE));
            } else if (ref.price().expiry() == null) {
                expiries.add(new Expiry(date, days, years, factor, ref.price().price() / factor, ForwardSource.CARRY));
            }
        }
        return expiries;
    }

    /** Ratio by which the reference moved since the session whose futures give the forwards. */
    private static double moved(InputBooks books, Reference ref) {
        if (ref.anchor() == Anchor.SETTLEMENT) {
            return 1;
        }
        return books.closing().stream()
                .filter(price -> price.instrument().equals(ref.price().instrument()))
                .findFirst()
                .map(close -> ref.price().price() / close.price())
                .orElse(1.0);
    }

    /** Prices that belong to this session; older ones say nothing about this session's volatility. */
    private static Map<String, Price> usablePrices(InputBooks books) {
        var prices = books.prices();
        if (prices == null || !prices.session().equals(books.session())) {
            return Map.of();
        }
        return prices.prices().stream().collect(Collectors.toMap(Price::ticker, Function.identity(), (a, b) -> a));
    }

    private static List<Option> options(InputBooks books, OptionSeriesBook series, Map<String, Price> prices) {
        double tick = TICKS.getOrDefault(books.positions().underlying(), 0.01);
        Map<String, Series> known = new HashMap<>();
        series.series().forEach(one -> known.putIfAbsent(one.ticker(), one));
        List<Option> options = new ArrayList<>();
        List<Position> positions = books.positions().positions().stream()
                .sorted(Comparator.comparing(Position::ticker))
                .toList();
        for (Position position : positions) {
            options.add(option(
                    options.size(), position, known.get(position.ticker()), prices.get(position.ticker()), tick));
        }
        return options;
    }

    private static Option option(
            int index, Position position, @Nullable Series series, @Nullable Price price, double tick) {
        Premium premium = price == null ? Premium.NONE : Premium.of(price);
        return new Option(
                position.ticker(),
                index,
                series == null
                        ? null
                        : switch (series.type()) {
                            case CALL -> OptionType.CALL;
                            case PUT -> OptionType.PUT;
                        },
                series == null ? null : style(series),
                series == null ? null : series.strike(),
                series == null ? null : series.expiry(),
                position.total(),
                position.uncovered(),
                series == null ? null : series.multiplier(),
                price == null ? null : price.impliedVolatility(),
                premium.value(),
                tick,
                premium.source());
    }

    private static Style style(Series series) {
        return series.style() == OptionSeriesBook.Style.AMERICAN ? Style.AMERICAN : Style.EUROPEAN;
    }

    /** The premium that says most about a series: settlement, reference, trade, middle of the quotes. */
    private record Premium(@Nullable Double value, @Nullable PremiumSource source) {

        static final Premium NONE = new Premium(null, null);

        static Premium of(Price price) {
            if (price.settlement() != null) {
                return new Premium(price.settlement(), PremiumSource.SETTLEMENT);
            }
            if (price.reference() != null) {
                return new Premium(price.reference(), PremiumSource.REFERENCE);
            }
            if (price.last() != null) {
                return new Premium(price.last(), PremiumSource.TRADE);
            }
            if (price.bid() != null && price.ask() != null) {
                return new Premium((price.bid() + price.ask()) / 2, PremiumSource.MID);
            }
            return NONE;
        }
    }

    private static @Nullable Double flatVolatility(VolSurface surface) {
        double[] distinct = surface.points().stream()
                .mapToDouble(VolSurface.Point::volatility)
                .distinct()
                .toArray();
        return distinct.length == 1 ? distinct[0] / 100 : null;
    }

    private static b3.stream.gamma.VolSurface surface(VolSurface surface, LocalDate session, BusinessDays calendar) {
        Map<Integer, List<b3.stream.gamma.VolSurface.Pillar>> tenors = new TreeMap<>();
        for (VolSurface.Point point : surface.points()) {
            Integer days = point.businessDays();
            if (days == null && point.expiry() != null) {
                days = calendar.between(surface.session(), point.expiry());
            }
            if (days != null && days > 0 && point.volatility() > 0) {
                tenors.computeIfAbsent(days, any -> new ArrayList<>())
                        .add(new b3.stream.gamma.VolSurface.Pillar(point.delta() / 100.0, point.volatility() / 100));
            }
        }
        return new b3.stream.gamma.VolSurface(
                surface.session(),
                surface.session().isBefore(session),
                tenors.entrySet().stream()
                        .map(tenor -> new b3.stream.gamma.VolSurface.Tenor(tenor.getKey(), tenor.getValue()))
                        .toList());
    }
}
