package b3.stream.gamma.inputs;

import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one calculation of one underlying depends on, and nothing else. Rows may be dirty and in any order:
 * the calculator leaves out what it cannot use and says why.
 *
 * @param snapshot underlying, dates, reference price
 * @param expiries time, discount factor and forward of each expiry, one entry an expiry
 * @param options the chain, one row a series
 * @param surface the exchange's volatility surface; null when none is known
 * @param flatVolatility last resort for rows without any other volatility (1.0 = 100 %); null: such rows are left out
 * @param settings the choices of the method
 * @param premiumMarket the market in which premiums and surface were made, from which the volatility of every strike is
 *     taken; null: the market of the snapshot
 */
public record GammaInputs(
        Snapshot snapshot,
        List<Expiry> expiries,
        List<Option> options,
        @Nullable VolatilitySurface surface,
        @Nullable Double flatVolatility,
        GammaSettings settings,
        @Nullable PremiumMarket premiumMarket) {

    /**
     * A market at one time.
     *
     * @param spot price of the reference instrument, points
     * @param expiries time, discount factor and forward of each expiry
     */
    public record PremiumMarket(double spot, List<Expiry> expiries) {

        public PremiumMarket {
            expiries = List.copyOf(expiries);
        }
    }

    /** Inputs whose premiums and surface are of the valuation's own time. */
    public GammaInputs(
            Snapshot snapshot,
            List<Expiry> expiries,
            List<Option> options,
            @Nullable VolatilitySurface surface,
            @Nullable Double flatVolatility,
            GammaSettings settings) {
        this(snapshot, expiries, options, surface, flatVolatility, settings, null);
    }

    public GammaInputs {
        expiries = List.copyOf(expiries);
        options = List.copyOf(options);
        if (flatVolatility != null && !(flatVolatility > 0 && Double.isFinite(flatVolatility))) {
            throw new IllegalArgumentException("flat volatility: expected a positive number, saw " + flatVolatility);
        }
        if (expiries.stream().map(Expiry::date).distinct().count() != expiries.size()) {
            throw new IllegalArgumentException("expiries: expected each date once, saw "
                    + expiries.stream().map(Expiry::date).toList());
        }
    }

    /** The same inputs under other settings. */
    public GammaInputs with(GammaSettings other) {
        return new GammaInputs(snapshot, expiries, options, surface, flatVolatility, other, premiumMarket);
    }

    /** The same inputs with another chain. */
    public GammaInputs with(List<Option> chain) {
        return new GammaInputs(snapshot, expiries, chain, surface, flatVolatility, settings, premiumMarket);
    }

    /** The same inputs in the market in which premiums and surface were made. */
    public GammaInputs inPremiumMarket() {
        return premiumMarket == null
                ? this
                : new GammaInputs(
                        snapshot.withSpot(premiumMarket.spot()),
                        premiumMarket.expiries(),
                        options,
                        surface,
                        flatVolatility,
                        settings);
    }

    /**
     * What is valued, when and at which price.
     *
     * @param underlying the underlying, such as {@code DOL}
     * @param referenceInstrument the instrument whose price {@code spot} is; all levels are prices of it
     * @param valuationDate the day from which time to expiry is counted
     * @param asOf instant of the price; null for an end-of-day valuation
     * @param oiDate session of the open interest; null when unknown
     * @param anchor which kind of price {@code spot} is
     * @param spot price of the reference instrument, points
     * @param model how forwards react, which charm depends on
     * @param hedgeMultiplier BRL per point of the hedge contract; null: no figure in contracts
     * @param calendarVersion name of the calendar behind the times to expiry, opaque
     * @param sources input name to session or content hash, opaque, carried to the result
     */
    public record Snapshot(
            String underlying,
            String referenceInstrument,
            LocalDate valuationDate,
            @Nullable Instant asOf,
            @Nullable LocalDate oiDate,
            Anchor anchor,
            double spot,
            Model model,
            @Nullable Double hedgeMultiplier,
            String calendarVersion,
            SortedMap<String, String> sources) {

        public Snapshot {
            sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
            if (!(spot > 0 && Double.isFinite(spot))) {
                throw new IllegalArgumentException("spot: expected a positive number, saw " + spot);
            }
            if (hedgeMultiplier != null && !(hedgeMultiplier > 0 && Double.isFinite(hedgeMultiplier))) {
                throw new IllegalArgumentException(
                        "hedge multiplier: expected a positive number, saw " + hedgeMultiplier);
            }
        }

        /** An end-of-day snapshot of which only the essentials are known. */
        public static Snapshot of(String underlying, LocalDate valuationDate, double spot, Model model) {
            return new Snapshot(
                    underlying,
                    underlying,
                    valuationDate,
                    null,
                    null,
                    Anchor.SETTLEMENT,
                    spot,
                    model,
                    null,
                    "",
                    new TreeMap<>(Map.of()));
        }

        /** The same snapshot at another price. */
        public Snapshot withSpot(double price) {
            return new Snapshot(
                    underlying,
                    referenceInstrument,
                    valuationDate,
                    asOf,
                    oiDate,
                    anchor,
                    price,
                    model,
                    hedgeMultiplier,
                    calendarVersion,
                    sources);
        }

        /** The same snapshot, hedged with a contract worth this many BRL per point; null: no such contract. */
        public Snapshot withHedgeMultiplier(@Nullable Double multiplier) {
            return new Snapshot(
                    underlying,
                    referenceInstrument,
                    valuationDate,
                    asOf,
                    oiDate,
                    anchor,
                    spot,
                    model,
                    multiplier,
                    calendarVersion,
                    sources);
        }
    }

    /**
     * One expiry.
     *
     * @param date expiry date
     * @param businessDays bank business days from the valuation date (excluded) to the expiry (included)
     * @param years time to expiry in years of 252 business days, fractional within a session; not positive = expired
     * @param discountFactor value today of one BRL at expiry
     * @param forward price of the reference instrument for delivery at expiry, points
     * @param forwardSource where the forward comes from
     */
    public record Expiry(
            LocalDate date,
            int businessDays,
            double years,
            double discountFactor,
            double forward,
            ForwardSource forwardSource) {

        public Expiry {
            if (!(discountFactor > 0 && Double.isFinite(discountFactor) && forward > 0 && Double.isFinite(forward))) {
                throw new IllegalArgumentException("expiry " + date
                        + ": expected positive discount factor and forward, saw " + discountFactor + " and "
                        + forward);
            }
            if (!Double.isFinite(years)) {
                throw new IllegalArgumentException("expiry " + date + ": expected years, saw " + years);
            }
        }
    }

    /**
     * One series of the chain, as clean as its source.
     *
     * @param id instrument id; with the expiry it is the key under which a row counts once
     * @param index position of the row in its source: names the row in the result and decides which of two rows of one
     *     key counts (the lower). It belongs to the source, not to the order of arrival
     * @param type call or put; null: the source says something else
     * @param style exercise style; null: unknown, treated as European and flagged for puts
     * @param strike strike price on the valuation date, points, from the instrument file (never from the ticker); null:
     *     unknown
     * @param expiry expiry date; null: unknown
     * @param openInterest contracts or units outstanding; null: unknown
     * @param openInterestUncovered the part whose writers hold neither stock nor another series; null: not published
     * @param multiplier BRL per point of premium and unit of open interest; null: unknown
     * @param publishedVolatility volatility published by the exchange (1.0 = 100 %); null: none
     * @param premium price of the option, points; null: none
     * @param tick smallest price step of the premium, points; null: unlimited precision
     * @param premiumSource what kind of price the premium is; null: unknown
     * @param strikeAdjustment what {@code strike} has more than the strike that the source states, points: negative once a
     *     payment has lowered it; 0: it is as stated
     */
    public record Option(
            String id,
            int index,
            OptionSeriesBook.@Nullable Type type,
            @Nullable Style style,
            @Nullable Double strike,
            @Nullable LocalDate expiry,
            @Nullable Double openInterest,
            @Nullable Double openInterestUncovered,
            @Nullable Double multiplier,
            @Nullable Double publishedVolatility,
            @Nullable Double premium,
            @Nullable Double tick,
            @Nullable PremiumSource premiumSource,
            double strikeAdjustment) {

        /** A series whose strike is as its source states it. */
        public Option(
                String id,
                int index,
                OptionSeriesBook.@Nullable Type type,
                @Nullable Style style,
                @Nullable Double strike,
                @Nullable LocalDate expiry,
                @Nullable Double openInterest,
                @Nullable Double openInterestUncovered,
                @Nullable Double multiplier,
                @Nullable Double publishedVolatility,
                @Nullable Double premium,
                @Nullable Double tick,
                @Nullable PremiumSource premiumSource) {
            this(
                    id,
                    index,
                    type,
                    style,
                    strike,
                    expiry,
                    openInterest,
                    openInterestUncovered,
                    multiplier,
                    publishedVolatility,
                    premium,
                    tick,
                    premiumSource,
                    0);
        }
    }

    /** Which kind of price the reference price is. */
    public enum Anchor {
        /** Settlement of a closed session. */
        SETTLEMENT,
        /** Moving price of an open session. */
        LIVE
    }

    /** What stays fixed when time passes: the forward (options on futures) or the cash price. */
    public enum Model {
        /** Black-76: the forward is a listed future. */
        FUTURES,
        /** Black-Scholes-Merton: the forward follows the cash price and its carry. */
        SPOT
    }

    /** What kind of price a premium is. */
    public enum PremiumSource {
        SETTLEMENT,
        REFERENCE,
        TRADE,
        MID
    }

    /** Where a forward comes from. */
    public enum ForwardSource {
        /** Settlement or price of the future of the same expiry. */
        FUTURE,
        /** Put-call parity of premiums. */
        PARITY,
        /** Cash price grown at the interest rate less the yield. */
        CARRY,
        /** Given by the caller. */
        GIVEN
    }
}
