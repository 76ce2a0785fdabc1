package b3.stream.normalize.optionchain;

import static b3.stream.normalize.SampleFiles.fixture;
import static b3.stream.normalize.SampleFiles.underlyings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.Feeds;
import b3.schema.document.Reason;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.Refusals;
import b3.stream.normalize.SampleFiles;
import b3.stream.normalize.reading.Normalized;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3IndexReportNormalizerTest {

    private static final LocalDate SESSION = LocalDate.of(2026, 3, 9);

    @Test
    void readsTheClosingValueOfEveryIndex() {
        Normalized found = read(fixture("optionchain/index-report.xml"));
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(underlyings(found))
                .extracting(UnderlyingPrice::underlying, UnderlyingPrice::price, UnderlyingPrice::kind)
                .containsExactly(
                        tuple("IBOV", 180530.06, UnderlyingPrice.Kind.CLOSE),
                        tuple("SMLL", 2953.58, UnderlyingPrice.Kind.CLOSE));
    }

    @Test
    void theLatestOfSeveralVersionsWins() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(zip)) {
            entries.putNextEntry(new ZipEntry("a.xml"));
            entries.write(fixture("optionchain/index-report.xml"));
            entries.putNextEntry(new ZipEntry("b.xml"));
            entries.write(fixture("optionchain/index-report-earlier-version.xml"));
        }
        assertThat(underlyings(read(zip.toByteArray())).get(0).price()).isEqualTo(180530.06);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unreadable-close|UNREADABLE_NUMBER|IndxInf \"SMLL\"|ClsgPric: expected a figure like 1234.56, saw \"2.953,58\"",
                "missing-ticker|MISSING_FIELD|IndxInf \"\"|TckrSymb: absent",
                "contradictory|DUPLICATE_KEY|IndxInf \"SMLL\"|twice: price 1.0 and 2.0",
            })
    void aBadIndexIsRejectedAndTheRestGoesOn(String fault, Reason reason, String where, String detail) {
        Normalized found = read(fixture("optionchain/index-report-" + fault + ".xml"));
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.where()).isEqualTo(where);
            assertThat(rejection.detail()).contains(detail);
        });
        assertThat(underlyings(found)).extracting(UnderlyingPrice::underlying).containsExactly("IBOV");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index-report-nothing.xml|UNREADABLE_DOCUMENT|holds no IndxInf",
                "index-report-no-date.xml|NO_SESSION|expected TradDt yyyy-MM-dd",
                "index-report-unreadable-date.xml|NO_SESSION|saw \"09/03/2026\"",
                "index-report-price-report.xml|UNREADABLE_DOCUMENT|expected an index report",
                "error-page.html|UNREADABLE_DOCUMENT|saw document: an HTML page",
            })
    void aDocumentThatIsNoIndexReportIsRefused(String file, Reason reason, String detail) {
        assertThat(Refusals.of(Feeds.INDEX_REPORT, fixture("optionchain/" + file), null))
                .hasMessageContaining(detail)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Normalized read(byte[] document) {
        return SampleFiles.read(Feeds.INDEX_REPORT, document, null);
    }
}
