package b3.stream.normalize.adjustments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Json;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.RawScrape;
import b3.stream.normalize.document.Packed;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class B3SettlementPageNormalizerTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 3, 10);

    @ParameterizedTest
    @ValueSource(strings = {"blank-product", "rowspan", "old-page", "utf-8-that-declares-latin-1"})
    void readsEveryShapeOfThePage(String page) {
        Normalized found = normalize(fixture(page + ".html"), null);
        JsonNode records = Json.MAPPER.readTree(Json.bytes(found.records()));
        records.forEach(record -> ((ObjectNode) record).remove("provenance"));
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(found.rejections()).isEmpty();
        assertThat(records).isEqualTo(Json.MAPPER.readTree(fixture("2026-03-10.expected.json")));
    }

    @Test
    void readsTheDateOfTheOlderPageInCapitals() {
        Normalized found = normalize(fixture("old-page-in-capitals.html"), null);
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(found.rejections()).isEmpty();
        assertThat(found.records())
                .extracting(record -> ((Adjustment) record).contractMonth(), record -> ((Adjustment) record).change())
                .containsExactly(tuple("J26", -1.25), tuple("K26", 1.5));
    }

    @Test
    void readsAPackedPage() {
        byte[] zip = Packed.zip("ajustes.html", fixture("blank-product.html"));
        assertThat(normalize(zip, SESSION).records()).hasSize(7);
    }

    @Test
    void fallsBackToTheDateOfTheInputAndThenToTheOneAskedFor() {
        assertThat(normalize(fixture("date-in-the-input-only.html"), null).session())
                .isEqualTo(SESSION);
        assertThat(normalize(fixture("no-date.html"), SESSION).session()).isEqualTo(SESSION);
    }

    @Test
    void aHolidayShowsTheLatestSessionAndTakesItsDate() {
        assertThat(normalize(fixture("holiday-shows-the-latest-session.html"), null)
                        .session())
                .isEqualTo(SESSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "weekend|-|UNREADABLE_DOCUMENT|the page holds no settlement rows; its table says [Não há dados para a data consultada.]",
                "weekend|2026-03-10|UNREADABLE_DOCUMENT|the page holds no settlement rows",
                "no-table|-|UNREADABLE_DOCUMENT|titled \"Erro\" with 0 tables",
                "columns-in-another-order|-|UNREADABLE_DOCUMENT|expected a table with the columns Mercadoria",
                "no-date|-|NO_SESSION|the page prints no date",
                "impossible-date|-|NO_SESSION|expected a date dd/MM/yyyy, saw \"30/02/2026\"",
                "two-dates|-|NO_SESSION|several dates",
                "holiday-shows-the-latest-session|2026-03-12|WRONG_SESSION|expected the page of 2026-03-12, saw a page of 2026-03-10",
            })
    void aPageThatIsNotTheSessionsPageIsRefused(
            String page, @Nullable LocalDate session, String reason, String detail) {
        UnreadableDocumentException e = catchThrowableOfType(
                UnreadableDocumentException.class, () -> normalize(fixture(page + ".html"), session));
        assertThat(e.reason()).hasToString(reason);
        assertThat(e).hasMessageContaining(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unreadable-number|UNREADABLE_NUMBER|row 1|Preço de ajuste atual: expected a figure like 1.234,56, saw \"93677.51\"",
                "missing-price|MISSING_FIELD|row 1|Preço de ajuste atual of DI1 F27: absent",
                "unknown-contract-month|UNREADABLE_FIELD|row 1|Vencimento: expected [FGHJKMNQUVXZ]dd, saw \"nov-26\"",
                "variation-is-not-the-difference|INCONSISTENT_ROW|row 1|Variação of DI1 F27: expected 93677.51 - 93621.11 = 56.40, saw 56.41",
                "row-without-product|MISSING_FIELD|row 1|Mercadoria: blank, and no product above",
                "row-of-another-shape|UNREADABLE_FIELD|row 2|expected 6 cells, or 5 beside a product, saw [DOL, J26, 5.847,3770]",
                "product-without-a-code|UNREADABLE_FIELD|row 2|Mercadoria: expected a code, a dash and a name, saw \"Dólar comercial\"",
            })
    void aBadRowIsRejectedAndTheRestGoesOn(String page, String reason, String where, String detail) {
        Normalized found = normalize(fixture(page + ".html"), SESSION);
        assertThat(found.records()).isNotEmpty();
        assertThat(found.rejections().get(0).reason()).hasToString(reason);
        assertThat(found.rejections().get(0).where()).isEqualTo(where);
        assertThat(found.rejections().get(0).detail()).isEqualTo(detail);
    }

    @Test
    void rowsUnderAnUnreadableProductAreNotGivenToTheOneAbove() {
        for (String page : new String[] {"product-without-a-code.html", "row-of-another-shape.html"}) {
            Normalized found = normalize(fixture(page), SESSION);
            assertThat(found.records()).hasSize(2);
            assertThat(found.rejections()).hasSize(2);
        }
    }

    @Test
    void malformedThousandsAndTooManyDigitsAreRejected() {
        assertThat(normalize(fixture("unreadable-number.html"), SESSION).rejections())
                .extracting(rejection -> rejection.reason() + " " + rejection.where())
                .containsExactly("UNREADABLE_NUMBER row 1", "UNREADABLE_NUMBER row 2", "UNREADABLE_NUMBER row 3");
    }

    @Test
    void aVariationWithoutAPreviousPriceIsInconsistent() {
        assertThat(normalize(fixture("variation-is-not-the-difference.html"), SESSION)
                        .rejections())
                .extracting(rejection -> rejection.reason().name())
                .containsExactly("INCONSISTENT_ROW", "INCONSISTENT_ROW");
    }

    @Test
    void theValuePerContractHasNoSign() {
        Adjustment rate = (Adjustment)
                normalize(fixture("signed-value.html"), SESSION).records().get(0);
        assertThat(rate.valuePerContract()).isEqualTo(56.4);
        assertThat(rate.change()).isEqualTo(-56.4);
    }

    @Test
    void aRepeatedRowIsOneRecordAndAContradictoryOneIsNone() {
        assertThat(normalize(fixture("repeated-row.html"), SESSION).records()).hasSize(1);
        Normalized found = normalize(fixture("contradictory-rows.html"), SESSION);
        assertThat(found.records()).hasSize(1);
        assertThat(found.rejections().get(0).reason()).hasToString("DUPLICATE_KEY");
    }

    private static Normalized normalize(byte[] bytes, @Nullable LocalDate session) {
        Instant fetchedAt = Instant.parse("2026-03-10T23:00:00Z");
        return new B3SettlementPageNormalizer()
                .normalize(new RawScrape(
                        "b3-settlement-page", session, bytes, "text/html", "file:page.html", fetchedAt, 0));
    }

    private static byte[] fixture(String name) {
        try (InputStream in = B3SettlementPageNormalizerTest.class.getResourceAsStream("settlement-page/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
