package b3.stream.normalize;

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
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.tradeinformation.B3TradeInformationNormalizer;
import b3.stream.normalize.volsurface.B3VolSurfaceNormalizer;
import java.util.List;

/** Every normalizer: add your line here. */
public final class Registry {

    /** One per feed. */
    public static final List<Normalizer> ALL = List.of(
            new B3PriceReportNormalizer(
                    List.of(new B3PriceReportAdjustments(), new B3PriceReportChain(), new B3PriceReportCurve())),
            new B3SettlementPageNormalizer(),
            new B3InstrumentsNormalizer(),
            new B3OpenPositionsNormalizer(),
            new B3IndexReportNormalizer(),
            new B3DerivativeQuotationNormalizer(),
            new B3CotahistNormalizer(),
            new B3TradeInformationNormalizer(),
            new B3SettlementBoardNormalizer(),
            new B3IndicatorsNormalizer(),
            new BcbIndicatorsNormalizer(),
            B3VolSurfaceNormalizer.ofExchange(),
            B3VolSurfaceNormalizer.ofCaptures(),
            new B3ReferencePremiumNormalizer(),
            YahooDxyNormalizer.ofSource(),
            YahooDxyNormalizer.ofCaptures(),
            new B3RatesNormalizer(),
            new B3CompanySupplementNormalizer(),
            new B3CashDividendsNormalizer(),
            new GammaSiteNormalizer());

    private Registry() {}
}
