package b3.stream.normalize.quotation;

import static b3.stream.normalize.RealDocuments.caseOf;
import static b3.stream.normalize.SampleFiles.fixture;
import static b3.stream.normalize.SampleFiles.openInterest;
import static b3.stream.normalize.SampleFiles.prices;
import static b3.stream.normalize.SampleFiles.seriesBooks;
import static b3.stream.normalize.SampleFiles.underlyings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Feeds;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.normalize.Refusals;
import b3.stream.normalize.SampleFiles;
import b3.stream.normalize.reading.Normalized;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class B3DerivativeQuotationNormalizerTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 3, 10);
    private static final Instant AT = Instant.parse("2026-03-10T17:51:55Z");

    @Test
    void readsTheChainWithoutItsExerciseTwins() {
        Normalized found = read("quotation.json");
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(seriesBooks(found).get(0).series())
                .extracting(Series::ticker)
                .containsExactly("DOLJ26C005500", "DOLJ26P005000", "DOLJ26P005100");
        assertThat(prices(found)).singleElement().satisfies(book -> {
            assertThat(book.at()).isEqualTo(AT);
            assertThat(book.ts()).isEqualTo(AT);
            assertThat(book.prices())
                    .containsExactly(
                            new Price("DOLJ26C005500", null, null, 5.25, 5.0, 5.5, null),
                            new Price("DOLJ26P005100", null, null, null, 1.5, null, null));
        });
    }

    @Test
    void openContractsAreThoseOfTheSessionBefore() {
        assertThat(openInterest(read("quotation.json"))).singleElement().satisfies(book -> {
            assertThat(book.session()).isEqualTo(LocalDate.of(2026, 3, 9));
            assertThat(book.positions())
                    .containsExactly(
                            new Position("DOLJ26C005500", 1940, null, null, null),
                            new Position("DOLJ26P005000", 0, null, null, null));
        });
    }

    @Test
    void aFutureGivesItsLastTradeAndTheSettlementOfTheSessionBefore() {
        LocalDate may = LocalDate.of(2026, 5, 4);
        LocalDate october = LocalDate.of(2026, 10, 1);
        LocalDate before = LocalDate.of(2026, 3, 9);
        assertThat(underlyings(read("quotation.json")))
                .extracting(
                        UnderlyingPrice::instrument,
                        UnderlyingPrice::session,
                        UnderlyingPrice::kind,
                        UnderlyingPrice::at,
                        UnderlyingPrice::price,
                        UnderlyingPrice::expiry)
                .containsExactly(
                        tuple("DOLK26", SESSION, UnderlyingPrice.Kind.LAST, AT, 5240.0, may),
                        tuple("DOLK26", before, UnderlyingPrice.Kind.SETTLEMENT, null, 5268.804, may),
                        tuple("DOLV26", before, UnderlyingPrice.Kind.SETTLEMENT, null, 5455.077, october));
    }

    @Test
    void theSettlementBeforeOfRateFuturesIsACurveOfItsOwnName() {
        Normalized found = read("quotation-di1.json");
        assertThat(found.rejections()).isEmpty();
        assertThat(underlyings(found)).singleElement().satisfies(price -> assertThat(price.kind())
                .isEqualTo(UnderlyingPrice.Kind.LAST));
        assertThat(found.records().stream().filter(RatesCurve.class::isInstance).map(RatesCurve.class::cast))
                .singleElement()
                .satisfies(curve -> {
                    assertThat(curve.curve()).isEqualTo("DI1-PREVIOUS");
                    assertThat(curve.session()).isEqualTo(LocalDate.of(2026, 3, 9));
                    assertThat(curve.vertices())
                            .containsExactly(
                                    new RatesCurve.Vertex(17, 23, 14.729, false),
                                    new RatesCurve.Vertex(1014, 1484, 13.558, false));
                });
    }

    @Test
    void nobodyKnowsWhatTheSettlementBeforeOfOtherFuturesIs() {
        Normalized found = read("quotation-ddi.json");
        assertThat(found.rejections()).isEmpty();
        assertThat(found.records()).singleElement().satisfies(record -> assertThat(record)
                .isInstanceOfSatisfying(
                        UnderlyingPrice.class, price -> assertThat(price.kind()).isEqualTo(UnderlyingPrice.Kind.LAST)));
    }

    @Test
    void aDocumentOfWhichNothingIsTakenSaysWhy() {
        Normalized found = read("quotation-not-traded.json");
        assertThat(found.records()).isEmpty();
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.MISSING_FIELD);
            assertThat(rejection.where()).isEqualTo("FRO");
            assertThat(rejection.detail()).startsWith("2 futures without a trade");
        });
    }

    @Test
    void aCaptureOfWhichNothingIsTakenSaysWhy() {
        Normalized found =
                SampleFiles.read(Feeds.DERIVATIVE_QUOTATION, caseOf("DerivativeQuotation_20260310_FRO.json"), null);
        assertThat(found.records()).isEmpty();
        assertThat(found.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.detail())
                .startsWith("48 futures without a trade"));
    }

    @Test
    void aPriceOfNothingIsNoPrice() {
        Normalized found = read("quotation-zero-price.json");
        assertThat(found.rejections())
                .extracting(rejection -> rejection.where() + " " + rejection.detail())
                .containsExactly(
                        "Scty 1 \"DOLJ26\" LAST: expected a price above zero, saw 0.0",
                        "Scty 2 \"DOLK26\" SETTLEMENT: expected a price above zero, saw 0.0");
        assertThat(underlyings(found)).allMatch(price -> price.price() > 0);
    }

    @Test
    void onADayWithoutSessionTheQuotesAreOfTheSessionBefore() {
        Normalized found = read("quotation-weekend.json");
        assertThat(found.session()).isEqualTo(LocalDate.of(2026, 3, 13));
        assertThat(openInterest(found).get(0).session()).isEqualTo(LocalDate.of(2026, 3, 12));
    }

    @Test
    void aSeriesWhoseMultiplierNobodyKnowsStandsWithoutOne() {
        Normalized found = read("quotation-unknown-commodity.json");
        assertThat(found.rejections()).isEmpty();
        assertThat(seriesBooks(found)).singleElement().satisfies(book -> assertThat(book.series())
                .hasSize(2)
                .allMatch(series -> series.multiplier() == null && series.strike() > 0));
        assertThat(openInterest(found)).hasSize(1);
        assertThat(prices(found)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing-strike|MISSING_FIELD|expected exrcPric and mtrtyCode, saw null and 2026-04-01",
                "no-expiry|MISSING_FIELD|expected exrcPric and mtrtyCode, saw 5500.0 and null",
                "unknown-side|UNREADABLE_FIELD|SdTpCd.desc: expected C or P, saw \"X\"",
                "text-price|UNREADABLE_NUMBER|curPrc: expected a number, saw \"5,25\"",
                "negative-position|INCONSISTENT_ROW|opnCtrcts: expected no negative quantity, saw -1.0",
                "unreadable-expiry|UNREADABLE_FIELD|mtrtyCode: expected a date, saw \"01/04/2026\"",
            })
    void aBadRowIsRejectedAndTheRestGoesOn(String fault, Reason reason, String detail) {
        Normalized found = read("quotation-" + fault + ".json");
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.where()).isEqualTo("Scty 1 \"DOLJ26C005400\"");
            assertThat(rejection.detail()).contains(detail);
        });
        assertThat(seriesBooks(found).get(0).series())
                .extracting(Series::ticker)
                .containsExactly("DOLJ26C005500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quotation-not-available.txt|UNREADABLE_DOCUMENT|the source says \"Quotation not available\"",
                "quotation-not-ok.json|UNREADABLE_DOCUMENT|expected BizSts.cd OK, saw {\"cd\":\"NOK\",\"desc\":\"no data\"}",
                "quotation-no-stamp.json|NO_SESSION|expected Msg.dtTm yyyy-MM-dd HH:mm:ss, saw \"\"",
                "quotation-nothing.json|UNREADABLE_DOCUMENT|no Scty",
                "error-page.html|UNREADABLE_DOCUMENT|expected a JSON document, saw an HTML page",
            })
    void aDocumentWithoutQuotesIsRefused(String file, Reason reason, String detail) {
        assertThat(Refusals.of(Feeds.DERIVATIVE_QUOTATION, fixture("quotation/" + file), null))
                .hasMessageContaining(detail)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01", "2000-01-02", "2000-01-03"})
    void quotesBeforeWhichNoSessionIsKnownAreRefused(String day) {
        byte[] bytes = new String(fixture("quotation/quotation.json"), UTF_8)
                .replace("2026-03-10 14:51:55", day + " 14:51:55")
                .getBytes(UTF_8);
        assertThat(Refusals.of(Feeds.DERIVATIVE_QUOTATION, bytes, null))
                .hasMessageContaining("expected a day with a session before it")
                .hasMessageContaining(day)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SESSION));
    }

    private static Normalized read(String file) {
        return SampleFiles.read(Feeds.DERIVATIVE_QUOTATION, fixture("quotation/" + file), null);
    }
}
