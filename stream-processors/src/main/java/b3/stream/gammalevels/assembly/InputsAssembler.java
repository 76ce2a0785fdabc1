package b3.stream.gammalevels.assembly;

import b3.schema.MarketRecord;
import b3.schema.calendar.BusinessDays;
import b3.schema.contracts.Underlyings;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.volsurface.VolSurface;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Anchor;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.PremiumMarket;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.inputs.GammaSettings;
import b3.stream.gamma.inputs.GammaSettings.VolatilityRule;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the books of one underlying into the inputs of one calculation, or into the reason why there can be none. Pure:
 * the same books give the same inputs.
 *
 * <p>Time counts business days of the national calendar as known on the valuation date. {@link ReferencePrice} and
 * {@link Expiries} define the price and the forwards. If the surface of the same session has the same volatility at
 * every point, every row takes that flat volatility.
 */
public final class InputsAssembler {

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

    /** Assembles the inputs of one calculation. */
    public static Assembled assemble(InputBooks books) {
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
        ReferencePrice reference = found.get();
        BusinessDays calendar = BusinessDays.knownOn(reference.valuationDate());
        Double flat =
                surface == null || !surface.session().equals(books.session()) ? null : Surfaces.flatVolatility(surface);
        Optional<ReferencePrice> settled = ReferencePrice.settled(books);
        // a premium gives a volatility only together with the settlement price of its own session
        List<Option> options = OptionRows.of(books, series, settled.isPresent());
        return new Assembled(
                new GammaInputs(
                        snapshot(books, reference, calendar),
                        Expiries.of(books, reference, calendar, options),
                        options,
                        surface == null || flat != null ? null : Surfaces.of(surface, books.session(), calendar),
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
        return record instanceof UnderlyingPrice price
                ? "price " + price.instrument() + " " + price.kind()
                : record.getClass().getSimpleName();
    }

    private static String describe(MarketRecord record) {
        return record.session() + " " + record.provenance().source() + " "
                + record.provenance().document();
    }
}
