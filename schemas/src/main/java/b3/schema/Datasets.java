package b3.schema;

import static b3.schema.Dataset.Keeping.A_DAY;
import static b3.schema.Dataset.Keeping.BY_TIME;
import static b3.schema.Dataset.Keeping.FOR_EVER;

import b3.schema.adjustments.Adjustment;
import b3.schema.dxy.DxyTick;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.gammaprofile.GammaProfile;
import b3.schema.gammaprofile.GammaStrikes;
import b3.schema.heartbeats.Heartbeat;
import b3.schema.indicators.Indicator;
import b3.schema.jobs.Job;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.schema.snapshots.Snapshot;
import b3.schema.volsurface.VolSurface;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every dataset: the map of the whole system. A new constant here fails the tests that name what is still to write. */
public final class Datasets {

    /** Settlement price of one futures contract in one session. */
    public static final Dataset<Adjustment> ADJUSTMENTS = new Dataset<>(
            "adjustments",
            "adjustments",
            Adjustment.class,
            "b3_adjustments",
            "points, PU or price, as the row says",
            FOR_EVER,
            List.of("instrument", "contract_month", "ts"));

    /** One financial indicator on its reference date. */
    public static final Dataset<Indicator> INDICATORS = new Dataset<>(
            "indicators",
            "indicators",
            Indicator.class,
            "b3_indicators",
            "as the row says",
            FOR_EVER,
            List.of("indicator", "ts"));

    /** Implied-volatility surface of one asset in one session. */
    public static final Dataset<VolSurface> VOL_SURFACE = new Dataset<>(
            "volsurface",
            "vol-surface",
            VolSurface.class,
            "b3_vol_surface",
            "percent a year",
            FOR_EVER,
            List.of("asset", "ts"));

    /** The dollar index at one moment of one session. */
    public static final Dataset<DxyTick> DXY = new Dataset<>(
            "dxy", "dxy", DxyTick.class, "b3_dxy_ticks", "index points", FOR_EVER, List.of("bucket", "session"));

    /** One interest-rate curve of one session. */
    public static final Dataset<RatesCurve> RATES = new Dataset<>(
            "rates", "rates", RatesCurve.class, "b3_rates", "percent a year", FOR_EVER, List.of("curve", "ts"));

    /** The option series on one underlying that are listed in one session. */
    public static final Dataset<OptionSeriesBook> OPTION_SERIES = new Dataset<>(
            "optionchain",
            "option-series",
            OptionSeriesBook.class,
            "b3_option_series",
            "strike in the underlying's quotation",
            FOR_EVER,
            List.of("underlying", "ts"));

    /** Open interest of the option series on one underlying after one session. */
    public static final Dataset<OpenInterestBook> OPEN_INTEREST = new Dataset<>(
            "optionchain",
            "open-interest",
            OpenInterestBook.class,
            "b3_open_interest",
            "contracts; shares for options on shares",
            FOR_EVER,
            List.of("underlying", "ts"));

    /** Prices of the option series on one underlying. */
    public static final Dataset<OptionPricesBook> OPTION_PRICES = new Dataset<>(
            "optionchain",
            "option-prices",
            OptionPricesBook.class,
            "b3_option_prices",
            "premium in the underlying's quotation",
            FOR_EVER,
            List.of("underlying", "session", "ts"));

    /** Price of an instrument that options are written on or hedged with. */
    public static final Dataset<UnderlyingPrice> UNDERLYING_PRICES = new Dataset<>(
            "optionchain",
            "underlying-prices",
            UnderlyingPrice.class,
            "b3_underlying_prices",
            "price in the instrument's quotation",
            FOR_EVER,
            List.of("underlying", "instrument", "session", "kind", "ts"));

    /** Gamma levels of one instrument at one moment, computed or as a vendor's site states them. */
    public static final Dataset<GammaLevels> GAMMA_LEVELS = new Dataset<>(
            "gammalevels",
            "gamma-levels",
            GammaLevels.class,
            "b3_gamma_levels",
            "levels in points of the reference instrument, exposures in BRL per 1 %",
            FOR_EVER,
            List.of("instrument", "level_source", "scope", "oi_basis", "ts"));

    /** Exposures by strike behind one record of gamma levels. */
    public static final Dataset<GammaStrikes> GAMMA_STRIKES = new Dataset<>(
            "gammaprofile",
            "gamma-strikes",
            GammaStrikes.class,
            "b3_gamma_strikes",
            "BRL per 1 %",
            BY_TIME,
            List.of("instrument", "scope", "oi_basis", "ts"));

    /** Exposure repriced over a range of prices, behind one record of gamma levels. */
    public static final Dataset<GammaProfile> GAMMA_PROFILE = new Dataset<>(
            "gammaprofile",
            "gamma-profile",
            GammaProfile.class,
            "b3_gamma_profile",
            "BRL per 1 %",
            BY_TIME,
            List.of("instrument", "scope", "oi_basis", "ts"));

    /** Latest figures of what a trader looks at first: futures by their front contract, and the indicators. */
    public static final Dataset<Snapshot> SNAPSHOTS = new Dataset<>(
            "snapshots",
            "snapshots",
            Snapshot.class,
            "b3_snapshots",
            "as the row says",
            FOR_EVER,
            List.of("instrument", "ts"));

    /** One collector attempt and its outcome. */
    public static final Dataset<Job> JOBS =
            new Dataset<>("jobs", "jobs", Job.class, "b3_jobs", "attempts", BY_TIME, List.of());

    /** How one program is at one moment. */
    public static final Dataset<Heartbeat> HEARTBEATS = new Dataset<>(
            "heartbeats", "heartbeats", Heartbeat.class, "b3_heartbeats", "calculations due", A_DAY, List.of());

    /** All of them. */
    public static final List<Dataset<?>> ALL = List.of(
            ADJUSTMENTS,
            INDICATORS,
            VOL_SURFACE,
            DXY,
            RATES,
            OPTION_SERIES,
            OPEN_INTEREST,
            OPTION_PRICES,
            UNDERLYING_PRICES,
            GAMMA_LEVELS,
            GAMMA_STRIKES,
            GAMMA_PROFILE,
            SNAPSHOTS,
            JOBS,
            HEARTBEATS);

    private static final Map<Class<?>, Dataset<?>> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Dataset::type, Function.identity()));

    private Datasets() {}

    /** The dataset of a record's type; every record type has one. */
    public static Dataset<?> of(MarketRecord row) {
        Dataset<?> dataset = BY_TYPE.get(row.getClass());
        if (dataset == null) {
            throw new IllegalArgumentException("no dataset for " + row.getClass() + ": add it to Datasets.ALL");
        }
        return dataset;
    }

    /** The dataset with this name, if there is one. */
    public static Optional<Dataset<?>> named(String name) {
        return ALL.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }
}
