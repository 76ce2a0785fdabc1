package b3.stream.normalize.indicators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.document.Reason;
import b3.schema.indicators.Indicator;
import b3.schema.indicators.Indicator.Unit;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class B3IndicatorsNormalizerTest {

    @Test
    void readsValueOrRateWithTheDateOfEachItem() {
        Normalized found = read("2025-01-06");
        LocalDate friday = LocalDate.of(2025, 1, 3);
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isNull();
        assertThat(indicators(found))
                .extracting(
                        Indicator::indicator,
                        Indicator::value,
                        Indicator::displayValue,
                        Indicator::unit,
                        Indicator::session)
                .containsExactly(
                        tuple("dif_oper_casada", 1031.25, "1.031,25", Unit.BRL_PER_1000_USD, Fixture.SESSION),
                        tuple("dolar_cupom_limpo", 6.101, "6,1010", Unit.BRL_PER_USD, Fixture.SESSION),
                        tuple("dolar_spot_2d", 6.1032, "6,1032", Unit.BRL_PER_USD, Fixture.SESSION),
                        tuple("dolar_spot_1d", 6.1021, "6,1021", Unit.BRL_PER_USD, Fixture.SESSION),
                        tuple("taxa_sofr", 4.31, "4,31", Unit.PERCENT_A_YEAR, Fixture.SESSION),
                        tuple("taxa_selic", 12.15, "12,15", Unit.PERCENT_A_YEAR, friday),
                        tuple("taxa_cdi_cetip", 12.15, "12,15", Unit.PERCENT_A_YEAR, friday));
        assertThat(indicators(found).get(4).code()).isEqualTo(200001169997L);
        assertThat(indicators(found).get(5).name()).isEqualTo("TAXA SELIC - (a.a.)");
    }

    @Test
    void givesNoAmountInReaisOfADayBeforeTheReal() {
        String items = new String(Fixture.of("indicators/2025-01-06.json").bytes(), UTF_8);
        Normalized found = Fixture.of(items.replace("06/01/2025", "30/06/1994").getBytes(UTF_8))
                .read(new B3IndicatorsNormalizer());
        assertThat(indicators(found))
                .as("rates are no money")
                .extracting(Indicator::indicator)
                .containsExactly("taxa_sofr", "taxa_selic", "taxa_cdi_cetip");
        assertThat(found.rejections()).hasSize(4).allMatch(row -> row.reason() == Reason.INCONSISTENT_ROW);
    }

    @ParameterizedTest
    @CsvSource({
        "value-and-rate, INCONSISTENT_ROW, either value or rate",
        "neither-value-nor-rate, MISSING_FIELD, either value or rate",
        "value-not-available, UNREADABLE_NUMBER, N/A",
        "value-with-sixteen-digits, UNREADABLE_NUMBER, 15 significant digits",
        "value-with-a-decimal-point, UNREADABLE_NUMBER, 4.31",
        "iso-date, UNREADABLE_FIELD, dd/MM/yyyy",
        "no-date, MISSING_FIELD, lastUpdate",
        "no-description, MISSING_FIELD, description",
        "code-beyond-64-bits, UNREADABLE_NUMBER, securityIdentificationCode",
    })
    void rejectsTheItemAndKeepsTheOthers(String fault, Reason reason, String detail) {
        Normalized found = read(fault);
        assertThat(indicators(found)).extracting(Indicator::indicator).containsExactly("dif_oper_casada");
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.detail()).contains(detail);
            assertThat(rejection.where()).startsWith("item 2");
        });
    }

    @Test
    void takesAnIndicatorThatComesTwiceNeitherWay() {
        Normalized found = read("same-indicator-twice");
        assertThat(indicators(found)).extracting(Indicator::indicator).containsExactly("dif_oper_casada");
        assertThat(found.rejections()).singleElement().matches(row -> row.reason() == Reason.DUPLICATE_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty.json", "error-object.json", "page.html"})
    void refusesAnythingElse(String file) {
        assertThatThrownBy(() -> Fixture.of("indicators/" + file).read(new B3IndicatorsNormalizer()))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("JSON array of financial indicators");
    }

    @Test
    void refusesATruncatedDocument() {
        assertThatThrownBy(() -> read("truncated"))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "TAXA SELIC, 9800656, taxa_selic",
        "TAXA SELIC - (a.a.), , taxa_selic",
        "Taxa Selic Over, 9800656, taxa_selic",
        "TAXA LIBOR, , taxa_libor",
        "TAXA LIBOR, 200001169997, taxa_libor",
        "TAXA SOFR, , taxa_sofr",
        "TAXA SOFR OVERNIGHT, 200001169997, taxa_sofr",
        "DIF OPER CASADA - COMPRA, 10014464, dif_oper_casada",
        "DIF OPER CASADA - VENDA, 10014464, dif_oper_casada_venda",
        "DÓLAR SPOT BMF PARA 2 DIAS, , dolar_spot_2d",
        "DOLAR BMF SPOT - 1 DIA, , dolar_spot_1d",
        "TAXA DI, , taxa_cdi_cetip",
        "ÍNDICE  IPCA (mês), 77, indice_ipca_mes",
    })
    void namesRatesWhateverTheirLabelIsToday(String label, Long code, String slug) {
        assertThat(IndicatorName.of(label, code).slug()).isEqualTo(slug);
    }

    private static Normalized read(String name) {
        return Fixture.of("indicators/" + name + ".json").read(new B3IndicatorsNormalizer());
    }

    private static List<Indicator> indicators(Normalized found) {
        return found.records().stream().map(Indicator.class::cast).toList();
    }
}
