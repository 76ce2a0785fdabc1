package b3.stack.golden;

import static b3.stack.golden.ImportedSamples.assertSame;
import static b3.stack.golden.ImportedSamples.assertSays;
import static b3.stack.golden.ImportedSamples.golden;
import static b3.stack.golden.ImportedSamples.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Delayed quotes, historical quotes and index closes of real documents, as the API answers them. */
@ExtendWith(SamplesExtension.class)
class GoldenQuotesIT {

    private static final String OF_QUOTES = "?underlying=DOL&session=2026-03-10";

    private final ImportedSamples samples;

    GoldenQuotesIT(ImportedSamples samples) {
        this.samples = samples;
    }

    @Test
    void servesTheQuotedChainOfTheDollarWithItsOpenInterestOfTheSessionBefore() throws Exception {
        JsonNode expected = golden("derivative_quotation.json").path("DOL");
        Map<String, JsonNode> series = samples.allBy("ticker", "/option-series" + OF_QUOTES);
        Map<String, JsonNode> positions = samples.allBy("ticker", "/open-interest?underlying=DOL&session=2026-03-09");

        assertThat(series).hasSize(expected.path("options").asInt());
        assertThat(positions).hasSize(expected.path("options_with_oi").asInt());
        assertThat(total(positions, series, "CALL"))
                .isEqualTo(expected.path("oi_call").asDouble());
        assertThat(total(positions, series, "PUT"))
                .isEqualTo(expected.path("oi_put").asDouble());
        for (JsonNode spot : expected.path("opt_spot")) {
            String ticker = spot.path("symb").asString();
            JsonNode terms = row(series, ticker);
            assertSame(terms, "strike", spot.path("strike"));
            assertSays(terms, "expiry", spot.path("maturity").asString());
            assertSays(terms, "type", spot.path("cp").asString().equals("C") ? "CALL" : "PUT");
            assertSame(row(positions, ticker), "total", spot.path("oi"));
        }
    }

    @Test
    void servesTheLastPriceOfEveryFutureThatTraded() throws Exception {
        Map<String, JsonNode> prices = samples.allBy("instrument", "/underlying-prices?session=2026-03-10");
        JsonNode expected = golden("derivative_quotation.json");
        for (String asset : new String[] {"DOL", "DI1", "DDI"}) {
            for (JsonNode spot : expected.path(asset).path("fut_spot")) {
                String ticker = spot.path("symb").asString();
                if (spot.path("last").isNull()) {
                    assertThat(prices).doesNotContainKey(ticker);
                } else {
                    JsonNode price = row(prices, ticker);
                    assertSame(price, "price", spot.path("last"));
                    assertSays(price, "expiry", spot.path("maturity").asString());
                }
            }
        }
    }

    @Test
    void servesTheSettlementsBeforeThatAreThePublishedOnes() throws Exception {
        Map<String, JsonNode> settled =
                samples.allBy("instrument", "/underlying-prices?session=2026-03-09&kind=SETTLEMENT");
        JsonNode dollar = golden("derivative_quotation.json").path("DOL");
        assertThat(settled).hasSize(dollar.path("by_market").path("FUT").asInt());
        for (JsonNode spot : dollar.path("fut_spot")) {
            assertSame(row(settled, spot.path("symb").asString()), "price", spot.path("prev_settle"));
        }
        JsonNode rates = golden("derivative_quotation.json").path("DI1");
        assertThat(samples.stack().rows("/rates?curve=DI1-PREVIOUS&session=2026-03-09"))
                .hasSize(rates.path("by_market").path("FUT").asInt());
    }

    @Test
    void servesWhatTradedInTheHistoricalQuotes() throws Exception {
        JsonNode expected = golden("option_series.json").path("COTAHIST_D04012016_subset");
        Map<String, JsonNode> series = samples.allBy("ticker", "/option-series?session=2016-01-04");
        Map<String, JsonNode> prices = samples.allBy("ticker", "/option-prices?session=2016-01-04");
        Map<String, JsonNode> closes = samples.allBy("instrument", "/underlying-prices?session=2016-01-04");

        assertThat(series).hasSize(expected.path("option_rows").asInt());
        assertThat(closes).hasSize(expected.path("tpmerc").path("010").asInt());
        assertSame(row(closes, "BOVA11"), "price", expected.path("cash_close").path("20160104 BOVA11"));
        for (JsonNode spot : expected.path("spot")) {
            String ticker = spot.path("tck").asString();
            JsonNode terms = row(series, ticker);
            assertSame(terms, "strike", spot.path("strike"));
            assertThat(terms.path("expiry").asString().replace("-", ""))
                    .isEqualTo(spot.path("exp").asString());
            assertSays(terms, "type", spot.path("tp").asString().equals("070") ? "CALL" : "PUT");
            JsonNode price = row(prices, ticker);
            assertSame(price, "last", spot.path("close"));
            // The file prints 0 where there is no offer.
            assertThat(spot.path("bid").asDouble()).isZero();
            assertThat(price.path("bid").isNull()).isTrue();
            assertThat(price.path("ask").isNull()).isTrue();
        }
    }

    @Test
    void servesTheClosesOfTheIndexes() throws Exception {
        JsonNode expected = golden("price_report.json").path("IR210423");
        Map<String, JsonNode> closes = samples.allBy("instrument", "/underlying-prices?session=2021-04-23&kind=CLOSE");

        assertThat(closes).hasSize(expected.path("indexes").asInt());
        assertSame(row(closes, "IBOV"), "price", expected.path("IBOV").path("ClsgPric"));
        expected.path("other")
                .properties()
                .forEach(index -> assertSame(row(closes, index.getKey()), "price", index.getValue()));
    }

    private static double total(Map<String, JsonNode> positions, Map<String, JsonNode> series, String type) {
        return positions.values().stream()
                .filter(row -> row(series, row.path("ticker").asString())
                        .path("type")
                        .asString()
                        .equals(type))
                .mapToDouble(row -> row.path("total").asDouble())
                .sum();
    }
}
