package b3.stack.golden;

import static b3.stack.golden.ImportedSamples.assertSame;
import static b3.stack.golden.ImportedSamples.golden;
import static b3.stack.golden.ImportedSamples.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Settlement prices of real price reports and of a real page, as the API answers them. */
@ExtendWith(SamplesExtension.class)
class GoldenAdjustmentsIT {

    private final ImportedSamples samples;

    GoldenAdjustmentsIT(ImportedSamples samples) {
        this.samples = samples;
    }

    @ParameterizedTest
    @CsvSource({"SPRD230202, 2023-02-02", "SPRD250203, 2025-02-03"})
    void servesTheShortPriceReport(String name, String session) throws Exception {
        JsonNode expected = golden("settlement_adjustments.json").path(name);
        Map<String, JsonNode> rows = contracts(session);

        assertThat(rows).hasSize(expected.path("futures_with_settlement").asInt());
        checkSettlements(rows, expected.path("spot"), 20);
        assertThat(samples.all("/open-interest?session=" + session))
                .hasSize(expected.path("options_with_open_interest").asInt());
    }

    @Test
    void servesTheWholePriceReportWithItsSharesAndOpenInterest() throws Exception {
        JsonNode expected = golden("price_report.json").path("pricereport_20180102");
        checkSettlements(contracts("2018-01-02"), expected.path("spot"), 6);
        assertThat(samples.all("/open-interest?session=2018-01-02"))
                .hasSize(expected.path("with_open_interest").path("bmf_option").asInt());

        Map<String, JsonNode> closes =
                samples.allBy("instrument", "/underlying-prices?session=2018-01-02&instrument=PETR4,VALE3,BOVA11");
        assertThat(closes).hasSize(3);
        for (JsonNode spot : expected.path("spot")) {
            JsonNode close = closes.get(spot.path("TckrSymb").asString());
            if (close != null) {
                assertSame(close, "price", spot.path("LastPric"));
            }
        }
    }

    @Test
    void servesEveryRowOfThePage() throws Exception {
        JsonNode expected = golden("settlement_adjustments.json").path("lum_20250505");
        Map<String, JsonNode> rows = contracts("2025-05-05");

        assertThat(rows).hasSize(expected.path("rows").asInt());
        assertThat(rows.values().stream().filter(row -> row.path("change").asDouble() < 0))
                .hasSize(expected.path("negative_variations").asInt());
        assertThat(rows.values().stream().filter(row -> row.path("change").asDouble() == 0))
                .hasSize(expected.path("zero_variation").asInt());
        expected.path("spot").forEach(spot -> checkPageRow(rows, spot));
        checkPageRow(rows, expected.path("first"));
        checkPageRow(rows, expected.path("last"));
        for (Map.Entry<String, JsonNode> code : expected.path("rows_by_code").properties()) {
            assertThat(samples.all("/adjustments?from=2025-05-05&to=2025-05-05&instrument=" + code.getKey()))
                    .hasSize(code.getValue().asInt());
        }
    }

    @Test
    void filtersAndPagesMeetTheSameRows() throws Exception {
        JsonNode one = samples.stack().rows("/adjustments?instrument=DOL&contract=M25&from=2025-05-05&to=2025-05-05");
        assertThat(one).hasSize(1);
        assertThat(one.get(0).path("priceSettlement").decimalValue()).isEqualByComparingTo("5722.713");

        String query = "/adjustments?instrument=DI1&from=2025-02-03&to=2025-02-03";
        JsonNode first = samples.stack().get(query + "&limit=30").body();
        JsonNode second = samples.stack()
                .get(query + "&limit=30&cursor=" + first.path("next").asString())
                .body();
        assertThat(first.path("data")).hasSize(30);
        assertThat(first.path("data").size() + second.path("data").size())
                .isEqualTo(samples.all(query).size());
        assertThat(second.path("next").isNull()).isTrue();
    }

    private Map<String, JsonNode> contracts(String session) throws Exception {
        Map<String, JsonNode> contracts = new LinkedHashMap<>();
        List<JsonNode> rows = samples.all("/adjustments?from=" + session + "&to=" + session);
        rows.forEach(row -> contracts.put(
                row.path("instrument").asString() + row.path("contractMonth").asString(), row));
        assertThat(contracts).hasSameSizeAs(rows);
        return contracts;
    }

    private static void checkSettlements(Map<String, JsonNode> rows, JsonNode spots, int least) {
        int checked = 0;
        for (JsonNode spot : spots) {
            String ticker = spot.path("TckrSymb").asString();
            if (spot.path("AdjstdQt").isNull()) {
                assertThat(rows).doesNotContainKey(ticker);
                continue;
            }
            JsonNode settled = row(rows, ticker);
            assertSame(settled, "priceSettlement", spot.path("AdjstdQt"));
            assertSame(settled, "pricePrev", spot.path("PrvsAdjstdQt"));
            assertSame(settled, "rate", spot.path("AdjstdQtTax"));
            assertSame(settled, "openInterest", spot.path("OpnIntrst"));
            if (spot.has("PrvsAdjstdQtTax")) {
                assertSame(settled, "ratePrev", spot.path("PrvsAdjstdQtTax"));
            }
            checked++;
        }
        assertThat(checked).isGreaterThanOrEqualTo(least);
    }

    private static void checkPageRow(Map<String, JsonNode> rows, JsonNode spot) {
        JsonNode row =
                row(rows, spot.path("code").asString() + spot.path("maturity").asString());
        assertSame(row, "priceSettlement", spot.path("cur"));
        assertSame(row, "pricePrev", spot.path("prev"));
        assertSame(row, "change", spot.path("var"));
        assertSame(row, "valuePerContract", spot.path("value_per_contract_brl"));
    }
}
