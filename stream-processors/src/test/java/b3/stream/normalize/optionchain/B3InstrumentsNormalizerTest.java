package b3.stream.normalize.optionchain;

import static b3.stream.normalize.SampleFiles.fixture;
import static b3.stream.normalize.SampleFiles.seriesBooks;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Feeds;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.stream.normalize.Refusals;
import b3.stream.normalize.SampleFiles;
import b3.stream.normalize.reading.Normalized;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3InstrumentsNormalizerTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 3, 9);
    private static final LocalDate EXPIRY = LocalDate.of(2026, 3, 20);

    @Test
    void readsTheSeriesOfEveryUnderlying() {
        Normalized found = read("instruments.csv");
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(seriesBooks(found))
                .extracting(OptionSeriesBook::underlying)
                .containsExactly("PETR4", "PETR3", "IBOV", "DOL", "SJC");
        assertThat(series(found))
                .startsWith(
                        new Series(
                                "PETRC400",
                                "BRPETR4C0A19",
                                OptionSeriesBook.Type.CALL,
                                Style.AMERICAN,
                                40.51,
                                EXPIRY,
                                1.0),
                        new Series(
                                "PETRO380",
                                "BRPETR4O0C38",
                                OptionSeriesBook.Type.PUT,
                                Style.EUROPEAN,
                                1038,
                                EXPIRY,
                                1.0),
                        new Series("PETRC410", "BRPETR3C0B26", OptionSeriesBook.Type.CALL, null, 41, EXPIRY, 1.0),
                        new Series(
                                "IBOVC183",
                                "BRIBOV9C0A10",
                                OptionSeriesBook.Type.CALL,
                                Style.EUROPEAN,
                                183000,
                                LocalDate.of(2026, 3, 18),
                                0.01),
                        new Series(
                                "DOLJ26C005500",
                                "BRBMEFD00001",
                                OptionSeriesBook.Type.CALL,
                                Style.EUROPEAN,
                                5500,
                                LocalDate.of(2026, 4, 1),
                                50.0));
    }

    @Test
    void optionsInAnotherCurrencyHaveNoMultiplierForItIsInReais() {
        Normalized found = read("instruments.csv");
        assertThat(found.rejections()).isEmpty();
        assertThat(series(found).stream().filter(series -> series.ticker().startsWith("SJC")))
                .hasSize(2)
                .allMatch(series -> series.multiplier() == null && series.strike() == 23.5);
    }

    @ParameterizedTest
    @CsvSource({"OCASPS, AMERICAN", "OPESPS, EUROPEAN", "OCXSPS,", "ESVUFR,", "'',"})
    void theClassificationTellsAStyleThatIsLeftEmpty(String classification, @Nullable Style style) {
        String file = new String(fixture("optionchain/instruments-missing-multiplier.csv"), ISO_8859_1)
                .replace("OptnTp;", "CFICd;OptnTp;")
                .replace(";Call;", ";" + classification + ";Call;")
                .replace(";AMER;", ";;");
        Normalized found = SampleFiles.read(Feeds.INSTRUMENTS, file.getBytes(ISO_8859_1), SESSION);
        assertThat(series(found)).hasSize(2).allMatch(series -> series.style() == style);
    }

    @Test
    void theContractTellsAMultiplierThatIsLeftEmpty() {
        assertThat(series(read("instruments-missing-multiplier.csv")))
                .extracting(Series::ticker, Series::multiplier)
                .containsExactly(tuple("DOLJ26C005500", 50.0), tuple("PETRC400", 1.0));
    }

    @Test
    void aMultiplierThatCannotBeIsOneRejectionAnUnderlying() {
        Normalized found = read("instruments-multipliers.csv");
        assertThat(series(found))
                .extracting(Series::ticker, Series::multiplier)
                .containsExactly(
                        tuple("DOLJ26C005400", 50.0),
                        tuple("DOLJ26C005500", 50.0),
                        tuple("BGIJ26C032000", 330.0),
                        tuple("ETHJ26C002500", null));
        assertThat(found.rejections())
                .extracting(Rejection::reason, Rejection::where, Rejection::detail)
                .containsExactly(tuple(
                        Reason.INCONSISTENT_ROW,
                        "row 5 \"DOLJ26C005600\"",
                        "CtrctMltplr: expected 50.0, the multiplier of DOL, saw 50000.0; so in 2 series of DOL"));
    }

    @Test
    void quotesAreReadWhereTheyEncloseAndKeptWhereTheyDoNot() {
        Normalized found = read("instruments-quotes.csv");
        assertThat(found.rejections()).isEmpty();
        assertThat(series(found)).extracting(Series::ticker).containsExactly("PETRC400", "PETRC410", "PETRC420");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unreadable-strike|UNREADABLE_NUMBER|ExrcPric: expected a figure like 1.234,56, saw \"40.51\"",
                "too-many-digits|UNREADABLE_NUMBER|ExrcPric: expected at most 15 significant digits",
                "missing-strike|MISSING_FIELD|ExrcPric: empty",
                "zero-strike|INCONSISTENT_ROW|ExrcPric: expected a positive strike, saw 0.0",
                "unknown-style|UNREADABLE_FIELD|OptnStyle: expected AMER or EURO, saw \"BERM\"",
                "unknown-type|UNREADABLE_FIELD|OptnTp: expected Call or Put, saw \"Straddle\"",
                "unreadable-expiry|UNREADABLE_FIELD|XprtnDt: expected a date yyyy-MM-dd, saw \"20/03/2026\"",
                "missing-underlying|MISSING_FIELD|Asst: empty",
                "zero-price-factor|INCONSISTENT_ROW|PricFctr: expected a positive figure, saw 0.0",
                "contradictory|DUPLICATE_KEY|the same series twice",
            })
    void aBadRowIsRejectedAndTheRestGoesOn(String fault, Reason reason, String detail) {
        Normalized found = read("instruments-" + fault + ".csv");
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.where()).startsWith("row ");
            assertThat(rejection.detail()).contains(detail);
        });
        assertThat(series(found)).extracting(Series::ticker).containsExactly("PETRC400");
    }

    @Test
    void anErrorPageIsRefused() {
        assertThat(Refusals.of(Feeds.INSTRUMENTS, fixture("optionchain/error-page.html"), null))
                .hasMessageContaining("saw an HTML page");
    }

    @Test
    void aRegisterInWhichNothingIsReadableIsNoRegister() {
        String row = "2026-03-09;X;PETR4;PETR;S;EQUITY-DERIVATE;O;2026-03-20;;I;Call;;;100;BRL;n/a;AMER;201;1;C\n";
        String header = new String(fixture("optionchain/instruments.csv"), ISO_8859_1)
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        byte[] document = (header + "\n" + row.repeat(1001)).getBytes(ISO_8859_1);
        assertThat(Refusals.of(Feeds.INSTRUMENTS, document, null).reason()).isEqualTo(Reason.UNREADABLE_DOCUMENT);
    }

    @Test
    void aWholeRegisterIsReadAsAStream() throws IOException {
        List<String> lines = new String(fixture("optionchain/instruments.csv"), ISO_8859_1)
                .lines()
                .toList();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((lines.get(0) + "\n" + lines.get(1) + "\n").getBytes(ISO_8859_1));
            for (int i = 0; i < 170_000; i++) {
                String name = "PETRC%06d".formatted(i % 90_000);
                gzip.write(lines.get(3).replace("PETRC400", name).getBytes(ISO_8859_1));
                gzip.write('\n');
            }
        }
        Normalized found = SampleFiles.read(Feeds.INSTRUMENTS, packed.toByteArray(), SESSION);
        assertThat(found.rejections()).isEmpty();
        assertThat(series(found)).hasSize(90_000);
    }

    private static List<Series> series(Normalized found) {
        return seriesBooks(found).stream()
                .flatMap(book -> book.series().stream())
                .toList();
    }

    private static Normalized read(String file) {
        return SampleFiles.read(Feeds.INSTRUMENTS, fixture("optionchain/" + file), SESSION);
    }
}
