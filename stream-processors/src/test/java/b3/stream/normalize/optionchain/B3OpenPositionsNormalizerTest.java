package b3.stream.normalize.optionchain;

import static b3.stream.normalize.SampleFiles.fixture;
import static b3.stream.normalize.SampleFiles.openInterest;
import static b3.stream.normalize.SampleFiles.seriesBooks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Feeds;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionSeriesBook;
import b3.stream.normalize.Refusals;
import b3.stream.normalize.SampleFiles;
import b3.stream.normalize.reading.Normalized;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3OpenPositionsNormalizerTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 3, 9);
    private static final LocalDate CAPTURED = LocalDate.of(2022, 5, 13);

    @Test
    void readsOptionsOfBothSegmentsAndNothingElse() {
        Normalized found = read("positions.csv", SESSION);
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(found.records()).hasOnlyElementsOfType(OpenInterestBook.class);
        assertThat(openInterest(found))
                .extracting(OpenInterestBook::underlying, OpenInterestBook::session, OpenInterestBook::positions)
                .containsExactly(
                        tuple(
                                "PETR4",
                                SESSION,
                                List.of(
                                        new Position("PETRC400", 600, 100.0, 200.0, 300.0),
                                        new Position("PETRO380", 103, 0.0, 41.0, 62.0))),
                        tuple("PETR3", SESSION, List.of(new Position("PETRC410", 50, 0.0, 0.0, 50.0))),
                        tuple("BOVA", SESSION, List.of(new Position("BOVAC170", 10, 10.0, 0.0, 0.0))),
                        tuple("DOL", SESSION, List.of(new Position("DOLJ26C005500", 1940, null, null, null))));
    }

    @Test
    void theFirstRowTellsTheSessionWhenNoneIsAskedFor() {
        assertThat(read("positions.csv", null).session()).isEqualTo(SESSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum-does-not-hold|INCONSISTENT_ROW|row 2 \"PETRC390\"|CvrdQty + TtlBlckdPos + UcvrdQty = TtlPos, saw 100 + 200 + 300 and 601",
                "missing-total|MISSING_FIELD|1 rows|TtlPos: empty",
                "negative|UNREADABLE_NUMBER|row 2 \"DOLJ26C005500\"|OpnIntrst: expected a whole number, saw \"-1\"",
                "decimal-quantity|UNREADABLE_NUMBER|row 2 \"DOLJ26C005500\"|OpnIntrst: expected a whole number, saw \"1,5\"",
                "contradictory|DUPLICATE_KEY|row 3 \"PETRC390\"|the same series twice",
                "short-row|UNREADABLE_FIELD|row 2 \"PETRC390\"|expected 17 fields, saw 4",
                "other-session|WRONG_SESSION|row 3 \"PETRC390\"|expected 2026-03-09 as in the first row, saw 2026-03-10",
                "unreadable-date|UNREADABLE_FIELD|row 2 \"PETRC390\"|RptDt: expected a date yyyy-MM-dd, saw \"09/03/2026\"",
                "no-underlying|MISSING_FIELD|row 2 \"PETRC390\"|Asst: empty",
            })
    void aBadRowIsRejectedAndTheRestGoesOn(String fault, Reason reason, String where, String detail) {
        Normalized found = read("positions-" + fault + ".csv", SESSION);
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.where()).isEqualTo(where);
            assertThat(rejection.detail()).contains(detail);
            assertThat(rejection.session()).isEqualTo(SESSION);
        });
        if (!fault.equals("negative") && !fault.equals("decimal-quantity")) {
            assertThat(openInterest(found).get(0).positions())
                    .containsExactly(new Position("PETRC400", 600, 100.0, 200.0, 300.0));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error-page.html|expected a header row with",
                "positions-header-only.csv|a header and no row",
                "positions-missing-column.csv|expected a header row with",
                "positions-ends-within-a-row.csv|ends within row 3, after 3 of 17 fields",
                "positions-truncated.json|expected a JSON document",
                "positions-other.json|expected a JSON object with Empresa",
            })
    void aDocumentThatIsNoListOfPositionsIsRefused(String file, String detail) {
        assertThat(Refusals.of(Feeds.OPEN_POSITIONS, fixture("optionchain/" + file), SESSION))
                .hasMessageContaining(detail)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE_DOCUMENT));
    }

    @Test
    void readsTheOlderJsonAsPositionsAndSeries() {
        Normalized found = read("positions.json", CAPTURED);
        assertThat(found.rejections()).isEmpty();
        assertThat(openInterest(found))
                .extracting(OpenInterestBook::underlying)
                .containsExactly("PETR4", "PETR3", "BOVA11", "USIM5", "AAPL");
        assertThat(seriesBooks(found).get(0).series())
                .satisfiesExactly(
                        call -> {
                            assertThat(call.ticker()).isEqualTo("PETRE353");
                            assertThat(call.type()).isEqualTo(OptionSeriesBook.Type.CALL);
                            assertThat(call.style()).isNull();
                            assertThat(call.strike()).isEqualTo(33.09);
                            assertThat(call.expiry()).isEqualTo("2022-05-20");
                            assertThat(call.multiplier()).isEqualTo(1);
                        },
                        put -> assertThat(put.type()).isEqualTo(OptionSeriesBook.Type.PUT));
        assertThat(openInterest(found).get(0).positions())
                .containsExactly(
                        new Position("PETRE353", 600, 100.0, 200.0, 300.0),
                        new Position("PETRQ300", 600, 0.0, 200.0, 400.0));
    }

    @Test
    void theOlderJsonNeedsASession() {
        assertThat(Refusals.of(Feeds.OPEN_POSITIONS, fixture("optionchain/positions.json"), null)
                        .reason())
                .isEqualTo(Reason.NO_SESSION);
    }

    @Test
    void theOlderJsonMayHaveAByteOrderMark() {
        byte[] marked = ("\ufeff" + new String(fixture("optionchain/positions.json"), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(SampleFiles.read(Feeds.OPEN_POSITIONS, marked, CAPTURED).records())
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown-market|UNREADABLE_FIELD|tMerc: expected 70 (call) or 80 (put), saw \"12\"",
                "sum-does-not-hold|INCONSISTENT_ROW|poCob + posTr + posDe = posTo, saw 100 + 200 + 300 and 601",
                "missing-strike|MISSING_FIELD|prEx: absent",
                "zero-strike|INCONSISTENT_ROW|prEx: expected a strike, saw 0",
                "negative|INCONSISTENT_ROW|poCob: expected no negative quantity, saw -100.0",
                "text-figure|UNREADABLE_NUMBER|posTo: expected a number, saw \"600\"",
                "too-many-digits|UNREADABLE_NUMBER|prEx: expected at most 15 significant digits",
                "huge-exponent|UNREADABLE_NUMBER|prEx: expected a figure of fewer digits",
                "unreadable-expiry|UNREADABLE_FIELD|dtVen: expected a date, saw \"20/05/2022\"",
                "no-class|MISSING_FIELD|espPap: absent",
            })
    void aBadRowOfTheOlderJsonIsRejectedAndTheRestGoesOn(String fault, Reason reason, String detail) {
        Normalized found = read("positions-" + fault + ".json", CAPTURED);
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.where()).isEqualTo("group P row 1 \"PETRE1\"");
            assertThat(rejection.detail()).contains(detail);
        });
        assertThat(found.records()).hasSize(2);
        assertThat(openInterest(found).get(0).positions()).hasSize(1);
    }

    private static Normalized read(String file, @Nullable LocalDate session) {
        return SampleFiles.read(Feeds.OPEN_POSITIONS, fixture("optionchain/" + file), session);
    }
}
