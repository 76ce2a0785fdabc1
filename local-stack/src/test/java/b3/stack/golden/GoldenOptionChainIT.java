package b3.stack.golden;

import static b3.stack.golden.ImportedSamples.assertSame;
import static b3.stack.golden.ImportedSamples.assertSays;
import static b3.stack.golden.ImportedSamples.golden;
import static b3.stack.golden.ImportedSamples.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Series, open interest and prices of options of real documents, as the API answers them. */
@ExtendWith(SamplesExtension.class)
class GoldenOptionChainIT {

    private static final String DAY_OF_JSON = "2022-05-10";

    private final ImportedSamples samples;

    GoldenOptionChainIT(ImportedSamples samples) {
        this.samples = samples;
    }

    @Test
    void servesTheOpenInterestOfOptionsOnSharesWithItsSplit() throws Exception {
        JsonNode expected = golden("option_open_interest.json").path("SI_C_OPCPOSABEMP_202205");
        Map<String, JsonNode> positions = samples.allBy("ticker", "/open-interest?session=" + DAY_OF_JSON);
        Map<String, JsonNode> series = samples.allBy("ticker", "/option-series?session=" + DAY_OF_JSON);

        assertThat(positions).hasSize(expected.path("rows").asInt());
        assertThat(series.keySet()).isEqualTo(positions.keySet());
        assertThat(series.values().stream()
                        .filter(row -> row.path("type").asString().equals("CALL")))
                .hasSize(expected.path("calls").asInt());
        assertThat(positions.values().stream()
                        .mapToDouble(row -> row.path("total").asDouble())
                        .sum())
                .isEqualTo(expected.path("total_position").asDouble());
        for (Map.Entry<String, JsonNode> expiry : expected.path("expiries").properties()) {
            assertThat(series.values().stream().filter(row -> isOn(row, expiry.getKey())))
                    .hasSize(expiry.getValue().asInt());
        }
        for (JsonNode spot : expected.path("spot")) {
            String ticker = spot.path("ser").asString();
            JsonNode position = row(positions, ticker);
            assertSame(position, "total", spot.path("posTo"));
            assertSame(position, "covered", spot.path("poCob"));
            assertSame(position, "locked", spot.path("posTr"));
            assertSame(position, "uncovered", spot.path("posDe"));
            JsonNode terms = row(series, ticker);
            assertSame(terms, "strike", spot.path("prEx"));
            assertThat(isOn(terms, spot.path("dtVen").asString()))
                    .as(terms.toString())
                    .isTrue();
            assertSays(terms, "type", spot.path("tMerc").asString().equals("70") ? "CALL" : "PUT");
        }
    }

    @Test
    void tellsTheShareOfAnOptionByItsClass() throws Exception {
        JsonNode expected = golden("option_open_interest.json")
                .path("SI_C_OPCPOSABEMP_202205")
                .path("petr_pn");
        Map<String, JsonNode> series =
                samples.allBy("ticker", "/option-series?underlying=PETR4&session=" + DAY_OF_JSON);
        List<JsonNode> positions = samples.all("/open-interest?underlying=PETR4&session=" + DAY_OF_JSON);

        assertThat(positions).hasSize(expected.path("rows").asInt());
        assertThat(total(positions, series, "CALL"))
                .isEqualTo(expected.path("oi_call").asDouble());
        assertThat(total(positions, series, "PUT"))
                .isEqualTo(expected.path("oi_put").asDouble());
    }

    @Test
    void servesTheOpenInterestOfOptionsOnCommodities() throws Exception {
        JsonNode expected =
                golden("option_open_interest.json").path("DerivativesOpenPosition_20251219_agribusiness.csv");
        Map<String, JsonNode> positions = samples.allBy("ticker", "/open-interest?session=2025-12-19");

        assertThat(positions).hasSize(expected.path("options_bmf").asInt());
        int options = 0;
        for (JsonNode spot : expected.path("spot")) {
            JsonNode position = positions.get(spot.path("TckrSymb").asString());
            if (position != null) {
                assertSame(position, "total", spot.path("OpnIntrst"));
                assertThat(position.path("covered").isNull()).isTrue();
                assertSays(position, "underlying", spot.path("Asst").asString());
                options++;
            }
        }
        // The first of the twenty is a future.
        assertThat(options).isEqualTo(19);
    }

    @Test
    void servesTheRegisterOfSeries() throws Exception {
        JsonNode expected = golden("option_series.json").path("InstrumentsConsolidated_20220128_excerpt");
        Map<String, JsonNode> series = samples.allBy("ticker", "/option-series?session=2022-01-28");

        assertThat(series).hasSize(expected.path("rows").asInt());
        for (JsonNode spot : expected.path("spot")) {
            JsonNode row = row(series, spot.path("TckrSymb").asString());
            assertSays(row, "underlying", spot.path("Asst").asString());
            assertSays(row, "expiry", spot.path("XprtnDt").asString());
            assertSays(row, "type", spot.path("OptnTp").asString().toUpperCase(Locale.ROOT));
            assertSays(row, "style", spot.path("OptnStyle").asString().equals("AMER") ? "AMERICAN" : "EUROPEAN");
            assertSays(row, "isin", spot.path("ISIN").asString());
            assertSame(row, "strike", spot.path("ExrcPric"));
        }
    }

    @Test
    void servesReferencePremiumsWithTheirSeries() throws Exception {
        JsonNode expected = golden("vol_surface.json").path("Premio_20141212.txt");
        Map<String, JsonNode> series = samples.allBy("ticker", "/option-series?session=2014-12-12");
        Map<String, JsonNode> prices = samples.allBy("ticker", "/option-prices?session=2014-12-12");

        assertThat(prices).hasSize(expected.path("rows").asInt());
        for (Map.Entry<String, JsonNode> product : expected.path("products").properties()) {
            assertThat(series.values().stream()
                            .filter(row -> row.path("underlying").asString().equals(product.getKey())))
                    .hasSize(product.getValue().asInt());
        }
        for (JsonNode spot : expected.path("spot")) {
            String ticker = spot.path("merc").asString() + spot.path("serie").asString();
            JsonNode terms = row(series, ticker);
            assertSame(terms, "strike", spot.path("strike"));
            assertThat(isOn(terms, spot.path("venc").asString()))
                    .as(terms.toString())
                    .isTrue();
            assertSays(terms, "type", spot.path("cp").asString().equals("C") ? "CALL" : "PUT");
            assertSays(terms, "style", spot.path("ae").asString().equals("A") ? "AMERICAN" : "EUROPEAN");
            assertSame(row(prices, ticker), "reference", spot.path("premio"));
        }
    }

    private static boolean isOn(JsonNode series, String yyyymmdd) {
        return series.path("expiry").asString().replace("-", "").equals(yyyymmdd);
    }

    private static double total(List<JsonNode> positions, Map<String, JsonNode> series, String type) {
        return positions.stream()
                .filter(row -> row(series, row.path("ticker").asString())
                        .path("type")
                        .asString()
                        .equals(type))
                .mapToDouble(row -> row.path("total").asDouble())
                .sum();
    }
}
