package b3.stream.normalize.adjustments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.adjustments.Adjustment;
import b3.schema.adjustments.Adjustment.Unit;
import b3.schema.document.Reason;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3SettlementBoardNormalizerTest {

    private static final String ADDRESS =
            "https://arquivos.b3.com.br/bdi/table/ConsolidatedTradesDerivatives/%s/%s/1/1000?sort=TckrSymb";

    @Test
    void readsThePagesOfATable() {
        Normalized found = read("array-of-pages");
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(adjustments(found))
                .extracting(
                        Adjustment::instrument,
                        Adjustment::contractMonth,
                        Adjustment::priceSettlement,
                        Adjustment::pricePrev,
                        Adjustment::change,
                        Adjustment::unit,
                        Adjustment::openInterest)
                .containsExactly(
                        tuple("DI1", "F27", 75321.18, 75001.1, 320.08, Unit.PU, 510000L),
                        tuple("DOL", "G25", 6121.273, 6150.5, -29.227, Unit.POINTS, null),
                        tuple("WDO", "G25", 6121.273, null, null, Unit.POINTS, 1200L),
                        tuple("WIN", "G25", 120500.0, null, null, Unit.POINTS, null));
        Adjustment first = adjustments(found).get(0);
        assertThat(first.rate()).isEqualTo(15.01);
        assertThat(first.ratePrev()).isEqualTo(15.2);
        assertThat(first.valuePerContract()).isEqualTo(320.08);
        assertThat(first.status()).isEqualTo("ajustado");
    }

    @Test
    void takesAPartOfATableForWhatItIs() {
        assertThat(read("one-page").session()).isEqualTo(Fixture.SESSION);
        Normalized page = read("one-page-of-several");
        assertThat(page.session()).isNull();
        assertThat(page.rejections()).isEmpty();
        assertThat(page.records()).hasSize(2);
        Normalized pages = read("array-with-a-page-missing");
        assertThat(pages.records()).hasSize(4);
        assertThat(pages.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.MISSING_FIELD);
            assertThat(rejection.detail()).contains("expected 3 pages").contains("saw 2");
        });
    }

    @Test
    void findsTheSessionInRowsAddressOrQuestion() {
        Fixture dated = Fixture.of("adjustments/board-with-report-date.json");
        Normalized found = dated.read(new B3SettlementBoardNormalizer());
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(found.records()).hasSize(1);
        assertThat(found.rejections()).singleElement().matches(row -> row.reason() == Reason.WRONG_SESSION);
        Fixture undated = Fixture.of("adjustments/board-one-page.json");
        assertThat(undated.asked(Fixture.SESSION)
                        .read(new B3SettlementBoardNormalizer())
                        .session())
                .isEqualTo(Fixture.SESSION);
        refused(undated, Reason.NO_SESSION);
        refused(undated.at(ADDRESS.formatted("2025-01-03", "2025-01-06")), Reason.NO_SESSION);
        refused(dated.asked(LocalDate.of(2025, 1, 7)), Reason.WRONG_SESSION);
    }

    @ParameterizedTest
    @CsvSource({
        "ambiguous-figure, which may be two",
        "figure-not-available, n/d",
        "figure-with-an-absurd-exponent, digits",
    })
    void rejectsTheRowAndKeepsTheOthers(String fault, String detail) {
        Normalized found = read(fault);
        assertThat(adjustments(found)).extracting(Adjustment::instrument).containsExactly("DI1");
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.UNREADABLE_NUMBER);
            assertThat(rejection.detail()).contains(detail);
            assertThat(rejection.where()).isEqualTo("page 1 row 2 WDOG25");
        });
    }

    @Test
    void takesAContractThatComesTwiceNeitherWay() {
        Normalized found = read("same-contract-twice");
        assertThat(found.records()).isEmpty();
        assertThat(found.rejections()).singleElement().matches(row -> row.reason() == Reason.DUPLICATE_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "adjustments/board-no-rows.json, UNREADABLE_DOCUMENT",
        "adjustments/board-not-a-table.json, UNREADABLE_DOCUMENT",
        "adjustments/board-without-the-settlement-column.json, LAYOUT_CHANGED",
        "indicators/page.html, UNREADABLE_DOCUMENT",
        "indicators/empty.json, UNREADABLE_DOCUMENT",
    })
    void refusesAnythingElse(String file, Reason reason) {
        refused(Fixture.of(file).asked(Fixture.SESSION), reason);
    }

    private static void refused(Fixture document, Reason reason) {
        assertThatThrownBy(() -> document.read(new B3SettlementBoardNormalizer()))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    private static Normalized read(String name) {
        return Fixture.of("adjustments/board-" + name + ".json")
                .at(ADDRESS.formatted("2025-01-06", "2025-01-06"))
                .read(new B3SettlementBoardNormalizer());
    }

    private static List<Adjustment> adjustments(Normalized found) {
        return found.records().stream().map(Adjustment.class::cast).toList();
    }
}
