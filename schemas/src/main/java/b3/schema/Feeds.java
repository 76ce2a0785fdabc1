package b3.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every feed. The order matters where two feeds carry the same dataset: the earlier one's figures stand, the later ones
 * are its fallback. The register of instruments and the file of open positions come first because they are what the
 * exchange publishes about just that; for everything else the price report is the first source, unless {@link #FIRST} says
 * otherwise of a dataset.
 */
public final class Feeds {

    /** Register of everything listed: strike, expiry, style and multiplier of every option series. */
    public static final Feed INSTRUMENTS = new Feed(
            "b3-instruments",
            List.of(Datasets.OPTION_SERIES),
            "InstrumentsConsolidated, CSV of every listed instrument, 20 to 40 MB");

    /** Open positions of derivatives, split into covered, locked and uncovered for options on shares. */
    public static final Feed OPEN_POSITIONS = new Feed(
            "b3-open-positions",
            List.of(Datasets.OPEN_INTEREST, Datasets.OPTION_SERIES),
            "DerivativesOpenPosition, CSV of the next morning; captures of the older SI_C_OPCPOSABEMP JSON");

    /** B3 price report: settlement prices, open interest and trades of derivatives (SPRD) or of everything (PR). */
    public static final Feed PRICE_REPORT = new Feed(
            "b3-price-report",
            List.of(
                    Datasets.ADJUSTMENTS,
                    Datasets.OPTION_SERIES,
                    Datasets.OPEN_INTEREST,
                    Datasets.OPTION_PRICES,
                    Datasets.UNDERLYING_PRICES,
                    Datasets.RATES),
            "BVBG.086 / BVBG.187 price report, XML in a zip, several versions a day");

    /** Consolidated trade information: settlement prices, reference premiums and closing prices of one session. */
    public static final Feed TRADE_INFORMATION = new Feed(
            "b3-trade-information",
            List.of(Datasets.ADJUSTMENTS, Datasets.OPTION_PRICES, Datasets.UNDERLYING_PRICES),
            "TradeInformationConsolidated CSV, partial during the evening and then final");

    /** Daily bulletin's table of consolidated derivatives trades; about 21 sessions are kept. */
    public static final Feed SETTLEMENT_BOARD = new Feed(
            "b3-settlement-board",
            List.of(Datasets.ADJUSTMENTS),
            "daily bulletin table ConsolidatedTradesDerivatives, paged JSON");

    /** Financial indicators of the exchange's own page. */
    public static final Feed FINANCIAL_INDICATORS = new Feed(
            "b3-financial-indicators",
            List.of(Datasets.INDICATORS),
            "GetFinancialIndicators JSON: Selic, CDI, SOFR, dollar spot and the spot-future roll");

    /** Central bank series and exchange rates: second source of the indicators. */
    public static final Feed BCB_INDICATORS = new Feed(
            "bcb-indicators",
            List.of(Datasets.INDICATORS),
            "central bank SGS series (Selic, CDI, PTAX) and the PTAX bulletins, JSON");

    /** The exchange's dollar volatility surface, overwritten daily. */
    public static final Feed DOLLAR_VOL_SURFACE = new Feed(
            "b3-dollar-vol-surface",
            List.of(Datasets.VOL_SURFACE),
            "volatility of dollar options by expiry and delta, one workbook in a zip");

    /** Captures of the exchange's older surface files; they come in through import only. */
    public static final Feed VOL_SURFACE_CAPTURES = new Feed(
            "b3-vol-surface-captures",
            List.of(Datasets.VOL_SURFACE),
            "captures of SupVol text files and of dollar surface workbooks");

    /** Reference premiums of options on derivatives. */
    public static final Feed REFERENCE_PREMIUM = new Feed(
            "b3-reference-premium",
            List.of(Datasets.OPTION_PRICES, Datasets.OPTION_SERIES),
            "Premio text file (REyymmdd.ex_): reference premium, strike and expiry of options on derivatives");

    /** Dollar index quotes. */
    public static final Feed YAHOO_DXY =
            new Feed("yahoo-dxy", List.of(Datasets.DXY), "chart JSON of the dollar index DX-Y.NYB");

    /** Captures of dollar index quotes; they come in through import only. */
    public static final Feed DXY_CAPTURES = new Feed(
            "dxy-captures",
            List.of(Datasets.DXY),
            "CSV captures of dollar index bars and of the old collector's buckets");

    /** Interest-rate curves, B3 reference rates for swaps. */
    public static final Feed RATES_CURVE = new Feed(
            "b3-rates-curve", List.of(Datasets.RATES), "TaxaSwap text file (TSyymmdd.ex_): every curve of one session");

    /** B3 index report: closing values of the indexes. */
    public static final Feed INDEX_REPORT =
            new Feed("b3-index-report", List.of(Datasets.UNDERLYING_PRICES), "BVBG.087 index report, XML in a zip");

    /** Delayed quotes of one commodity's futures and options; the current session only. */
    public static final Feed DERIVATIVE_QUOTATION = new Feed(
            "b3-derivative-quotation",
            List.of(
                    Datasets.OPTION_PRICES,
                    Datasets.OPTION_SERIES,
                    Datasets.OPEN_INTEREST,
                    Datasets.UNDERLYING_PRICES,
                    Datasets.RATES),
            "delayed quotes of every contract of one commodity, JSON");

    /** Historical quotes of the cash and options markets; only series that traded. */
    public static final Feed COTAHIST = new Feed(
            "b3-cotahist",
            List.of(Datasets.UNDERLYING_PRICES, Datasets.OPTION_PRICES, Datasets.OPTION_SERIES),
            "COTAHIST historical quotes, fixed width in a zip, a day or more in a file");

    /** Old HTML page of settlement prices, switched off by the exchange; captures come in through import only. */
    public static final Feed SETTLEMENT_PAGE = new Feed(
            "b3-settlement-page",
            List.of(Datasets.ADJUSTMENTS),
            "captures of the page \"ajustes do pregão\", which the exchange has switched off");

    /** Gamma levels of a vendor's site, behind a login; legacy files with the same levels come in through import. */
    public static final Feed GAMMA_LEVELS_SITE = new Feed(
            "gamma-levels-site",
            List.of(Datasets.GAMMA_LEVELS),
            "levels page of a vendor's site as a browser shows it after login, HTML; the older gamma.json");

    /** All of them, in order of preference where a dataset has none of its own. */
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
            GAMMA_LEVELS_SITE);

    /**
     * The datasets with an order of their own: these feeds first, then the others in the order of {@link #ALL}.
     *
     * <p>Option prices: first the sources that give a premium of the exchange for every series, traded or not, then those
     * that give the session's last trades, and delayed quotes from within the session last. The price report has last trades
     * and hardly a premium, and a book of prices stands as a whole.
     */
    private static final Map<Dataset<?>, List<Feed>> FIRST = Map.of(
            Datasets.OPTION_PRICES,
            List.of(TRADE_INFORMATION, REFERENCE_PREMIUM, PRICE_REPORT, COTAHIST, DERIVATIVE_QUOTATION));

    private static final Map<Dataset<?>, Map<String, Integer>> RANKS =
            Datasets.ALL.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Feeds::ranks));

    private Feeds() {}

    /** The feed with this name, if there is one. */
    public static Optional<Feed> named(String name) {
        return ALL.stream().filter(feed -> feed.name().equals(name)).findFirst();
    }

    /** Place in a dataset's order of preference: 0 is the most trusted. A source that is no feed comes last. */
    public static int rank(Dataset<?> dataset, String source) {
        return RANKS.getOrDefault(dataset, Map.of()).getOrDefault(source, ALL.size());
    }

    private static Map<String, Integer> ranks(Dataset<?> dataset) {
        List<String> names = Stream.concat(FIRST.getOrDefault(dataset, List.of()).stream(), ALL.stream())
                .map(Feed::name)
                .distinct()
                .toList();
        return names.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), names::indexOf));
    }
}
