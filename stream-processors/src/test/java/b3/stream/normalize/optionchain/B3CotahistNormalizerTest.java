package b3.stream.normalize.optionchain;

import static b3.stream.normalize.optionchain.SampleFiles.fixture;
import static b3.stream.normalize.optionchain.SampleFiles.prices;
import static b3.stream.normalize.optionchain.SampleFiles.seriesBooks;
import static b3.stream.normalize.optionchain.SampleFiles.underlyings;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Feeds;
import b3.schema.Reason;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.Normalized;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3CotahistNormalizerTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 3, 9);

    @Test
    void readsClosingPricesOfTheCashMarketAsPrinted() {
        Normalized found = read("cotahist.txt");
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(underlyings(found))
                .extracting(UnderlyingPrice::instrument, UnderlyingPrice::price, UnderlyingPrice::kind)
                .containsExactly(
                        tuple("PETR4", 40.51, UnderlyingPrice.Kind.CLOSE),
                        tuple("FNAM11", 0.10, UnderlyingPrice.Kind.CLOSE));
    }

    @Test
    void readsTheSeriesThatTraded() {
        Normalized found = read("cotahist.txt");
        LocalDate expiry = LocalDate.of(2026, 3, 20);
        assertThat(seriesBooks(found))
                .extracting(OptionSeriesBook::underlying)
                .containsExactly("PETR4", "PETR3", "IBOV", "AAPL");
        assertThat(seriesBooks(found).get(0).series())
                .containsExactly(new Series("PETRC400", null, OptionSeriesBook.Type.CALL, null, 40.51, expiry, 1.0));
        assertThat(seriesBooks(found).get(1).series())
                .containsExactly(new Series("PETRO380", null, OptionSeriesBook.Type.PUT, null, 38, expiry, 1.0));
        assertThat(seriesBooks(found).get(2).series())
                .containsExactly(new Series(
                        "IBOVC183", null, OptionSeriesBook.Type.CALL, null, 183000, LocalDate.of(2026, 3, 18), 0.01));
    }

    @Test
    void passesOverTheEndMarkOfOldFiles() {
        String text = new String(fixture("cotahist.txt"), ISO_8859_1);
        Normalized found = SampleFiles.read(Feeds.COTAHIST, (text + "\u001a").getBytes(ISO_8859_1), null);
        assertThat(found.rejections()).isEmpty();
        assertThat(underlyings(found)).hasSize(2);
    }

    @Test
    void zeroIsNoBidAndNoAsk() {
        Normalized found = read("cotahist.txt");
        assertThat(prices(found).get(0).prices())
                .containsExactly(new Price("PETRC400", null, null, 1.23, 1.2, 1.25, null));
        assertThat(prices(found).get(2).prices())
                .containsExactly(new Price("IBOVC183", null, null, 19305.0, null, null, null));
    }

    @Test
    void aFileOfSeveralSessionsGivesABookASession() {
        Normalized found = read("cotahist-two-sessions.txt");
        assertThat(found.session()).isNull();
        assertThat(seriesBooks(found))
                .extracting(OptionSeriesBook::session)
                .containsExactly(LocalDate.of(2026, 3, 6), SESSION);
        assertThat(underlyings(found)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trailer-count|INCONSISTENT_ROW|trailer|expected a count of 3 lines, saw \"00000000999\"",
                "no-trailer|MISSING_FIELD|trailer|no line 99 after 2 lines",
                "no-expiry|MISSING_FIELD|line 3 \"PETRC390\"|DATVEN: 99991231",
                "zero-strike|MISSING_FIELD|line 3 \"PETRC390\"|PREEXE: 0",
                "zero-factor|INCONSISTENT_ROW|line 3 \"PETRC390\"|FATCOT: expected a positive count, saw 0",
                "indexed-strike|UNREADABLE_FIELD|2 lines|INDOPC: expected 0 (no indexer), saw \"1\"",
                "older-currency|UNREADABLE_FIELD|1 lines|MODREF: expected R$, saw \"CR$\"",
                "unreadable-price|UNREADABLE_NUMBER|line 3 \"VALE3\"|PREULT: expected a whole number",
                "unreadable-date|UNREADABLE_FIELD|line 3 \"VALE3\"|DATPRE: expected a date yyyyMMdd, saw \"20261309\"",
                "short-line|UNREADABLE_FIELD|line 3|expected 245 characters, saw 200",
                "unknown-record|UNREADABLE_FIELD|line 3|TIPREG: expected 01 or 99, saw \"02\"",
                "contradictory|DUPLICATE_KEY|line 4 \"PETRC400\"|the same series twice",
            })
    void aBadLineIsRejectedAndTheRestGoesOn(String fault, Reason reason, String where, String detail) {
        Normalized found = read("cotahist-" + fault + ".txt");
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.where()).isEqualTo(where);
            assertThat(rejection.detail()).contains(detail);
        });
        assertThat(underlyings(found)).extracting(UnderlyingPrice::instrument).containsExactly("PETR4");
        assertThat(prices(found)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error-page.html|expected a first line 00COTAHIST, saw an HTML page",
                "cotahist-other-header.txt|expected a first line 00COTAHIST",
                "cotahist-nothing.txt|no line of the cash or options market",
                "cotahist-one-long-line.txt|expected lines of 245 characters",
            })
    void aDocumentThatIsNoCotahistIsRefused(String file, String detail) {
        assertThat(Refusals.of(Feeds.COTAHIST, fixture(file), null))
                .hasMessageContaining(detail)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE_DOCUMENT));
    }

    private static Normalized read(String file) {
        return SampleFiles.read(Feeds.COTAHIST, fixture(file), null);
    }
}
