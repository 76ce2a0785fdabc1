package b3.collector;

import b3.collector.adjustments.B3SettlementBoardCollector;
import b3.collector.corporateactions.B3CashDividendsCollector;
import b3.collector.corporateactions.B3CompanySupplementCollector;
import b3.collector.due.Source;
import b3.collector.gammalevels.GammaSite;
import b3.collector.gammalevels.GammaSiteCollector;
import b3.collector.indicators.BcbPtaxCollector;
import b3.collector.indicators.BcbSeriesCollector;
import b3.collector.optionchain.B3DerivativeQuotationCollector;
import b3.collector.source.Collector;
import b3.collector.source.DailyFileCollector;
import b3.collector.source.PageCollector;
import b3.collector.source.TokenFileCollector;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.calendar.TradingCalendar;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every collector: one line of {@link #all} for each feed. A new feed adds its line there and its block to {@code
 * b3-collector.yml}; a new product of a feed is one more value in that block.
 *
 * <p>A setting that every feed has, {@code b3.collectors.<feed>.schedule}, is the component of {@link Source} with the same
 * name. A setting that one feed alone has, {@code b3.collectors.b3-price-report.file}, is read in the method of that feed
 * below, under the same name.
 */
final class Registry {

    /** The feeds that nothing collects, and why. */
    static final Map<Feed, String> IMPORT_ONLY = Map.of(
            Feeds.SETTLEMENT_PAGE,
            "the exchange has switched the page off; captures of it come in through ./b3 import",
            Feeds.COTAHIST,
            "files of a whole year, for backfills by ./b3 import; for a single session the trade information says the"
                    + " same, and it also covers series that did not trade",
            Feeds.REFERENCE_PREMIUM,
            "old files, for backfills by ./b3 import; today the trade information and the price report give the"
                    + " reference premium of every series",
            Feeds.VOL_SURFACE_CAPTURES,
            "captures of files that the exchange no longer serves",
            Feeds.DXY_CAPTURES,
            "captures of quotes that the source no longer serves");

    /** Which of the two price reports is fetched. */
    enum PriceReport {
        /** Derivatives only (BVBG.187): everything about settlement prices in 60 KB. */
        SPRD,
        /** Everything that trades (BVBG.086): 11 MB. */
        PR
    }

    private static final String SURFACE =
            "/data/files/16/35/6A/F9/623589100A29E189AC094EA8/Superficie-de-volatilidade-de-dolar.zip";

    /** The last element is the page's only argument, base64 of {@code {"language":"pt-br"}}. */
    private static final String INDICATORS =
            "/financialIndicatorsProxy/FinancialIndicators/GetFinancialIndicators/eyJsYW5ndWFnZSI6InB0LWJyIn0=";

    private Registry() {}

    /** Reads the settings of a feed. */
    interface Settings {

        /** The settings that every feed has. */
        default Source source(Feed feed) {
            return all(feed, Source.class);
        }

        /** The settings {@code b3.collectors.<feed>.*} for which the type has a component. */
        <T> T all(Feed feed, Class<T> type);

        /** The setting {@code b3.collectors.<feed>.<name>}. */
        <T> T value(Feed feed, String name, Class<T> type);

        /** The setting {@code b3.browser.executable}: path of the browser for pages that need one; empty for the driver's own. */
        String browser();
    }

    /** Every collector, with its settings. */
    static List<Collector> all(Settings settings) {
        List<Collector> all = Stream.of(
                        priceReport(Feeds.PRICE_REPORT, settings),
                        dailyFile(Feeds.INDEX_REPORT, "IR", "zip", settings),
                        dailyFile(Feeds.RATES_CURVE, "TS", "ex_", settings),
                        tokenFile(Feeds.TRADE_INFORMATION, "TradeInformationConsolidated", settings),
                        tokenFile(Feeds.OPEN_POSITIONS, "DerivativesOpenPosition", settings),
                        tokenFile(Feeds.INSTRUMENTS, "InstrumentsConsolidated", settings),
                        settlementBoard(Feeds.SETTLEMENT_BOARD, settings),
                        page(Feeds.FINANCIAL_INDICATORS, session -> INDICATORS, settings),
                        page(
                                Feeds.DOLLAR_VOL_SURFACE,
                                session -> SURFACE,
                                settings,
                                "Referer",
                                "https://www.b3.com.br/"),
                        page(Feeds.YAHOO_DXY, Registry::dollarIndex, settings),
                        gammaSite(Feeds.GAMMA_LEVELS_SITE, settings),
                        quotations(Feeds.DERIVATIVE_QUOTATION, settings),
                        centralBank(Feeds.BCB_INDICATORS, settings),
                        companies(Feeds.COMPANY_SUPPLEMENT, B3CompanySupplementCollector::new, settings),
                        companies(Feeds.CASH_DIVIDENDS, B3CashDividendsCollector::new, settings))
                .flatMap(ofFeed -> ofFeed)
                .toList();
        requireDistinctNames(all);
        return all;
    }

    private static Stream<Collector> dailyFile(Feed feed, String prefix, String extension, Settings settings) {
        return Stream.of(new DailyFileCollector(feed, prefix, extension, settings.source(feed)));
    }

    private static Stream<Collector> tokenFile(Feed feed, String file, Settings settings) {
        return Stream.of(new TokenFileCollector(feed, file, settings.source(feed)));
    }

    private static Stream<Collector> page(
            Feed feed, Function<LocalDate, String> path, Settings settings, String... headers) {
        return Stream.of(new PageCollector(feed, settings.source(feed), path, List.of(headers)));
    }

    private static Stream<Collector> priceReport(Feed feed, Settings settings) {
        return dailyFile(feed, settings.value(feed, "file", PriceReport.class).name(), "zip", settings);
    }

    private static Stream<Collector> settlementBoard(Feed feed, Settings settings) {
        return Stream.of(new B3SettlementBoardCollector(settings.source(feed)));
    }

    private static Stream<Collector> gammaSite(Feed feed, Settings settings) {
        GammaSite site = settings.all(feed, GammaSite.class);
        return Stream.of(new GammaSiteCollector(settings.source(feed), site, settings.browser()));
    }

    private static Stream<Collector> quotations(Feed feed, Settings settings) {
        Source source = settings.source(feed);
        String[] assets = settings.value(feed, "assets", String[].class);
        if (assets.length == 0) {
            throw new IllegalArgumentException("assets: expected at least one, saw none");
        }
        return Stream.of(assets).map(asset -> new B3DerivativeQuotationCollector(source, asset));
    }

    private static Stream<Collector> centralBank(Feed feed, Settings settings) {
        Source source = settings.source(feed);
        Stream<Collector> series = IntStream.of(settings.value(feed, "series", int[].class))
                .mapToObj(number -> new BcbSeriesCollector(source, number));
        String ptax = settings.value(feed, "ptax-url", String.class).strip();
        return ptax.isEmpty()
                ? series
                : Stream.concat(series, Stream.of(new BcbPtaxCollector(source.at(URI.create(ptax)))));
    }

    /** Both lists are of the same companies, which are a setting of the supplement. */
    private static Stream<Collector> companies(
            Feed feed, BiFunction<Source, String, Collector> collector, Settings settings) {
        Source source = settings.source(feed);
        return Stream.of(settings.value(Feeds.COMPANY_SUPPLEMENT, "companies", String[].class))
                .map(company -> collector.apply(source, company));
    }

    /** Five-minute bars from midnight to midnight, São Paulo time. */
    private static String dollarIndex(LocalDate session) {
        return "/v8/finance/chart/DX-Y.NYB?period1=" + midnight(session) + "&period2=" + midnight(session.plusDays(1))
                + "&interval=5m";
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay(TradingCalendar.SAO_PAULO).toEpochSecond();
    }

    private static void requireDistinctNames(List<Collector> all) {
        Set<String> names = new HashSet<>();
        for (Collector collector : all) {
            if (!names.add(collector.name())) {
                throw new IllegalArgumentException(
                        "b3.collectors." + collector.feed().name() + ": expected each product once, saw \""
                                + collector.product() + "\" twice");
            }
        }
    }
}
