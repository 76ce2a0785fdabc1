package b3.stream.normalize.adjustments;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.adjustments.Adjustment;
import b3.schema.document.RawScrape;
import b3.stream.normalize.RealDocuments;
import b3.stream.normalize.Registry;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Real documents of the exchange against what an independent reader found in them; skipped where they are not at hand. */
class GoldenAdjustmentsTest {

    @ParameterizedTest
    @CsvSource({"SPRD230202, 2023-02-02, 451", "SPRD250203, 2025-02-03, 496"})
    void readsTheDerivativesReport(String name, LocalDate session, int futures) {
        Normalized found = normalize("b3-price-report", "settlement_adjustments/" + name + ".zip", session);
        JsonNode golden = RealDocuments.golden("settlement_adjustments.json").get(name);
        assertThat(found.session()).isEqualTo(session);
        assertThat(found.rejections()).isEmpty();
        assertThat(byTicker(found)).hasSize(futures);
        assertThat(golden.get("futures_with_settlement").intValue()).isEqualTo(futures);
        Map<String, Adjustment> byTicker = byTicker(found);
        golden.get("spot").forEach(spot -> compare(byTicker, spot));
    }

    @Test
    void readsTheFullReportAndLeavesTheNextSessionsRowsOut() {
        Normalized found = normalize("b3-price-report", "price_report/pricereport_20180102.xml.gz", null);
        assertThat(found.session()).isEqualTo(LocalDate.of(2018, 1, 2));
        assertThat(found.rejections()).isEmpty();
        assertThat(byTicker(found)).hasSize(361);
        Map<String, Adjustment> byTicker = byTicker(found);
        RealDocuments.golden("price_report.json")
                .get("pricereport_20180102")
                .get("spot")
                .forEach(spot -> {
                    if (!spot.get("AdjstdQt").isNull()) {
                        compare(byTicker, spot);
                    }
                });
        assertThat(byTicker.get("DOLG18"))
                .extracting(Adjustment::valuePerContract)
                .isEqualTo(2267.0);
        assertThat(byTicker.values().stream().filter(row -> row.valuePerContract() != null))
                .as("all but the 25 contracts in dollars")
                .hasSize(336);
        assertThat(byTicker).containsKeys("DOLG18", "DI1F19", "DI1F21", "DDIF19", "INDG18", "WING18");
    }

    @Test
    void readsThePageThatABrowserSaved() {
        Normalized found = normalize(
                "b3-settlement-page", "settlement_adjustments/lum-ajustes-do-pregao_20250505_browser-saved.html", null);
        JsonNode golden = RealDocuments.golden("settlement_adjustments.json").get("lum_20250505");
        assertThat(found.session()).isEqualTo(LocalDate.of(2025, 5, 5));
        assertThat(found.rejections()).isEmpty();
        assertThat(found.records()).hasSize(golden.get("rows").intValue());
        Map<String, Long> byCode = found.records().stream()
                .map(Adjustment.class::cast)
                .collect(Collectors.groupingBy(Adjustment::instrument, TreeMap::new, Collectors.counting()));
        assertThat(byCode).hasSize(golden.get("products").intValue());
        golden.get("rows_by_code").properties().forEach(code -> assertThat(byCode)
                .containsEntry(code.getKey(), code.getValue().longValue()));
        Map<String, Adjustment> byTicker = byTicker(found);
        golden.get("spot").forEach(spot -> comparePage(byTicker, spot));
        comparePage(byTicker, golden.get("first"));
        comparePage(byTicker, golden.get("last"));
        assertThat(found.records().stream()
                        .filter(record -> Objects.requireNonNull(((Adjustment) record).change()) < 0))
                .hasSize(golden.get("negative_variations").intValue());
    }

    @Test
    void refusesTheWeekendPageAndTheIndexReport() {
        assertThat(refusal("b3-settlement-page", "settlement_adjustments/Ajustes1_weekend_utf8.html"))
                .contains("holds no settlement rows");
        assertThat(refusal("b3-price-report", "price_report/IR210423.zip")).contains("BVBG.087.01");
    }

    private static String refusal(String feed, String file) {
        try {
            return "taken: " + normalize(feed, file, null);
        } catch (UnreadableDocumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void compare(Map<String, Adjustment> byTicker, JsonNode spot) {
        String ticker = spot.get("TckrSymb").stringValue();
        Adjustment record = Objects.requireNonNull(byTicker.get(ticker), ticker);
        assertThat(record.priceSettlement()).as(ticker).isEqualTo(number(spot, "AdjstdQt"));
        assertThat(record.pricePrev()).as(ticker).isEqualTo(number(spot, "PrvsAdjstdQt"));
        assertThat(record.rate()).as(ticker).isEqualTo(number(spot, "AdjstdQtTax"));
        if (spot.has("PrvsAdjstdQtTax")) {
            assertThat(record.ratePrev()).as(ticker).isEqualTo(number(spot, "PrvsAdjstdQtTax"));
        }
        Double openInterest = number(spot, "OpnIntrst");
        assertThat(record.openInterest()).as(ticker).isEqualTo(openInterest == null ? null : openInterest.longValue());
    }

    private static void comparePage(Map<String, Adjustment> byTicker, JsonNode spot) {
        String ticker = spot.get("code").stringValue() + spot.get("maturity").stringValue();
        Adjustment record = Objects.requireNonNull(byTicker.get(ticker), ticker);
        assertThat(record.pricePrev()).as(ticker).isEqualTo(spot.get("prev").doubleValue());
        assertThat(record.priceSettlement())
                .as(ticker)
                .isEqualTo(spot.get("cur").doubleValue());
        assertThat(record.change()).as(ticker).isEqualTo(spot.get("var").doubleValue());
        assertThat(record.valuePerContract())
                .as(ticker)
                .isEqualTo(spot.get("value_per_contract_brl").doubleValue());
    }

    private static @Nullable Double number(JsonNode spot, String name) {
        return spot.get(name).isNull() ? null : Double.valueOf(spot.get(name).stringValue());
    }

    private static Map<String, Adjustment> byTicker(Normalized found) {
        return found.records().stream()
                .filter(Adjustment.class::isInstance)
                .map(Adjustment.class::cast)
                .collect(Collectors.toMap(record -> record.instrument() + record.contractMonth(), Function.identity()));
    }

    private static Normalized normalize(String feed, String file, @Nullable LocalDate session) {
        byte[] bytes = RealDocuments.sample(file);
        Instant fetchedAt = Instant.parse("2026-03-10T23:00:00Z");
        RawScrape document = new RawScrape(feed, session, bytes, "", "file:" + file, fetchedAt, 0);
        return Registry.read(document);
    }
}
