package b3.stack.golden;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real document of a source, and what an independent reader counted in it.
 *
 * @param file its path in the folder of samples
 * @param feed the feed that the document belongs to
 * @param askedFor the session that the import names, for a document that does not tell its own; null otherwise
 * @param session the session that the document turns out to belong to; null for a document of several sessions or of none
 * @param rows the number of rows that can be read afterwards, by dataset; a dataset that is not named has none
 * @param rejected the number of rejections that the import reports
 */
record Sample(
        String file,
        String feed,
        @Nullable String askedFor,
        @Nullable String session,
        Map<String, Integer> rows,
        int rejected) {

    /** The page of a weekend is the only sample that is refused, with a reason. */
    static final String WEEKEND = "settlement_adjustments/Ajustes1_weekend_utf8.html";

    /** The files that are not documents of a feed, and why. */
    static final Map<String, String> EXCEPTED = Map.of(
            "README.md",
            "describes the others",
            "financial_indicators/up2data_requestname_token_20260922.json",
            "the answer to the first step of a download: it tells where the document is, and it is not the document");

    /** Every sample. Their order does not matter. */
    static final List<Sample> ALL = List.of(
            of("settlement_adjustments/lum-ajustes-do-pregao_20250505_browser-saved.html", "b3-settlement-page")
                    .gives("2025-05-05", Map.of("adjustments", 590)),
            of(WEEKEND, "b3-settlement-page"),
            of("settlement_adjustments/SPRD230202.zip", "b3-price-report")
                    .gives("2023-02-02", priceReport(451, 605, 987, 93, 54, 38)),
            of("settlement_adjustments/SPRD250203.zip", "b3-price-report")
                    .gives("2025-02-03", priceReport(496, 911, 1498, 58, 69, 39)),
            of("price_report/pricereport_20180102.xml.gz", "b3-price-report")
                    .gives("2018-01-02", priceReport(361, 2440, 691, 1848, 534, 38)),
            of("price_report/IR210423.zip", "b3-index-report").gives("2021-04-23", Map.of("underlying-prices", 25)),
            of("financial_indicators/GetFinancialIndicators_20250502.json", "b3-financial-indicators")
                    .gives("2025-05-02", Map.of("indicators", 7)),
            of("financial_indicators/bcb_ptax_CotacaoMoedaDia_USD_20260922.json", "bcb-indicators")
                    .gives("2026-09-22", Map.of("indicators", 2)),
            of("financial_indicators/bcb_sgs_cdi_ultimos3_20260923.json", "bcb-indicators")
                    .gives(null, Map.of("indicators", 3)),
            of("vol_surface/SupVol_20140812.txt", "b3-vol-surface-captures")
                    .gives("2014-08-12", Map.of("vol-surface", 873)),
            of("vol_surface/Premio_20141212.txt", "b3-reference-premium")
                    .gives("2014-12-12", Map.of("option-prices", 3912, "option-series", 3912)),
            // There are 1894 bars, and 08:50 and 08:55 of the 41 days between; the bars of one day end before its
            // close.
            of("dxy/DX-Y.NYB_yfinance_30min_20250514_20250711.csv", "dxy-captures")
                    .gives(null, Map.of("dxy", 1894 + 2 * 41))
                    .rejecting(1),
            of("option_open_interest/SI_C_OPCPOSABEMP_202205.json.gz", "b3-open-positions")
                    .importedFor("2022-05-10", Map.of("open-interest", 15414, "option-series", 15414)),
            // Of 518 rows 471 are options; the others are futures.
            of("option_open_interest/DerivativesOpenPosition_20251219_agribusiness.csv", "b3-open-positions")
                    .gives("2025-12-19", Map.of("open-interest", 471)),
            of("option_series/InstrumentsConsolidated_20220128_excerpt.csv", "b3-instruments")
                    .gives("2022-01-28", Map.of("option-series", 11)),
            // The trailer does not match because the file is cut.
            of("option_series/COTAHIST_D04012016_subset.TXT", "b3-cotahist")
                    .gives("2016-01-04", Map.of("underlying-prices", 86, "option-prices", 324, "option-series", 324))
                    .rejecting(1),
            of("derivative_quotation/DerivativeQuotation_20260310_DOL.json", "b3-derivative-quotation")
                    .gives(
                            "2026-03-10",
                            Map.of(
                                    "option-series",
                                    2308,
                                    "open-interest",
                                    439,
                                    "option-prices",
                                    9,
                                    "underlying-prices",
                                    28)),
            of("derivative_quotation/DerivativeQuotation_20260310_DI1.json", "b3-derivative-quotation")
                    .gives("2026-03-10", Map.of("underlying-prices", 38, "rates", 48)),
            of("derivative_quotation/DerivativeQuotation_20260310_DDI.json", "b3-derivative-quotation")
                    .gives("2026-03-10", Map.of("underlying-prices", 1)),
            of("corporate_actions/GetListedCashDividends_ABEV.json", "b3-cash-dividends")
                    .gives(null, Map.of("corporate-actions", 29)),
            of("corporate_actions/GetListedSupplementCompany_ABEV.json", "b3-company-supplement")
                    .gives(null, Map.of("corporate-actions", 2)),
            of("rates_curve/TS190910.ex_", "b3-rates-curve").gives("2019-09-10", Map.of("rates", 28572)));

    private static Sample of(String file, String feed) {
        return new Sample(file, feed, null, null, Map.of(), 0);
    }

    private Sample gives(@Nullable String found, Map<String, Integer> counts) {
        return new Sample(file, feed, null, found, counts, rejected);
    }

    private Sample importedFor(String day, Map<String, Integer> counts) {
        return new Sample(file, feed, day, day, counts, rejected);
    }

    private Sample rejecting(int remarks) {
        return new Sample(file, feed, askedFor, session, rows, remarks);
    }

    private static Map<String, Integer> priceReport(
            int adjustments, int series, int openInterest, int prices, int underlyings, int rates) {
        return Map.of(
                "adjustments", adjustments,
                "option-series", series,
                "open-interest", openInterest,
                "option-prices", prices,
                "underlying-prices", underlyings,
                "rates", rates);
    }

    @Override
    public String toString() {
        return file;
    }
}
