package b3.stream.normalize;

import b3.schema.Feeds;
import b3.schema.document.RawScrape;
import b3.stream.normalize.adjustments.B3SettlementBoardNormalizer;
import b3.stream.normalize.adjustments.B3SettlementPageNormalizer;
import b3.stream.normalize.corporateactions.B3CashDividendsNormalizer;
import b3.stream.normalize.corporateactions.B3CompanySupplementNormalizer;
import b3.stream.normalize.cotahist.B3CotahistNormalizer;
import b3.stream.normalize.dxy.YahooDxyNormalizer;
import b3.stream.normalize.gammalevels.GammaSiteNormalizer;
import b3.stream.normalize.indicators.B3IndicatorsNormalizer;
import b3.stream.normalize.indicators.BcbIndicatorsNormalizer;
import b3.stream.normalize.optionchain.B3IndexReportNormalizer;
import b3.stream.normalize.optionchain.B3InstrumentsNormalizer;
import b3.stream.normalize.optionchain.B3OpenPositionsNormalizer;
import b3.stream.normalize.optionchain.B3ReferencePremiumNormalizer;
import b3.stream.normalize.pricereport.B3PriceReportAdjustments;
import b3.stream.normalize.pricereport.B3PriceReportChain;
import b3.stream.normalize.pricereport.B3PriceReportCurve;
import b3.stream.normalize.pricereport.B3PriceReportNormalizer;
import b3.stream.normalize.quotation.B3DerivativeQuotationNormalizer;
import b3.stream.normalize.rates.B3RatesNormalizer;
import b3.stream.normalize.reading.FeedReader;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.tradeinformation.B3TradeInformationNormalizer;
import b3.stream.normalize.volsurface.B3VolSurfaceNormalizer;
import java.util.List;

/** What reads the documents of each feed: add your line here. */
public final class Registry {

    /** One per feed. */
    public static final List<FeedReader> ALL = List.of(
            new FeedReader(
                    Feeds.PRICE_REPORT,
                    2,
                    new B3PriceReportNormalizer(List.of(
                            new B3PriceReportAdjustments(), new B3PriceReportChain(), new B3PriceReportCurve()))),
            new FeedReader(Feeds.SETTLEMENT_PAGE, 1, new B3SettlementPageNormalizer()),
            new FeedReader(Feeds.INSTRUMENTS, 2, new B3InstrumentsNormalizer()),
            new FeedReader(Feeds.OPEN_POSITIONS, 1, new B3OpenPositionsNormalizer()),
            new FeedReader(Feeds.INDEX_REPORT, 1, new B3IndexReportNormalizer()),
            new FeedReader(Feeds.DERIVATIVE_QUOTATION, 2, new B3DerivativeQuotationNormalizer()),
            new FeedReader(Feeds.COTAHIST, 2, new B3CotahistNormalizer()),
            new FeedReader(Feeds.TRADE_INFORMATION, 2, new B3TradeInformationNormalizer()),
            new FeedReader(Feeds.SETTLEMENT_BOARD, 1, new B3SettlementBoardNormalizer()),
            new FeedReader(Feeds.FINANCIAL_INDICATORS, 2, new B3IndicatorsNormalizer()),
            new FeedReader(Feeds.BCB_INDICATORS, 2, new BcbIndicatorsNormalizer()),
            new FeedReader(Feeds.DOLLAR_VOL_SURFACE, 1, new B3VolSurfaceNormalizer()),
            new FeedReader(Feeds.VOL_SURFACE_CAPTURES, 1, new B3VolSurfaceNormalizer()),
            new FeedReader(Feeds.REFERENCE_PREMIUM, 1, new B3ReferencePremiumNormalizer()),
            new FeedReader(Feeds.YAHOO_DXY, 2, new YahooDxyNormalizer()),
            new FeedReader(Feeds.DXY_CAPTURES, 2, new YahooDxyNormalizer()),
            new FeedReader(Feeds.RATES_CURVE, 2, new B3RatesNormalizer()),
            new FeedReader(Feeds.COMPANY_SUPPLEMENT, 1, new B3CompanySupplementNormalizer()),
            new FeedReader(Feeds.CASH_DIVIDENDS, 1, new B3CashDividendsNormalizer()),
            new FeedReader(Feeds.GAMMA_LEVELS_SITE, 1, new GammaSiteNormalizer()));

    private Registry() {}

    /** What the document says, read by its feed's normalizer. */
    public static Normalized read(RawScrape document) {
        return ALL.stream()
                .filter(reader -> reader.feed().name().equals(document.feed()))
                .findFirst()
                .orElseThrow()
                .normalizer()
                .normalize(document);
    }
}
