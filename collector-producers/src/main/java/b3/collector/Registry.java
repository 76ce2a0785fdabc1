package b3.collector;

import b3.collector.adjustments.B3SettlementBoardCollector;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every collector. A new one adds its line here and its block to {@code b3-collector.yml}; a new part of a feed is one more
 * value in that block.
 */
final class Registry {

    /** The feeds that nothing collects, and why. */
    static final Map<Feed, String> IMPORT_ONLY = Map.of(
            Feeds.SETTLEMENT_PAGE,
            "the exchange has switched the page off; captures of it come in through ./b3 import",
            Feeds.COTAHIST,
            "files of a whole year, for backfills by ./b3 import; of a session the trade information says the same, and"
                    + " of series that did not trade as well",
            Feeds.REFERENCE_PREMIUM,
            "old files, for backfills by ./b3 import; today the trade information and the price report give the"
                    + " reference premium of every series",
            Feeds.VOL_SURFACE_CAPTURES,
            "captures of files that the exchange serves no more",
            Feeds.DXY_CAPTURES,
            "captures of quotes that the source serves no more");

    /** Which price report. */
    enum PriceReport {
        /** Derivatives only (BVBG.187): everything about settlement prices in 60 KB. */
        SPRD,
        /** Everything that trades (BVBG.086): 11 MB. */
        PR
    }

    private static final String SURFACE =
            "/data/files/16/35/6A/F9/623589100A29E189AC094EA8/Superficie-de-volatilidade-de-dolar.zip";

    /** The page's only argument, base64 of {@code {"language":"pt-br"}}. */
    private static final String INDICATORS =
            "/financialIndicatorsProxy/FinancialIndicators/GetFinancialIndicators/eyJsYW5ndWFnZSI6InB0LWJyIn0=";

    private Registry() {}

    /** Reads one feed's settings. */
    interface Settings {

        /** The settings that every collector has. */
        default Source source(Feed feed) {
            return all(feed, Source.class);
        }

        /** Settings of this one feed, {@code b3.collectors.<feed>.*}, as far as the type has a component for them. */
        <T> T all(Feed feed, Class<T> type);

        /** A setting of this one feed, {@code b3.collectors.<feed>.<name>}. */
        <T> T value(Feed feed, String name, Class<T> type);

        /** Where the browser for pages that need one is, {@code b3.browser.executable}; empty for the driver's own. */
        String browser();
    }

    /** All of them, configured. */
    static List<Collector> all(Settings settings) {
        PriceReport priceReport = settings.value(Feeds.PRICE_REPORT, "file", PriceReport.class);
        List<Collector> all = new ArrayList<>(List.of(
                dailyFile(Feeds.PRICE_REPORT, priceReport.name(), "zip", settings),
                dailyFile(Feeds.INDEX_REPORT, "IR", "zip", settings),
                dailyFile(Feeds.RATES_CURVE, "TS", "ex_", settings),
                tokenFile(Feeds.TRADE_INFORMATION, "TradeInformationConsolidated", settings),
                tokenFile(Feeds.OPEN_POSITIONS, "DerivativesOpenPosition", settings),
                tokenFile(Feeds.INSTRUMENTS, "InstrumentsConsolidated", settings),
                new B3SettlementBoardCollector(settings.source(Feeds.SETTLEMENT_BOARD)),
                new PageCollector(
                        Feeds.FINANCIAL_INDICATORS, settings.source(Feeds.FINANCIAL_INDICATORS), session -> INDICATORS),
                new PageCollector(
                        Feeds.DOLLAR_VOL_SURFACE,
                        settings.source(Feeds.DOLLAR_VOL_SURFACE),
                        session -> SURFACE,
                        "Referer",
                        "https://www.b3.com.br/"),
                new PageCollector(Feeds.YAHOO_DXY, settings.source(Feeds.YAHOO_DXY), Registry::dollarIndex),
                new GammaSiteCollector(
                        settings.source(Feeds.GAMMA_LEVELS_SITE),
                        settings.all(Feeds.GAMMA_LEVELS_SITE, GammaSite.class),
                        settings.browser())));
        all.addAll(quotations(settings));
        all.addAll(centralBank(settings));
        requireOneEach(all);
        return List.copyOf(all);
    }

    private static List<Collector> quotations(Settings settings) {
        Source source = settings.source(Feeds.DERIVATIVE_QUOTATION);
        String[] assets = settings.value(Feeds.DERIVATIVE_QUOTATION, "assets", String[].class);
        if (assets.length == 0) {
            throw new IllegalArgumentException("assets: expected at least one, saw none");
        }
        return Stream.of(assets)
                .<Collector>map(asset -> new B3DerivativeQuotationCollector(source, asset))
                .toList();
    }

    private static List<Collector> centralBank(Settings settings) {
        Source source = settings.source(Feeds.BCB_INDICATORS);
        List<Collector> parts = new ArrayList<>();
        for (int number : settings.value(Feeds.BCB_INDICATORS, "series", int[].class)) {
            parts.add(new BcbSeriesCollector(source, number));
        }
        String ptax = settings.value(Feeds.BCB_INDICATORS, "ptax-url", String.class);
        if (!ptax.isBlank()) {
            parts.add(new BcbPtaxCollector(source.at(URI.create(ptax.strip()))));
        }
        return parts;
    }

    private static void requireOneEach(List<Collector> all) {
        Set<String> names = new HashSet<>();
        for (Collector collector : all) {
            if (!names.add(collector.name())) {
                throw new IllegalArgumentException(
                        "b3.collectors." + collector.feed().name() + ": expected each part once, saw \""
                                + collector.part() + "\" twice");
            }
        }
    }

    private static Collector dailyFile(Feed feed, String prefix, String extension, Settings settings) {
        return new DailyFileCollector(feed, prefix, extension, settings.source(feed));
    }

    private static Collector tokenFile(Feed feed, String file, Settings settings) {
        return new TokenFileCollector(feed, file, settings.source(feed));
    }

    /** Five-minute bars from midnight to midnight, São Paulo time. */
    private static String dollarIndex(LocalDate session) {
        return "/v8/finance/chart/DX-Y.NYB?period1=" + midnight(session) + "&period2=" + midnight(session.plusDays(1))
                + "&interval=5m";
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay(TradingCalendar.SAO_PAULO).toEpochSecond();
    }
}
