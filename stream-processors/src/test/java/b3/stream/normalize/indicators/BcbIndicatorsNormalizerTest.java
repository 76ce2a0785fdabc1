package b3.stream.normalize.indicators;

import static b3.stream.normalize.RealDocuments.caseOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Provenance;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.schema.indicators.Indicator;
import b3.schema.indicators.Indicator.Unit;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BcbIndicatorsNormalizerTest {

    private static final String SGS = "https://api.bcb.gov.br/dados/serie/bcdata.sgs.%s/dados/ultimos/3?formato=json";

    @Test
    void leavesOutTheTargetOfDaysThatHaveNotCome() {
        // half past two in the morning of the 7th in London is still the 6th in São Paulo
        Normalized found = Fixture.of("indicators/sgs-432-reaches-ahead.json")
                .at(SGS.formatted("432"))
                .read(new BcbIndicatorsNormalizer());
        assertThat(found.rejections()).isEmpty();
        assertThat(indicators(found))
                .extracting(Indicator::indicator, Indicator::session, Indicator::value, Indicator::displayValue)
                .containsExactly(tuple("taxa_selic_meta", Fixture.SESSION, 12.25, "12.25"));
    }

    @Test
    void rejectsBadRowsAndKeepsTheOthers() {
        Normalized found = Fixture.of("indicators/sgs-bad-rows.json")
                .at(SGS.formatted("11"))
                .read(new BcbIndicatorsNormalizer());
        assertThat(found.rejections())
                .extracting(Rejection::reason)
                .containsExactly(Reason.MISSING_FIELD, Reason.UNREADABLE_FIELD, Reason.UNREADABLE_NUMBER);
        assertThat(indicators(found))
                .extracting(Indicator::indicator, Indicator::unit, Indicator::value)
                .containsExactly(tuple("taxa_selic_dia", Unit.PERCENT_A_DAY, 0.045513));
    }

    @ParameterizedTest
    @CsvSource({
        "11, taxa_selic_dia",
        "12, taxa_cdi_dia",
        "432, taxa_selic_meta",
        "4389, taxa_cdi_cetip",
        "1178, taxa_selic",
        "1, ptax_venda",
        "10813, ptax_compra",
    })
    void knowsTheSeriesByItsNumber(String number, String slug) {
        assertThat(indicators(Fixture.of("indicators/sgs-bad-rows.json")
                        .at(SGS.formatted(number))
                        .read(new BcbIndicatorsNormalizer())))
                .extracting(Indicator::indicator)
                .containsExactly(slug);
        assertThat(indicators(Fixture.of("indicators/sgs-bad-rows.json")
                        .at("file:sgs_" + number + "_2025.json")
                        .read(new BcbIndicatorsNormalizer())))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.bcb.gov.br/dados/serie/bcdata.sgs.433/dados",
                "https://api.bcb.gov.br/dados/serie/bcdata.sgs.112/dados",
                "file:bcb.json",
                "file:sgs_cdi_daily.json"
            })
    void refusesASeriesThatItDoesNotKnow(String url) {
        Fixture document = Fixture.of("indicators/sgs-bad-rows.json").at(url);
        assertThatThrownBy(() -> document.read(new BcbIndicatorsNormalizer()))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("does not name its series")
                .hasMessageContaining(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"data\":\"01/09/2026\",\"valor\":\"0.051660\"}]",
                "[{\"data\":\"01/09/2026\",\"valor\":\"0.05\"},{\"data\":\"01/09/2026\",\"valor\":\"0.05\"}]"
            })
    void takesOneDayForNoMonthlySeries(String figures) {
        Fixture document = Fixture.of(figures.getBytes(UTF_8)).at("file:bcb_sgs_cdi_ultimos1.json");
        assertThatThrownBy(() -> document.read(new BcbIndicatorsNormalizer()))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("does not name its series");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ptax-five-bulletins", "ptax-closing-only"})
    void takesTheClosingBulletinOnly(String name) {
        Normalized found = Fixture.of("indicators/" + name + ".json").read(new BcbIndicatorsNormalizer());
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(indicators(found))
                .extracting(Indicator::indicator, Indicator::value)
                .containsExactly(tuple("ptax_venda", 6.1156), tuple("ptax_compra", 6.115));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fechamento Interbancário", "Fechamento interbancario", "Fechamento Parcial"})
    void aClosingOfAnotherNameIsNoPtax(String other) {
        String bulletins = """
                {"value":[
                 {"cotacaoCompra":6.11,"cotacaoVenda":6.1106,"dataHoraCotacao":"2025-01-06 13:01:30","tipoBoletim":"%s"},
                 {"cotacaoCompra":6.115,"cotacaoVenda":6.1156,"dataHoraCotacao":"2025-01-06 13:03:30","tipoBoletim":"%s"}]}
                """;
        for (String closing : List.of("Fechamento", "Fechamento PTAX")) {
            Normalized found = Fixture.of(bulletins.formatted(other, closing).getBytes(UTF_8))
                    .read(new BcbIndicatorsNormalizer());
            assertThat(found.rejections()).isEmpty();
            assertThat(indicators(found)).extracting(Indicator::value).containsExactly(6.1156, 6.115);
        }
    }

    @Test
    void takesTheClosingOfADayWithAnInterbankClosing() {
        Normalized found =
                Fixture.of(caseOf("ptax_CotacaoMoedaPeriodo_USD_20100305.json")).read(new BcbIndicatorsNormalizer());
        assertThat(found.rejections()).isEmpty();
        assertThat(indicators(found))
                .extracting(Indicator::indicator, Indicator::value)
                .containsExactly(tuple("ptax_venda", 1.7854), tuple("ptax_compra", 1.7846));
    }

    @Test
    void givesNoFigureInReaisOfADayBeforeTheReal() {
        String figures =
                "[{\"data\":\"30/06/1994\",\"valor\":\"2750.00\"},{\"data\":\"01/07/1994\",\"valor\":\"1.0000\"}]";
        Normalized ptax =
                Fixture.of(figures.getBytes(UTF_8)).at(SGS.formatted("1")).read(new BcbIndicatorsNormalizer());
        assertThat(indicators(ptax)).extracting(Indicator::value).containsExactly(1.0);
        assertThat(ptax.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.INCONSISTENT_ROW);
            assertThat(rejection.detail()).contains("1994-07-01").contains("1994-06-30");
        });
        Normalized rate =
                Fixture.of(figures.getBytes(UTF_8)).at(SGS.formatted("11")).read(new BcbIndicatorsNormalizer());
        assertThat(indicators(rate)).as("a rate is no money").hasSize(2);
    }

    @Test
    void givesNoPtaxBulletinInReaisOfADayBeforeTheReal() {
        String bulletin = """
                {"value":[{"cotacaoCompra":2749.0,"cotacaoVenda":2750.0,"dataHoraCotacao":"1994-06-30 13:03:30"}]}
                """;
        Normalized found = Fixture.of(bulletin.getBytes(UTF_8)).read(new BcbIndicatorsNormalizer());
        assertThat(found.records()).isEmpty();
        assertThat(found.rejections()).hasSize(1);
    }

    @Test
    void rejectsWhatIsOlderThanTheRealInACapture() {
        Normalized found =
                Fixture.of(caseOf("sgs_1_1993.json")).at("file:sgs_1_1993.json").read(new BcbIndicatorsNormalizer());
        assertThat(indicators(found)).extracting(Indicator::session).allMatch(day -> day.getMonthValue() == 7);
        assertThat(found.rejections()).hasSize(1);
    }

    @Test
    void takesABankDayWithoutASession() {
        Normalized found = Fixture.of(caseOf("sgs_12_20241224.json"))
                .at(SGS.formatted("12"))
                .read(new BcbIndicatorsNormalizer());
        assertThat(found.rejections()).isEmpty();
        assertThat(indicators(found))
                .extracting(Indicator::indicator, Indicator::session, Indicator::value)
                .containsExactly(tuple("taxa_cdi_dia", LocalDate.of(2024, 12, 24), 0.045513));
    }

    @Test
    void saysTheSameOfTheClosingPtaxInEitherForm() {
        Provenance provenance = new Provenance("bcb-indicators", Instant.EPOCH, "");
        assertThat(BcbSeries.PTAX_SELL.indicator(Fixture.SESSION, new BigDecimal("6.11560"), provenance))
                .isEqualTo(BcbSeries.PTAX_SELL.indicator(Fixture.SESSION, new BigDecimal("6.1156"), provenance));
    }

    @Test
    void findsNothingBeforeTheClosing() {
        Normalized found = Fixture.of("indicators/ptax-before-the-closing.json").read(new BcbIndicatorsNormalizer());
        assertThat(found.records()).isEmpty();
        assertThat(found.rejections()).isEmpty();
    }

    @Test
    void refusesAnotherCurrency() {
        Normalized found =
                Fixture.of("indicators/ptax-parity-of-another-currency.json").read(new BcbIndicatorsNormalizer());
        assertThat(found.records()).isEmpty();
        assertThat(found.rejections()).singleElement().matches(row -> row.reason() == Reason.INCONSISTENT_ROW);
        Fixture euro =
                Fixture.of("indicators/ptax-five-bulletins.json").at("https://olinda/x?@m='EUR'&@d='01-06-2025'");
        assertThatThrownBy(() -> euro.read(new BcbIndicatorsNormalizer()))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-object.json", "page.html"})
    void refusesAnythingElse(String file) {
        assertThatThrownBy(() -> Fixture.of("indicators/" + file).read(new BcbIndicatorsNormalizer()))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("SGS or PTAX JSON");
    }

    private static List<Indicator> indicators(Normalized found) {
        return found.records().stream().map(Indicator.class::cast).toList();
    }
}
