package b3.schema;

import static b3.schema.Dataset.Keeping.A_DAY;
import static b3.schema.Dataset.Keeping.BY_TIME;
import static b3.schema.columns.TableColumn.derived;

import b3.schema.adjustments.Adjustment;
import b3.schema.columns.TableColumn;
import b3.schema.columns.TableColumn.Kind;
import b3.schema.corporateactions.CorporateAction;
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

    /** The session under the name that consumers of the old system know. */
    private static final TableColumn UPDATED_AT =
            derived("updated_at", "updatedAt", Kind.DAY, "ts", "Reference date of the figure, as `session`");

    /** Settlement price of one futures contract in one session. */
    public static final Dataset<Adjustment> ADJUSTMENTS = Dataset.of(
            Adjustment.class,
            "adjustments",
            "Settlement price of one futures contract in one session",
            "points, PU or price, as the row says");

    /** One financial indicator on its reference date. */
    public static final Dataset<Indicator> INDICATORS = Dataset.of(
                    Indicator.class, "indicators", "One financial indicator on its reference date", "as the row says")
            .with(UPDATED_AT);

    /** Implied-volatility surface of one asset in one session, whole; a row a point. */
    public static final Dataset<VolSurface> VOL_SURFACE = Dataset.of(
                    VolSurface.class,
                    "vol-surface",
                    "Implied-volatility surface of one asset in one session, whole; a row a point",
                    "percent a year")
            .with(
                    UPDATED_AT,
                    derived(
                            "delta_bucket",
                            "deltaBucket",
                            Kind.TEXT,
                            "concat('delta_', delta)",
                            "Call delta in percent, as `delta_25`"));

    /** The dollar index at one moment of one session. */
    public static final Dataset<DxyTick> DXY = Dataset.of(
                    DxyTick.class, "dxy", "The dollar index at one moment of one session", "index points")
            .in("b3_dxy_ticks")
            .with(derived("value", "value", Kind.NUMBER, "percent_change", "Change against the previous close, percent")
                    .orNull("when no close is known"));

    /** One interest-rate curve of one session, whole; a row a vertex. */
    public static final Dataset<RatesCurve> RATES = Dataset.of(
            RatesCurve.class,
            "rates",
            "One interest-rate curve of one session, whole; a row a vertex",
            "percent a year");

    /** The option series on one underlying that are listed in one session, whole; a row a series. */
    public static final Dataset<OptionSeriesBook> OPTION_SERIES = Dataset.of(
                    OptionSeriesBook.class,
                    "option-series",
                    "The option series on one underlying that are listed in one session, whole; a row a series",
                    "strike in the underlying's quotation")
            .ofManyRows();

    /** Open interest of the option series on one underlying after one session, whole; a row a series. */
    public static final Dataset<OpenInterestBook> OPEN_INTEREST = Dataset.of(
                    OpenInterestBook.class,
                    "open-interest",
                    "Open interest of the option series on one underlying after one session, whole; a row a series",
                    "contracts; shares for options on shares")
            .ofManyRows();

    /** Prices of the option series on one underlying, of a session's end or of a moment, whole; a row a series. */
    public static final Dataset<OptionPricesBook> OPTION_PRICES = Dataset.of(
                    OptionPricesBook.class,
                    "option-prices",
                    "Prices of the option series on one underlying, of a session's end or of a moment, whole; a row a series",
                    "premium in the underlying's quotation")
            .ofManyRows();

    /** Price of an instrument that options are written on or hedged with. */
    public static final Dataset<UnderlyingPrice> UNDERLYING_PRICES = Dataset.of(
            UnderlyingPrice.class,
            "underlying-prices",
            "Price of an instrument that options are written on or hedged with",
            "price in the instrument's quotation");

    /** One payment in cash on one class of shares of one company. */
    public static final Dataset<CorporateAction> CORPORATE_ACTIONS = Dataset.of(
            CorporateAction.class,
            "corporate-actions",
            "One payment in cash on one class of shares of one company",
            "BRL a share");

    /** Gamma levels of one instrument at one moment, computed or as a vendor's site states them. */
    public static final Dataset<GammaLevels> GAMMA_LEVELS = Dataset.of(
                    GammaLevels.class,
                    "gamma-levels",
                    "Gamma levels of one instrument at one moment, computed or as a vendor's site states them",
                    "levels in points of the reference instrument, exposures in BRL per 1 %")
            .ofManyRows()
            .with(
                    derived(
                                    "unit",
                                    "unit",
                                    Kind.TEXT,
                                    "case when reference_instrument is null then null else concat('points of ', reference_instrument) end",
                                    "Unit of the levels")
                            .orNull("for a vendor's levels"),
                    derived(
                                    "exposure_unit",
                                    "exposureUnit",
                                    Kind.TEXT,
                                    "case when inputs is null then null else 'BRL per 1 % move' end",
                                    "Unit of the gamma exposures")
                            .orNull("for a vendor's levels"));

    /** Exposures by strike behind one record of gamma levels, whole; a row a strike. */
    public static final Dataset<GammaStrikes> GAMMA_STRIKES = Dataset.of(
                    GammaStrikes.class,
                    "gamma-strikes",
                    "Exposures by strike behind one record of gamma levels, whole; a row a strike",
                    "BRL per 1 %")
            .keeping(BY_TIME)
            .ofManyRows();

    /** Exposure repriced over a range of prices behind one record of gamma levels, whole; a row a price. */
    public static final Dataset<GammaProfile> GAMMA_PROFILE = Dataset.of(
                    GammaProfile.class,
                    "gamma-profile",
                    "Exposure repriced over a range of prices behind one record of gamma levels, whole; a row a price",
                    "BRL per 1 %")
            .keeping(BY_TIME)
            .ofManyRows();

    /** Latest figure of what a trader looks at first: a future by its front contract, or an indicator. */
    public static final Dataset<Snapshot> SNAPSHOTS = Dataset.of(
                    Snapshot.class,
                    "snapshots",
                    "Latest figure of what a trader looks at first: a future by its front contract, or an indicator",
                    "as the row says")
            .with(derived(
                            "price_settlement",
                            "priceSettlement",
                            Kind.NUMBER,
                            "case when kind = 'FUTURE' then value end",
                            "Settlement price of a future, as `unit` says")
                    .orNull("for an indicator"));

    /** One attempt of one collector and its outcome. */
    public static final Dataset<Job> JOBS =
            Dataset.ofEvents(Job.class, "jobs", "One attempt of one collector to get a document", "attempts", BY_TIME);

    /** How one program is at one moment. */
    public static final Dataset<Heartbeat> HEARTBEATS = Dataset.ofEvents(
                    Heartbeat.class, "heartbeats", "How one program is at one moment", "calculations due", A_DAY)
            .ofManyRows();

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
            CORPORATE_ACTIONS,
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
