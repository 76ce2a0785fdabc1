package b3.stream.normalize.pricereport;

import static b3.stream.normalize.RealDocuments.caseOf;
import static b3.stream.normalize.SampleFiles.fixture;
import static b3.stream.normalize.SampleFiles.openInterest;
import static b3.stream.normalize.SampleFiles.prices;
import static b3.stream.normalize.SampleFiles.seriesBooks;
import static b3.stream.normalize.SampleFiles.underlyings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Feeds;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.SampleFiles;
import b3.stream.normalize.reading.Normalized;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3PriceReportChainTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 3, 9);

    @Test
    void onePassYieldsSettlementPricesAndChains() {
        Normalized found = read("price-report.xml");
        assertThat(found.rejections()).isEmpty();
        assertThat(found.records().stream().filter(Adjustment.class::isInstance))
                .hasSize(3);
        assertThat(seriesBooks(found)).isNotEmpty();
    }

    @Test
    void seriesComeFromTheTickersWhoseRuleIsKnown() {
        Normalized found = read("price-report.xml");
        assertThat(seriesBooks(found)).extracting(OptionSeriesBook::underlying).containsExactly("DOL", "IDI");
        assertThat(seriesBooks(found).get(0).series())
                .extracting(Series::ticker, Series::strike, Series::expiry, Series::multiplier)
                .containsExactly(
                        tuple("DOLJ26C005500", 5500.0, LocalDate.of(2026, 4, 1), 50.0),
                        tuple("DOLJ26P005000", 5000.0, LocalDate.of(2026, 4, 1), 50.0));
    }

    @Test
    void openInterestIsTakenWithoutASeriesToo() {
        assertThat(openInterest(read("price-report.xml")))
                .extracting(OpenInterestBook::underlying)
                .containsExactly("DOL", "IDI", "BGI", "DS1", "PETR", "VALE");
    }

    @Test
    void pricesAreThoseOfEveryOption() {
        assertThat(prices(read("price-report.xml")).stream().flatMap(book -> book.prices().stream()))
                .containsExactly(
                        new Price("DOLJ26C005500", null, null, 5.25, 5.0, 5.5, null),
                        new Price("BGIJ26C030000", null, null, 1.5, null, null, null),
                        new Price("PETRC400", null, null, 1.23, null, null, null));
    }

    @Test
    void optionsOnSharesAndIndexesHavePricesAndOpenInterest() {
        Normalized found = SampleFiles.read(Feeds.PRICE_REPORT, caseOf("PR210423_cut.zip"), null);
        assertThat(found.rejections()).isEmpty();
        assertThat(prices(found))
                .extracting(OptionPricesBook::underlying, OptionPricesBook::prices)
                .containsExactlyInAnyOrder(
                        tuple("PETR", List.of(new Price("PETRE250", null, null, 0.01, null, 0.01, null))),
                        tuple(
                                "IBOV",
                                List.of(
                                        new Price("IBOVE120", null, null, 2900.0, null, null, null),
                                        new Price("IBOVF120", null, null, 4730.0, 3100.0, 4950.0, null))),
                        tuple("DOL", List.of(new Price("DOLK21C005500", null, null, 59.0, null, null, null))));
        assertThat(openInterest(found))
                .extracting(OpenInterestBook::underlying)
                .containsExactlyInAnyOrder("PETR", "IBOV", "DOL");
    }

    @Test
    void theReportTellsWhatAContractPaysInReais() {
        Normalized found = SampleFiles.read(Feeds.PRICE_REPORT, caseOf("PR210423_cut.zip"), null);
        assertThat(found.records().stream().filter(Adjustment.class::isInstance).map(Adjustment.class::cast))
                .extracting(Adjustment::instrument, Adjustment::change, Adjustment::valuePerContract)
                .containsExactly(tuple("DOL", 26.185, 1309.25), tuple("AFS", -56.7, null), tuple("BGI", 0.85, 280.5));
    }

    @Test
    void futuresGiveTheirSettlementAndSharesTheirLastPrice() {
        assertThat(underlyings(read("price-report.xml")))
                .extracting(
                        UnderlyingPrice::underlying,
                        UnderlyingPrice::instrument,
                        UnderlyingPrice::kind,
                        UnderlyingPrice::price,
                        UnderlyingPrice::expiry)
                .containsExactlyInAnyOrder(
                        tuple("DOL", "DOLJ26", UnderlyingPrice.Kind.SETTLEMENT, 5231.5, LocalDate.of(2026, 4, 1)),
                        tuple("IND", "INDJ26", UnderlyingPrice.Kind.SETTLEMENT, 181000.0, LocalDate.of(2026, 4, 15)),
                        tuple("PETR4", "PETR4", UnderlyingPrice.Kind.CLOSE, 40.51, null),
                        tuple("BOVA11", "BOVA11", UnderlyingPrice.Kind.CLOSE, 170.1, null),
                        tuple("KLBN11", "KLBN11", UnderlyingPrice.Kind.CLOSE, 18.2, null),
                        tuple("AAPL34", "AAPL34", UnderlyingPrice.Kind.CLOSE, 61.3, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unreadable-last|PricRpt 1 \"PETR4\"|LastPric: expected a figure like 1234.56, saw \"40,51\"",
                "unreadable-position|PricRpt 1 \"DOLJ26C005500\"|OpnIntrst: expected a whole number, saw \"1.5\"",
            })
    void aBadRowIsRejectedAndTheRestGoesOn(String fault, String where, String detail) {
        Normalized found = read("price-report-" + fault + ".xml");
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.UNREADABLE_NUMBER);
            assertThat(rejection.where()).isEqualTo(where);
            assertThat(rejection.detail()).isEqualTo(detail);
        });
        assertThat(underlyings(found)).extracting(UnderlyingPrice::instrument).containsExactly("DOLJ26");
    }

    @Test
    void aSettlementOfNothingIsNoPrice() {
        Normalized found = read("price-report-zero-settlement.xml");
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.INCONSISTENT_ROW);
            assertThat(rejection.detail()).isEqualTo("AdjstdQt: expected a price above zero, saw 0.0");
        });
        assertThat(underlyings(found)).extracting(UnderlyingPrice::instrument).containsExactly("DOLJ26");
    }

    private static Normalized read(String file) {
        return SampleFiles.read(Feeds.PRICE_REPORT, fixture("pricereport/" + file), SESSION);
    }
}
