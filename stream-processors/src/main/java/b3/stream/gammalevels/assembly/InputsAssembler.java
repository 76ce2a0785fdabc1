package b3.stream.gammalevels.assembly;

import static java.util.Objects.requireNonNull;

import b3.schema.MarketRecord;
import b3.schema.calendar.BusinessDays;
import b3.schema.contracts.Underlyings;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.volsurface.VolSurface;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Anchor;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.PremiumMarket;
import b3.stream.gamma.inputs.GammaInputs.PremiumSource;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.inputs.GammaSettings;
import b3.stream.gamma.inputs.GammaSettings.VolatilityRule;
import b3.stream.gamma.inputs.VolatilitySurface;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the books of one underlying into the inputs of one calculation, or into the reason why there can be none. Pure:
 * the same books give the same inputs.
 *
 * <p>Time counts business days of the national calendar as known on the valuation date. {@link ReferencePrice} and
 * {@link Expiries} define the price and the forwards. If the surface of the same session has the same volatility at
 * every point, every row takes that flat volatility. {@link ExPayments} brings strikes and closing prices of shares to the
 * valuation date.
 */
public final class InputsAssembler {

    private static final int LEAST_FLAT_POINTS = 3;

    private InputsAssembler() {}

    /** Why there are no inputs: machine-readable, stable codes. */
    public enum Missing {
        /** No series book: strikes and expiries are unknown. */
        NO_SERIES,
        /** No reference price of the session, or of the time of an intraday calculation. */
        NO_SPOT,
        /** No interest-rate curve. */
        NO_CURVE,
        /** No premium, and no surface within the accepted age. */
        NO_SURFACE,
        /** A payment changes the strikes, and its net value or ex-date is not known: every level would be wrong by it. */
        ADJUSTMENT_UNKNOWN,
        /** A price, curve or surface holds a figure that no calculation can take. */
        BAD_INPUT,
        /** The calculation itself failed: this is a bug, and the log has its stack trace. */
        CALCULATION_FAILED
    }

    /**
     * Inputs, or the reason why there are none.
     *
     * @param inputs null when something is missing
     * @param missing null when nothing is
     */
    public record Assembled(
            @Nullable GammaInputs inputs, @Nullable Missing missing) {}

    public static Assembled assemble(InputBooks given) {
        ExPayments payments = ExPayments.of(given);
        InputBooks books = payments.withoutRight(given);
        OptionSeriesBook series = books.series();
        if (series == null) {
            return new Assembled(null, Missing.NO_SERIES);
        }
        Optional<ReferencePrice> found = ReferencePrice.of(books);
        if (found.isEmpty()) {
            return new Assembled(null, Missing.NO_SPOT);
        }
        if (books.curve() == null) {
            return new Assembled(null, Missing.NO_CURVE);
        }
        VolSurface surface = books.surface();
        if (surface == null && books.prices() == null) {
            return new Assembled(null, Missing.NO_SURFACE);
        }
        if (!payments.areKnown()) {
            return new Assembled(null, Missing.ADJUSTMENT_UNKNOWN);
        }
        ReferencePrice reference = found.get();
        BusinessDays calendar = BusinessDays.knownOn(reference.valuationDate());
        Double flat = surface == null || !surface.session().equals(books.session()) ? null : flatVolatility(surface);
        Optional<ReferencePrice> settled = ReferencePrice.settled(books);
        // a premium gives a volatility only together with the settlement price of its own session
        List<Option> options = options(books, series, payments, settled.isPresent());
        return new Assembled(
                new GammaInputs(
                        snapshot(books, reference, calendar),
                        Expiries.of(books, reference, calendar, options),
                        options,
                        surface == null || flat != null ? null : surface(surface, books.session(), calendar),
                        flat,
                        flat == null ? GammaSettings.DEFAULT : GammaSettings.DEFAULT.with(VolatilityRule.FLAT_ONLY),
                        reference.anchor() == Anchor.SETTLEMENT
                                ? null
                                : settled.map(then -> premiumMarket(books, then, options))
                                        .orElse(null)),
                null);
    }

    private static PremiumMarket premiumMarket(InputBooks books, ReferencePrice settled, List<Option> options) {
        return new PremiumMarket(
                settled.price().price(),
                Expiries.of(books, settled, BusinessDays.knownOn(settled.valuationDate()), options));
    }

    private static Snapshot snapshot(InputBooks books, ReferencePrice reference, BusinessDays calendar) {
        String underlying = books.positions().underlying();
        return new Snapshot(
                underlying,
                reference.price().instrument(),
                reference.valuationDate(),
                reference.anchor() == Anchor.LIVE ? reference.price().at() : null,
                books.session(),
                reference.anchor(),
                reference.price().price(),
                reference.isFuture() ? Model.FUTURES : Model.SPOT,
                Underlyings.hedgeMultiplier(underlying),
                calendar.version(),
                sources(books));
    }

    /** Every input by name: its session, feed and document. */
    static SortedMap<String, String> sources(InputBooks books) {
        SortedMap<String, String> sources = new TreeMap<>();
        books.all().forEach(record -> sources.merge(name(record), describe(record), (first, other) -> first));
        return sources;
    }

    private static String name(MarketRecord record) {
        String type = record.getClass().getSimpleName();
        if (record instanceof UnderlyingPrice price) {
            return "price " + price.instrument() + " " + price.kind();
        }
        return record instanceof CorporateAction ? type + " " + record.businessKey() : type;
    }

    private static String describe(MarketRecord record) {
        return record.session() + " " + record.provenance().source() + " "
                + record.provenance().document();
    }

    private static List<Option> options(
            InputBooks books, OptionSeriesBook series, ExPayments payments, boolean priced) {
        double tick = Underlyings.premiumTick(books.positions().underlying());
        Map<String, Series> known = new HashMap<>();
        series.series().forEach(one -> known.putIfAbsent(one.ticker(), one));
        Map<String, Price> prices = books.prices() == null || !priced
                ? Map.of()
                : books.prices().prices().stream()
                        .collect(Collectors.toMap(Price::ticker, Function.identity(), (a, b) -> a));
        List<Option> options = new ArrayList<>();
        List<Position> positions = books.positions().positions().stream()
                .sorted(Comparator.comparing(Position::ticker))
                .toList();
        for (Position position : positions) {
            Option option =
                    option(options.size(), position, known.get(position.ticker()), prices.get(position.ticker()), tick);
            options.add(payments.adjust(option));
        }
        return options;
    }

    private static Option option(
            int index, Position position, @Nullable Series series, @Nullable Price price, double tick) {
        Premium premium = price == null ? Premium.NONE : Premium.of(price);
        return new Option(
                position.ticker(),
                index,
                series == null ? null : requireNonNull(series.type(), "option type"),
                series == null ? null : series.style(),
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

    /** The best premium of a series: settlement, else reference, else last trade, else the middle of the quotes. */
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

    /**
     * The volatility of a surface that has the same volatility at every point, null otherwise. A surface with too few
     * points or a single delta may be truncated and counts as not flat.
     */
    private static @Nullable Double flatVolatility(VolSurface surface) {
        boolean whole = surface.points().size() >= LEAST_FLAT_POINTS
                && surface.points().stream()
                                .mapToDouble(VolSurface.Point::delta)
                                .distinct()
                                .count()
                        > 1;
        if (!whole) {
            return null;
        }
        double[] distinct = surface.points().stream()
                .mapToDouble(VolSurface.Point::volatility)
                .distinct()
                .toArray();
        return distinct.length == 1 ? distinct[0] / 100 : null;
    }

    private static VolatilitySurface surface(VolSurface surface, LocalDate session, BusinessDays calendar) {
        Map<Integer, List<VolatilitySurface.Pillar>> tenors = new TreeMap<>();
        for (VolSurface.Point point : surface.points()) {
            Integer days = point.businessDays();
            if (days == null && point.expiry() != null) {
                days = calendar.between(surface.session(), point.expiry());
            }
            if (days != null && days > 0 && point.volatility() > 0) {
                tenors.computeIfAbsent(days, any -> new ArrayList<>())
                        .add(new VolatilitySurface.Pillar(point.delta() / 100.0, point.volatility() / 100));
            }
        }
        return new VolatilitySurface(
                surface.session(),
                surface.session().isBefore(session),
                tenors.entrySet().stream()
                        .map(tenor -> new VolatilitySurface.Tenor(tenor.getKey(), tenor.getValue()))
                        .toList());
    }
}
