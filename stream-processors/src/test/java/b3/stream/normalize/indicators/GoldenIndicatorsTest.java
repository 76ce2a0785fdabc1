package b3.stream.normalize.indicators;

import static b3.stream.normalize.RealDocuments.golden;
import static b3.stream.normalize.RealDocuments.normalize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.indicators.Indicator;
import b3.schema.indicators.Indicator.Unit;
import b3.stream.normalize.reading.Normalized;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GoldenIndicatorsTest {

    private static final String FOLDER = "financial_indicators/";

    @Test
    void readsTheExchangesSevenIndicators() {
        Normalized found = normalize("b3-financial-indicators", FOLDER + "GetFinancialIndicators_20250502.json");
        JsonNode spot = golden("financial_indicators.json").get("20250502").get("spot");
        List<Indicator> indicators = indicators(found);
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(LocalDate.of(2025, 5, 2));
        assertThat(indicators).hasSize(spot.size());
        for (int i = 0; i < spot.size(); i++) {
            JsonNode expected = spot.get(i);
            JsonNode figure = expected.get("value").isNull() ? expected.get("rate") : expected.get("value");
            Indicator seen = indicators.get(i);
            assertThat(seen.code()).isEqualTo(expected.get("id").longValue());
            assertThat(seen.name()).isEqualTo(expected.get("description").stringValue());
            assertThat(seen.value()).isEqualTo(figure.doubleValue());
            assertThat(seen.session()).isEqualTo(expected.get("date").stringValue());
        }
        assertThat(indicators)
                .extracting(Indicator::indicator, Indicator::unit)
                .containsExactly(
                        tuple("dif_oper_casada", Unit.BRL_PER_1000_USD),
                        tuple("dolar_cupom_limpo", Unit.BRL_PER_USD),
                        tuple("dolar_spot_2d", Unit.BRL_PER_USD),
                        tuple("dolar_spot_1d", Unit.BRL_PER_USD),
                        tuple("taxa_sofr", Unit.PERCENT_A_YEAR),
                        tuple("taxa_selic", Unit.PERCENT_A_YEAR),
                        tuple("taxa_cdi_cetip", Unit.PERCENT_A_YEAR));
    }

    @Test
    void takesTheClosingBulletinOutOfTheFive() {
        Normalized found = normalize("bcb-indicators", FOLDER + "bcb_ptax_CotacaoMoedaDia_USD_20260922.json");
        JsonNode closing = golden("financial_indicators.json").get("ptax_day").get("closing");
        assertThat(found.rejections()).isEmpty();
        assertThat(indicators(found))
                .extracting(Indicator::indicator, Indicator::value, Indicator::session)
                .containsExactly(
                        tuple("ptax_venda", closing.get("cotacaoVenda").doubleValue(), LocalDate.of(2026, 9, 22)),
                        tuple("ptax_compra", closing.get("cotacaoCompra").doubleValue(), LocalDate.of(2026, 9, 22)));
    }

    @Test
    void readsAMonthlySeries() {
        Normalized found = normalize("bcb-indicators", FOLDER + "bcb_sgs_cdi_ultimos3_20260923.json");
        List<Indicator> indicators = indicators(found);
        JsonNode values = golden("financial_indicators.json").get("sgs_last3").get("values");
        assertThat(found.rejections()).isEmpty();
        assertThat(indicators).hasSize(values.size()).allMatch(row -> Objects.equals(row.code(), 4392L));
        for (int i = 0; i < values.size(); i++) {
            assertThat(indicators.get(i).session())
                    .isEqualTo(values.get(i).get(0).stringValue());
            assertThat(indicators.get(i).value()).isEqualTo(values.get(i).get(1).doubleValue());
        }
    }

    private static List<Indicator> indicators(Normalized found) {
        return found.records().stream().map(Indicator.class::cast).toList();
    }
}
