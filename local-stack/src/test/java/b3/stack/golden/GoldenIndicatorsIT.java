package b3.stack.golden;

import static b3.stack.golden.ImportedSamples.assertSame;
import static b3.stack.golden.ImportedSamples.assertSays;
import static b3.stack.golden.ImportedSamples.golden;
import static b3.stack.golden.ImportedSamples.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Indicators and the dollar index of real documents, as the API answers them. */
@ExtendWith(SamplesExtension.class)
class GoldenIndicatorsIT {

    private static final String BARS = "DX-Y.NYB_yfinance_30min_20250514_20250711.csv";

    private final ImportedSamples samples;

    GoldenIndicatorsIT(ImportedSamples samples) {
        this.samples = samples;
    }

    @Test
    void servesTheExchangesIndicatorsByValueOrByRate() throws Exception {
        JsonNode expected = golden("financial_indicators.json").path("20250502");
        Map<String, JsonNode> rows = samples.allBy("code", "/indicators?from=2025-05-02&to=2025-05-02");

        assertThat(rows).hasSize(expected.path("rows").asInt());
        for (JsonNode spot : expected.path("spot")) {
            JsonNode row = row(rows, spot.path("id").asString());
            assertSays(row, "name", spot.path("description").asString());
            assertSays(row, "updatedAt", spot.path("date").asString());
            assertSame(row, "value", spot.path("value").isNull() ? spot.path("rate") : spot.path("value"));
        }
    }

    @Test
    void servesTheClosingBulletinAlone() throws Exception {
        JsonNode closing = golden("financial_indicators.json").path("ptax_day").path("closing");
        Map<String, JsonNode> rows = samples.allBy(
                "indicator", "/indicators?from=2026-09-22&to=2026-09-22&indicator=ptax_compra,ptax_venda");

        assertThat(rows).hasSize(2);
        assertSame(row(rows, "ptax_compra"), "value", closing.path("cotacaoCompra"));
        assertSame(row(rows, "ptax_venda"), "value", closing.path("cotacaoVenda"));
    }

    @Test
    void servesACentralBankSeriesOnItsOwnDates() throws Exception {
        JsonNode expected = golden("financial_indicators.json").path("sgs_last3");
        Map<String, JsonNode> rows =
                samples.allBy("updatedAt", "/indicators?from=2026-07-01&to=2026-09-01&indicator=taxa_cdi_mes");

        assertThat(rows).hasSize(expected.path("rows").asInt());
        for (JsonNode value : expected.path("values")) {
            assertSame(row(rows, value.get(0).asString()), "value", value.get(1));
        }
    }

    @Test
    void servesEveryBarOfTheDollarIndexAtItsMomentInUtc() throws Exception {
        JsonNode expected = golden("dxy.json").path(BARS);
        Map<String, JsonNode> rows = samples.allBy("timestamp", "/dxy?from=2025-05-14&to=2025-07-11");

        assertThat(rows.keySet().stream().filter(moment -> moment.matches(".*:[03]0:00\\.000Z")))
                .hasSize(expected.path("rows").asInt());
        expected.path("spot").forEach(spot -> checkBar(rows, spot));
        checkBar(rows, expected.path("first"));
        checkBar(rows, expected.path("last"));
    }

    /** The source prints 32-bit floats with the digits of 64-bit floats; the level is the shortest figure of the 32-bit float. */
    private static void checkBar(Map<String, JsonNode> rows, JsonNode spot) {
        String moment = spot.path("Date").asString().replace(' ', 'T') + ".000Z";
        JsonNode row = row(rows, moment);
        BigDecimal level = row.path("level").decimalValue();
        assertThat(level.floatValue())
                .isEqualTo(Float.parseFloat(spot.path("Close").asString()));
        assertThat(level.stripTrailingZeros().precision()).isLessThanOrEqualTo(9);
    }
}
