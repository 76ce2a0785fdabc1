package b3.stream.normalize.rates;

import static b3.stream.normalize.RealDocuments.caseOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.document.Reason;
import b3.schema.rates.RatesCurve;
import b3.schema.rates.RatesCurve.Vertex;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class B3RatesNormalizerTest {

    @Test
    void readsOneCurvePerCodeNearestVertexFirst() {
        Normalized found = read(Fixture.of("rates/TaxaSwap.txt"));
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(Fixture.SESSION);
        assertThat(curves(found))
                .extracting(RatesCurve::curve, RatesCurve::name, RatesCurve::rows)
                .containsExactly(
                        tuple("PRE", "DIxPRE", 3),
                        tuple("ACF", "AÇÚCAR CRISTAL", 1),
                        tuple("1021", "LFT", 1),
                        tuple("DP", "DOLxPRE", 1));
        assertThat(curves(found).get(0).vertices())
                .containsExactly(
                        new Vertex(1, 1, 12.15, true),
                        new Vertex(5, 7, 12.2, false),
                        new Vertex(21, 30, 12.3456789, false));
        assertThat(curves(found).get(1).vertices()).containsExactly(new Vertex(1, 1, -29.138, true));
        // a rate of minus zero is zero
        assertThat(curves(found).get(2).vertices()).containsExactly(new Vertex(119, 174, 0.0, false));
    }

    @ParameterizedTest
    @CsvSource({
        "short-line, UNREADABLE_FIELD, 72 characters",
        "rate-with-letters, UNREADABLE_NUMBER, rate",
        "no-sign, UNREADABLE_FIELD, a sign",
        "unknown-term, UNREADABLE_FIELD, F or M",
        "no-curve-code, UNREADABLE_FIELD, a curve",
        "line-of-another-session, WRONG_SESSION, 2025-01-03",
        "impossible-date, UNREADABLE_FIELD, yyyyMMdd",
    })
    void rejectsTheLineAndKeepsTheOthers(String fault, Reason reason, String detail) {
        Normalized found = read(Fixture.of("rates/" + fault + ".txt"));
        assertThat(curves(found).get(0).vertices()).containsExactly(new Vertex(1, 1, 12.15, true));
        assertThat(found.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.detail()).contains(detail);
            assertThat(rejection.where()).isEqualTo("line 2");
        });
    }

    @Test
    void takesAVertexThatComesTwiceNeitherWay() {
        Normalized found = read(Fixture.of("rates/same-vertex-twice.txt"));
        assertThat(found.records()).isEmpty();
        assertThat(found.rejections()).singleElement().matches(row -> row.reason() == Reason.DUPLICATE_KEY);
    }

    @Test
    void opensAProgramAsTheZipBehindIt() throws IOException {
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        program.write("MZ this program cannot be run".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        program.write(zip("TaxaSwap.txt", Fixture.of("rates/TaxaSwap.txt").bytes()));
        byte[] download = zip("TS250106.ex_", program.toByteArray());
        assertThat(read(Fixture.of(program.toByteArray())).records()).hasSize(4);
        assertThat(read(Fixture.of(download)).records()).hasSize(4);
    }

    @Test
    void readsACaptureInUtf8AndPassesOverTheEndMarkOfOldFiles() {
        String latin = new String(Fixture.of("rates/TaxaSwap.txt").bytes(), ISO_8859_1);
        Normalized utf8 = read(Fixture.of(latin.getBytes(UTF_8)));
        Normalized marked = read(Fixture.of((latin.strip() + "\r\n\u001a").getBytes(ISO_8859_1)));
        for (Normalized found : List.of(utf8, marked)) {
            assertThat(found.rejections()).isEmpty();
            assertThat(curves(found).get(1).name()).isEqualTo("AÇÚCAR CRISTAL");
        }
    }

    @Test
    void refusesAnotherSessionThanTheOneAskedFor() {
        Fixture document = Fixture.of("rates/TaxaSwap.txt");
        assertThat(read(document.asked(Fixture.SESSION)).records()).hasSize(4);
        assertThatThrownBy(() -> read(document.asked(LocalDate.of(2025, 1, 7))))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.WRONG_SESSION));
    }

    @Test
    void refusesAFileOfVolatilities() {
        String rates = new String(Fixture.of("rates/TaxaSwap.txt").bytes(), ISO_8859_1);
        Fixture volatilities =
                Fixture.of(rates.replaceAll("(?m)^(.{19})T1", "$1V1").getBytes(ISO_8859_1));
        assertThatThrownBy(() -> read(volatilities))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("expected T1 in columns 20 to 21")
                .hasMessageContaining("saw \"V1\"");
    }

    @Test
    void refusesACaptureOfVolatilities() {
        Fixture capture = Fixture.of(caseOf("TaxaV1_20150102_cut.txt"));
        assertThatThrownBy(() -> read(capture))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("saw \"V1\"");
    }

    @Test
    void rejectsALineOfAnotherKindAmongRates() {
        String rates = new String(Fixture.of("rates/TaxaSwap.txt").bytes(), ISO_8859_1);
        String mixed = rates.substring(0, 74) + rates.substring(74).replaceFirst("T1", "V1");
        Normalized found = read(Fixture.of(mixed.getBytes(ISO_8859_1)));
        assertThat(found.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.detail())
                .contains("saw \"V1\""));
        assertThat(curves(found).get(0).vertices()).hasSize(2);
    }

    @Test
    void refusesAnythingElse() {
        for (String file : List.of("indicators/page.html", "indicators/empty.json")) {
            assertThatThrownBy(() -> read(Fixture.of(file)))
                    .isInstanceOf(UnreadableDocumentException.class)
                    .hasMessageContaining("TaxaSwap");
        }
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static Normalized read(Fixture document) {
        return document.read(new B3RatesNormalizer());
    }

    private static List<RatesCurve> curves(Normalized found) {
        return found.records().stream().map(RatesCurve.class::cast).toList();
    }
}
