package b3.schema;

import static b3.schema.Feed.Scope.LIST;
import static b3.schema.Feed.Scope.MARKET;
import static b3.schema.Feed.Scope.RECENT;
import static b3.schema.Feed.Scope.ROWS;
import static b3.schema.Feed.Scope.SESSION;

import b3.schema.Feed.Carried;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every feed, with what it carries.
 *
 * <p>Where several feeds carry a dataset, their priorities say whose figures stand. The register of instruments and the
 * file of open positions are what the exchange publishes about just that; for most else the price report is the first
 * source. Of option prices the first are the sources that give a premium of the exchange for every series, traded or not,
 * then those that give the session's last trades, and delayed quotes last: a book of prices stands as a whole.
 */
public final class Feeds {

    /** Register of everything listed: strike, expiry, style and multiplier of every option series. */
    public static final Feed INSTRUMENTS = new Feed(
            "b3-instruments",
            "InstrumentsConsolidated, CSV of every listed instrument, 20 to 40 MB",
            new Carried<>(Datasets.OPTION_SERIES, 10, SESSION));

    /** Open positions of derivatives, split into covered, locked and uncovered for options on shares. */
    public static final Feed OPEN_POSITIONS = new Feed(
            "b3-open-positions",
            "DerivativesOpenPosition, CSV of the next morning; captures of the older SI_C_OPCPOSABEMP JSON",
            new Carried<>(Datasets.OPEN_INTEREST, 10, SESSION),
            new Carried<>(Datasets.OPTION_SERIES, 20, SESSION));

    /** B3 price report: settlement prices, open interest and trades of derivatives (SPRD) or of everything (PR). */
    public static final Feed PRICE_REPORT = new Feed(
            "b3-price-report",
            "BVBG.086 / BVBG.187 price report, XML in a zip, several versions a day",
            new Carried<>(Datasets.ADJUSTMENTS, 10, SESSION),
            new Carried<>(Datasets.OPTION_SERIES, 30, MARKET),
            new Carried<>(Datasets.OPEN_INTEREST, 20, MARKET),
            new Carried<>(Datasets.OPTION_PRICES, 30, MARKET),
            new Carried<>(Datasets.UNDERLYING_PRICES, 10, MARKET),
            new Carried<>(Datasets.RATES, 20, SESSION));

    /** Consolidated trade information: settlement prices, reference premiums and closing prices of one session. */
    public static final Feed TRADE_INFORMATION = new Feed(
            "b3-trade-information",
            "TradeInformationConsolidated CSV, partial during the evening and then final",
            new Carried<>(Datasets.ADJUSTMENTS, 20, SESSION),
            new Carried<>(Datasets.OPTION_PRICES, 10, SESSION),
            new Carried<>(Datasets.UNDERLYING_PRICES, 30, SESSION));

    /** Daily bulletin's table of consolidated derivatives trades; about 21 sessions are kept. */
    public static final Feed SETTLEMENT_BOARD = new Feed(
            "b3-settlement-board",
            "daily bulletin table ConsolidatedTradesDerivatives, paged JSON",
            new Carried<>(Datasets.ADJUSTMENTS, 30, SESSION));

    /** Financial indicators of the exchange's own page. */
    public static final Feed FINANCIAL_INDICATORS = new Feed(
            "b3-financial-indicators",
            "GetFinancialIndicators JSON: Selic, CDI, SOFR, dollar spot and the spot-future roll",
            new Carried<>(Datasets.INDICATORS, 10, ROWS));

    /** Central bank series and exchange rates: second source of the indicators. */
    public static final Feed BCB_INDICATORS = new Feed(
            "bcb-indicators",
            "central bank SGS series (Selic, CDI, PTAX) and the PTAX bulletins, JSON",
            new Carried<>(Datasets.INDICATORS, 20, ROWS));

    /** The exchange's dollar volatility surface, overwritten daily. */
    public static final Feed DOLLAR_VOL_SURFACE = new Feed(
            "b3-dollar-vol-surface",
            "volatility of dollar options by expiry and delta, one workbook in a zip",
            new Carried<>(Datasets.VOL_SURFACE, 10, ROWS));

    /** Captures of the exchange's older surface files; they come in through import only. */
    public static final Feed VOL_SURFACE_CAPTURES = new Feed(
            "b3-vol-surface-captures",
            "captures of SupVol text files and of dollar surface workbooks",
            new Carried<>(Datasets.VOL_SURFACE, 20, ROWS));

    /** Reference premiums of options on derivatives. */
    public static final Feed REFERENCE_PREMIUM = new Feed(
            "b3-reference-premium",
            "Premio text file (REyymmdd.ex_): reference premium, strike and expiry of options on derivatives",
            new Carried<>(Datasets.OPTION_PRICES, 20, SESSION),
            new Carried<>(Datasets.OPTION_SERIES, 40, SESSION));

    /** Dollar index quotes. */
    public static final Feed YAHOO_DXY =
            new Feed("yahoo-dxy", "chart JSON of the dollar index DX-Y.NYB", new Carried<>(Datasets.DXY, 10, ROWS));

    /** Captures of dollar index quotes; they come in through import only. */
    public static final Feed DXY_CAPTURES = new Feed(
            "dxy-captures",
            "CSV captures of dollar index bars and of the old collector's buckets",
            new Carried<>(Datasets.DXY, 20, ROWS));

    /** Interest-rate curves, B3 reference rates for swaps. */
    public static final Feed RATES_CURVE = new Feed(
            "b3-rates-curve",
            "TaxaSwap text file (TSyymmdd.ex_): every curve of one session",
            new Carried<>(Datasets.RATES, 10, SESSION));

    /** B3 index report: closing values of the indexes. */
    public static final Feed INDEX_REPORT = new Feed(
            "b3-index-report",
            "BVBG.087 index report, XML in a zip",
            new Carried<>(Datasets.UNDERLYING_PRICES, 20, SESSION));

    /** Delayed quotes of one commodity's futures and options; the current session only. */
    public static final Feed DERIVATIVE_QUOTATION = new Feed(
            "b3-derivative-quotation",
            "delayed quotes of every contract of one commodity, JSON",
            new Carried<>(Datasets.OPTION_PRICES, 50, ROWS),
            new Carried<>(Datasets.OPTION_SERIES, 50, ROWS),
            new Carried<>(Datasets.OPEN_INTEREST, 30, ROWS),
            new Carried<>(Datasets.UNDERLYING_PRICES, 40, ROWS),
            new Carried<>(Datasets.RATES, 30, ROWS));

    /** Historical quotes of the cash and options markets; only series that traded. */
    public static final Feed COTAHIST = new Feed(
            "b3-cotahist",
            "COTAHIST historical quotes, fixed width in a zip, a day or more in a file",
            new Carried<>(Datasets.UNDERLYING_PRICES, 50, SESSION),
            new Carried<>(Datasets.OPTION_PRICES, 40, SESSION),
            new Carried<>(Datasets.OPTION_SERIES, 60, SESSION));

    /** Old HTML page of settlement prices, switched off by the exchange; captures come in through import only. */
    public static final Feed SETTLEMENT_PAGE = new Feed(
            "b3-settlement-page",
            "captures of the page \"ajustes do pregão\", which the exchange has switched off",
            new Carried<>(Datasets.ADJUSTMENTS, 40, SESSION));

    /** Recent events of one company, with payment dates. */
    public static final Feed COMPANY_SUPPLEMENT = new Feed(
            "b3-company-supplement",
            "GetListedSupplementCompany JSON: recent events of one company, with payment dates and ISINs",
            new Carried<>(Datasets.CORPORATE_ACTIONS, 10, RECENT));

    /** Every payment in cash of one company, since it is listed. */
    public static final Feed CASH_DIVIDENDS = new Feed(
            "b3-cash-dividends",
            "GetListedCashDividends JSON: every payment in cash of one company, without payment dates",
            new Carried<>(Datasets.CORPORATE_ACTIONS, 20, LIST));

    /** Gamma levels of a vendor's site, behind a login; legacy files with the same levels come in through import. */
    public static final Feed GAMMA_LEVELS_SITE = new Feed(
            "gamma-levels-site",
            "levels page of a vendor's site as a browser shows it after login, HTML; the older gamma.json",
            new Carried<>(Datasets.GAMMA_LEVELS, 10, ROWS));

    /** All of them. */
    public static final List<Feed> ALL = List.of(
            INSTRUMENTS,
            OPEN_POSITIONS,
            PRICE_REPORT,
            INDEX_REPORT,
            TRADE_INFORMATION,
            SETTLEMENT_BOARD,
            REFERENCE_PREMIUM,
            DERIVATIVE_QUOTATION,
            COTAHIST,
            SETTLEMENT_PAGE,
            FINANCIAL_INDICATORS,
            BCB_INDICATORS,
            DOLLAR_VOL_SURFACE,
            VOL_SURFACE_CAPTURES,
            YAHOO_DXY,
            DXY_CAPTURES,
            RATES_CURVE,
            COMPANY_SUPPLEMENT,
            CASH_DIVIDENDS,
            GAMMA_LEVELS_SITE);

    private static final Map<String, Feed> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Feed::name, Function.identity()));

    private Feeds() {}

    /** The feed with this name, if there is one. */
    public static Optional<Feed> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * How a feed carries a dataset.
     *
     * @throws IllegalArgumentException if there is no such feed, or it does not carry the dataset
     */
    public static Carried<?> carried(String feed, Dataset<?> dataset) {
        return named(feed)
                .flatMap(known -> known.carried(dataset))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a feed that carries " + dataset.name() + ", saw " + feed));
    }
}
