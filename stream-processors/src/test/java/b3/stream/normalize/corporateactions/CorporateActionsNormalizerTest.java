package b3.stream.normalize.corporateactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import b3.schema.Feeds;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.KnownSessions;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorporateActionsNormalizerTest {

    private static final Normalizer WHOLE = new B3CashDividendsNormalizer();
    private static final Normalizer RECENT = new B3CompanySupplementNormalizer();
    private static final String LIST = text("corporateactions/cash-dividends.json");
    private static final String SUPPLEMENT = text("corporateactions/supplement.json");

    @Test
    void readsTheWholeListWithItsInstalmentsAndUnits() {
        Normalized found = read(WHOLE, LIST, "ABCD");

        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isNull();
        assertThat(keys(found))
                .containsExactly(
                        "ABCD|ON|DIVIDEND|2025-01-17|2024-12-09/0.1334",
                        "ABCD|ON|INTEREST_ON_CAPITAL|2024-12-17|2024-12-09/0.4702",
                        "ABCD|PN|INTEREST_ON_CAPITAL|2024-12-17|2024-12-09/0.35048636",
                        "ABCD|PN|INTEREST_ON_CAPITAL|2024-12-17|2024-12-09/0.35048636/2",
                        "ABCD|PN|INCOME|2024-06-28|2024-06-10/0.05",
                        "ABCD|PN|DIVIDEND|2004-04-29|2004-04-29/0.3345");
        assertThat(actions(found))
                .extracting(CorporateAction::netValuePerShare)
                .containsExactly(0.1334, 0.39967, 0.297913406, 0.297913406, null, 0.3345);
        assertThat(actions(found))
                .extracting(CorporateAction::priceBeforeEx)
                .containsExactly(null, 16.07, 15.5, 15.5, 15.1, 16.7);
    }

    @Test
    void theSupplementNumbersInstalmentsByTheirPaymentDates() {
        Normalized found = read(RECENT, SUPPLEMENT, null);

        assertThat(found.rejections()).isEmpty();
        assertThat(keys(found))
                .containsExactlyElementsOf(keys(read(WHOLE, LIST, "ABCD")).subList(0, 4));
        assertThat(actions(found))
                .extracting(CorporateAction::paymentDate)
                .containsExactly(null, LocalDate.of(2025, 1, 31), LocalDate.of(2025, 2, 20), LocalDate.of(2025, 3, 20));
    }

    @Test
    void aPaymentThatIsOnlyAnnouncedHasItsSessionsAhead() {
        RawScrape document = new RawScrape(
                Feeds.COMPANY_SUPPLEMENT.name(),
                Fixture.SESSION,
                SUPPLEMENT.getBytes(UTF_8),
                "",
                "file:x",
                Fixture.of(new byte[0]).fetchedAt(),
                200);
        CorporateAction announced = actions(KnownSessions.keep(RECENT.normalize(document), document))
                .get(0);

        assertThat(announced.session()).isAfter(Fixture.SESSION).isEqualTo(LocalDate.of(2025, 1, 17));
        assertThat(announced.exDate()).as("a weekend lies between").isEqualTo(LocalDate.of(2025, 1, 20));
        assertThat(announced.paymentDate()).isNull();
    }

    @Test
    void moreIsWithheldFromInterestOnCapitalSinceTheLawOf2026() {
        String later = LIST.replace("17/12/2024", "30/12/2025");
        assertThat(actions(read(WHOLE, later, "ABCD")).get(1).exDate()).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(actions(read(WHOLE, later, "ABCD")).get(1).netValuePerShare())
                .isEqualTo(0.387915);
    }

    @Test
    void aPaymentDateBeyondTheCalendarsIsNotDecided() {
        assertThat(actions(read(RECENT, SUPPLEMENT.replace("31/01/2025", "31/12/9999"), null))
                        .get(1)
                        .paymentDate())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"corporateAction\":\"DIVIDENDO\",\"lastDatePriorEx\":\"17/01 | \"corporateAction\":\"BONUS\",\"lastDatePriorEx\":\"17/01 | UNREADABLE_FIELD | corporateAction: expected one of [DIVIDENDO, JRS CAP PROPRIO, RENDIMENTO, REST CAP DIN], saw \"BONUS\"",
                "\"0,1334\" | \"0.1334\" | UNREADABLE_NUMBER | valueCash: expected a figure like 1.234,56, saw \"0.1334\"",
                "\"0,1334\" | \"0,00\" | INCONSISTENT_ROW | valueCash: expected a figure above 0, saw 0.00",
                "\"0,1334\" | \"\" | MISSING_FIELD | valueCash: expected a text, saw none",
                "\"lastDatePriorEx\":\"17/01/2025\" | \"lastDatePriorEx\":\"2025-01-17\" | UNREADABLE_FIELD | lastDatePriorEx: expected a date dd/MM/yyyy",
                "\"lastDatePriorEx\":\"17/01/2025\", | '' | MISSING_FIELD | lastDatePriorEx: expected a text, saw none",
                "\"lastDatePriorEx\":\"17/01/2025\" | \"lastDatePriorEx\":\"30/06/1994\" | INCONSISTENT_ROW | older money",
                "\"lastDatePriorEx\":\"17/01/2025\" | \"lastDatePriorEx\":\"30/12/1999\" | UNKNOWN_SESSION | 2000-01-01 to 2079-12-31",
                "\"0,1334\",\"ratio\":\"1\" | \"0,1334\",\"ratio\":\"100\" | INCONSISTENT_ROW | ratio: expected 1 or 1000 shares, saw 100",
                "{\"typeStock\":\"ON\",\"dateApproval\":\"09/12/2024\",\"valueCash\":\"0,1334\" | {\"typeStock\":\"Ordinary\",\"dateApproval\":\"09/12/2024\",\"valueCash\":\"0,1334\" | UNREADABLE_FIELD | typeStock: expected a class such as ON",
                "\"closingPricePriorExDate\":\"\",\"quotedPerShares\":\"1\",\"corporateActionPrice\":\"0\" | \"closingPricePriorExDate\":\"16,07\",\"quotedPerShares\":\"1000\",\"corporateActionPrice\":\"0,83\" | INCONSISTENT_ROW | corporateActionPrice: expected 0.1334 in percent of 0.01607, saw 0.83"
            })
    void aRowOfTheWholeListThatCannotBeReadIsRejectedAlone(String was, String is, Reason reason, String detail) {
        rejectsTheFirstRowAlone(WHOLE, replaced(LIST, was, is), 5, reason, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"isinCode\":\"BRABCDACNOR0\",\"label\":\"DIVIDENDO\" | \"isinCode\":\"BRABCDCTF006\",\"label\":\"DIVIDENDO\" | UNREADABLE_FIELD | isinCode: expected the number of shares",
                "\"label\":\"DIVIDENDO\" | \"label\":\"BONUS\" | UNREADABLE_FIELD | label: expected one of",
                "\"label\":\"DIVIDENDO\", | '' | MISSING_FIELD | label: expected a text, saw none",
                "\"lastDatePrior\":\"17/01/2025\" | \"lastDatePrior\":\"31/10/2013\" | INCONSISTENT_ROW | quotedPerSharSince 01/11/2013",
                "\"paymentDate\":\"\" | \"paymentDate\":\"soon\" | UNREADABLE_FIELD | paymentDate: expected a date dd/MM/yyyy, saw \"soon\"",
                "\"0,13340000000\" | \"N/A\" | UNREADABLE_NUMBER | rate: expected a figure"
            })
    void anEventThatCannotBeReadIsRejectedAlone(String was, String is, Reason reason, String detail) {
        rejectsTheFirstRowAlone(RECENT, replaced(SUPPLEMENT, was, is), 3, reason, detail);
    }

    @Test
    void aWholeListThatIsCutOffOrOfTwoListsIsRefused() {
        refuses(WHOLE, LIST.replace("\"totalRecords\":6", "\"totalRecords\":7"), "ABCD", "expected 7 results, saw 6");
        refuses(WHOLE, "[" + LIST + "," + LIST + "]", "ABCD", "expected 6 results, saw 12");
        refuses(
                WHOLE,
                "[" + LIST + "," + LIST.replace("\"totalRecords\":6", "\"totalRecords\":5") + "]",
                "ABCD",
                "expected totalRecords 6, saw 5");
        refuses(WHOLE, "[]", "ABCD", "saw 0");
        refuses(WHOLE, "{\"error\":\"none\"}", "ABCD", "with results and page.totalRecords");
    }

    @Test
    void readsAListOfSeveralPages() {
        int cut = LIST.indexOf(",\n{\"typeStock\":\"PN\"");
        String first = LIST.substring(0, cut) + "]}";
        String second = LIST.substring(0, LIST.indexOf('[') + 1) + LIST.substring(cut + 1);
        assertThat(keys(read(WHOLE, "[" + first + "," + second + "]", "ABCD")))
                .containsExactlyElementsOf(keys(read(WHOLE, LIST, "ABCD")));
    }

    @Test
    void theCompanyIsThePartThatWasAskedForOrInTheNameOfTheFile() {
        assertThat(keys(Fixture.of(LIST.getBytes(UTF_8))
                        .at("file:GetListedCashDividends_WXYZ.json")
                        .read(WHOLE)))
                .allMatch(key -> key.startsWith("WXYZ|"));
        refuses(WHOLE, LIST, null, "does not name its company");
        refuses(RECENT, SUPPLEMENT, "WXYZ", "code: expected WXYZ, saw \"ABCD\"");
        refuses(RECENT, "[]", null, "an array of one object");
    }

    @Test
    void aCompanyWithoutRecentEventsSaysNothing() {
        String none = "[{\"code\":\"ABCD\",\"cashDividends\":[]}]";
        assertThat(read(RECENT, none, "ABCD").records()).isEmpty();
        assertThat(read(RECENT, none.replace("[]", "null"), "ABCD").rejections())
                .isEmpty();
    }

    private static void rejectsTheFirstRowAlone(
            Normalizer normalizer, String document, int others, Reason reason, String detail) {
        Normalized found = read(normalizer, document, "ABCD");
        assertThat(found.records()).hasSize(others);
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.where()).startsWith("row 1 ");
            assertThat(rejection.detail()).contains(detail);
        });
    }

    private static void refuses(Normalizer normalizer, String document, @Nullable String part, String detail) {
        assertThatThrownBy(() -> read(normalizer, document, part))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining(detail);
    }

    private static String replaced(String document, String was, String is) {
        assertThat(document).contains(was);
        int at = document.indexOf(was);
        return document.substring(0, at) + is + document.substring(at + was.length());
    }

    private static Normalized read(Normalizer normalizer, String document, @Nullable String part) {
        return normalizer.normalize(new RawScrape(
                (normalizer == WHOLE ? Feeds.CASH_DIVIDENDS : Feeds.COMPANY_SUPPLEMENT).name(),
                Fixture.SESSION,
                part,
                document.getBytes(UTF_8),
                "application/json",
                "file:document",
                Fixture.of(new byte[0]).fetchedAt(),
                200));
    }

    private static String text(String file) {
        return new String(Fixture.of(file).bytes(), UTF_8);
    }

    private static List<CorporateAction> actions(Normalized found) {
        return found.records().stream().map(CorporateAction.class::cast).toList();
    }

    private static List<String> keys(Normalized found) {
        return actions(found).stream().map(CorporateAction::businessKey).toList();
    }
}
