package b3.stream.normalize.cotahist;

import static b3.stream.normalize.RealDocuments.caseOf;
import static b3.stream.normalize.SampleFiles.fixture;
import static b3.stream.normalize.SampleFiles.prices;
import static b3.stream.normalize.SampleFiles.seriesBooks;
import static b3.stream.normalize.SampleFiles.underlyings;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Feeds;
import b3.schema.document.Reason;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.Refusals;
import b3.stream.normalize.SampleFiles;
import b3.stream.normalize.reading.Normalized;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                        "IBOVC183",
                        null,
                        OptionSeriesBook.Type.CALL,
                        OptionSeriesBook.Style.EUROPEAN,
                        183000,
                        LocalDate.of(2026, 3, 18),
                        0.01));
    }

    @Test
    void passesOverTheEndMarkOfOldFiles() {
        String text = new String(fixture("cotahist/cotahist.txt"), ISO_8859_1);
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

    @Test
    void readsStrikesInPointsOfTheIndex() {
        Normalized found = SampleFiles.read(Feeds.COTAHIST, caseOf("COTAHIST_D12022003_cut.TXT"), null);
        LocalDate expiry = LocalDate.of(2003, 4, 16);
        assertThat(seriesBooks(found)).extracting(OptionSeriesBook::underlying).containsExactly("IBOV", "PETR4");
        assertThat(seriesBooks(found).get(0).series())
                .extracting(Series::ticker, Series::type, Series::strike, Series::expiry, Series::multiplier)
                .containsExactly(
                        tuple("IBOVD10", OptionSeriesBook.Type.CALL, 10000.0, expiry, 1.0),
                        tuple("IBOVD11", OptionSeriesBook.Type.CALL, 11000.0, expiry, 1.0),
                        tuple("IBOVD12", OptionSeriesBook.Type.CALL, 12000.0, expiry, 1.0),
                        tuple("IBOVP10", OptionSeriesBook.Type.PUT, 10000.0, expiry, 1.0),
                        tuple("IBOVP12", OptionSeriesBook.Type.PUT, 12000.0, expiry, 1.0));
        assertThat(found.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.detail())
                .contains("saw \"8\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COTAHIST_D06012021.TXT", "COTAHIST_D08012021.TXT"})
    void readsAStrikeThatIsPrintedInPointsOnly(String file) {
        Normalized found = SampleFiles.read(Feeds.COTAHIST, caseOf(file), null);
        assertThat(found.rejections()).isEmpty();
        assertThat(seriesBooks(found).get(0).series())
                .extracting(Series::ticker, Series::strike)
                .contains(tuple("IBOVC128", 128000.0));
    }

    @Test
    void readsTheStrikeInPointsWhereTheOtherIsZero() {
        String text = new String(fixture("cotahist/cotahist-zero-strike.txt"), ISO_8859_1);
        String line = text.lines()
                .filter(each -> each.contains("PETRC390"))
                .findFirst()
                .orElseThrow();
        String pointed = line.substring(0, 217) + "0000039123456" + line.substring(230);
        Normalized found =
                SampleFiles.read(Feeds.COTAHIST, text.replace(line, pointed).getBytes(ISO_8859_1), null);
        assertThat(found.rejections()).isEmpty();
        assertThat(seriesBooks(found).get(0).series())
                .extracting(Series::strike)
                .containsExactly(39.123456);
    }

    @Test
    void takesATrailerThatCountsTheLinesOfQuotesAlone() {
        Normalized found = SampleFiles.read(Feeds.COTAHIST, caseOf("COTAHIST_D25092026_t01.TXT"), null);
        assertThat(found.rejections()).isEmpty();
        String text = new String(fixture("cotahist/cotahist.txt"), ISO_8859_1).replace("00000000013", "00000000011");
        assertThat(SampleFiles.read(Feeds.COTAHIST, text.getBytes(ISO_8859_1), null)
                        .rejections())
                .isEmpty();
        String wrong = text.replace("00000000011", "00000000012");
        assertThat(SampleFiles.read(Feeds.COTAHIST, wrong.getBytes(ISO_8859_1), null)
                        .rejections())
                .hasSize(1);
    }

    @Test
    void knowsTheStyleOfEuropeanOptionsByTheirName() {
        String text = new String(fixture("cotahist/cotahist.txt"), ISO_8859_1);
        String line = text.lines()
                .filter(each -> each.contains("PETRC400"))
                .findFirst()
                .orElseThrow();
        for (String name : List.of("PETRE       ", "PETRE  FM   ", "PETRE   /EJ ")) {
            String european = line.substring(0, 27) + name + line.substring(39);
            Normalized found = SampleFiles.read(
                    Feeds.COTAHIST, text.replace(line, european).getBytes(ISO_8859_1), null);
            assertThat(seriesBooks(found).get(0).series())
                    .extracting(Series::style)
                    .containsExactly(OptionSeriesBook.Style.EUROPEAN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trailer-count|INCONSISTENT_ROW|trailer|expected a count of 3 lines, or of 1 of type 01, saw \"00000000999\"",
                "no-trailer|MISSING_FIELD|trailer|no line 99 after 2 lines",
                "no-expiry|MISSING_FIELD|line 3 \"PETRC390\"|DATVEN: 99991231",
                "zero-strike|MISSING_FIELD|line 3 \"PETRC390\"|PREEXE: 0, and PTOEXE: 0",
                "zero-factor|INCONSISTENT_ROW|line 3 \"PETRC390\"|FATCOT: expected a positive count, saw 0",
                "indexed-strike|UNREADABLE_FIELD|2 lines|INDOPC: expected 0 (no indexer) or 6 (points), saw \"1\"",
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
        assertThat(Refusals.of(Feeds.COTAHIST, fixture("cotahist/" + file), null))
                .hasMessageContaining(detail)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE_DOCUMENT));
    }

    private static Normalized read(String file) {
        return SampleFiles.read(Feeds.COTAHIST, fixture("cotahist/" + file), null);
    }
}
