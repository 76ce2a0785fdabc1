package b3.stream.normalize.volsurface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.schema.volsurface.VolSurface;
import b3.schema.volsurface.VolSurface.Point;
import b3.stream.normalize.Fixture;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceWorkbookTest {

    private static final LocalDate SESSION = Fixture.SESSION;
    private static final LocalDate FEBRUARY = LocalDate.of(2025, 2, 3);
    private static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 3);

    @Test
    void readsElevenDeltasByExpiryAndLeavesTheFillingOut() {
        Sheet sheet = new Sheet()
                .row(SESSION, 1, 5, 10, 25, 37, 50, 63, 75, 90, 95, 99)
                .row(NOVEMBER, 19.99, 18.29, 17.43, 14.82, 13.73, 12.76, 12.29, 11.97, 12.17, 12.15, 12.11)
                .row(FEBRUARY, 13.44, 12.49, 12, 11, 10, 9.16, 9, 8.9, 8.7, 8.58, 9.09)
                .row(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                .row(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (byte[] document : List.of(sheet.workbook(), zip("Superficie_Vol_VTC_06012025.xlsx", sheet.workbook()))) {
            Normalized found = read(document);
            assertThat(found.rejections()).isEmpty();
            assertThat(found.session()).isEqualTo(SESSION);
            VolSurface surface = surface(found);
            assertThat(surface.businessKey()).isEqualTo("DOL|2025-01-06");
            assertThat(surface.points()).hasSize(22);
            assertThat(surface.points().get(0)).isEqualTo(new Point("G25", "fev-25", FEBRUARY, null, null, 1, 13.44));
            assertThat(surface.points().get(21)).isEqualTo(new Point("X25", "nov-25", NOVEMBER, null, null, 99, 12.11));
            assertThat(surface.points().subList(0, 11))
                    .extracting(Point::delta)
                    .containsExactly(1, 5, 10, 25, 37, 50, 63, 75, 90, 95, 99);
        }
    }

    @Test
    void readsTextAsFiguresAndDates() {
        Normalized found = read(new Sheet()
                .row("06/01/2025", "1%", "5 %", "Delta 50")
                .row("2025-02-03", "13,44%", "12.49", "9,16")
                .row("nov-25", "19,99", 18.290000000000003, "0.1276#%")
                .row("Z25", "19,99", "18,29", "12,76")
                .row("", "-", "", "0,00")
                .row("Fonte: B3")
                .workbook());
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(surface(found).points())
                .extracting(Point::contractMonth, Point::monthLabel, Point::expiry, Point::delta, Point::volatility)
                .contains(
                        tuple("G25", "fev-25", FEBRUARY, 1, 13.44),
                        tuple("G25", "fev-25", FEBRUARY, 5, 12.49),
                        tuple("G25", "fev-25", FEBRUARY, 50, 9.16),
                        tuple("X25", "nov-25", null, 5, 18.29),
                        tuple("X25", "nov-25", null, 50, 12.76),
                        tuple("Z25", "dez-25", null, 99 - 49, 12.76));
    }

    @Test
    void tellsFractionsOfDeltaAndDaysSince1904() {
        Normalized found = read(new Sheet()
                .since1904()
                .skip(1)
                .row(SESSION, 0.01, 0.05, 0.99)
                .row(FEBRUARY, 13.44, 12.49, 9.16)
                .workbook());
        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(surface(found).points()).extracting(Point::delta).containsExactly(1, 5, 99);
        Normalized percent = read(new Sheet()
                .row(SESSION, "0.01#%", "0.05#%", "0.99#%")
                .row(FEBRUARY, 13.44, 12.49, 9.16)
                .workbook());
        assertThat(surface(percent).points()).extracting(Point::delta).containsExactly(1, 5, 99);
    }

    @Test
    void rejectsARowWithAHoleAndKeepsTheOthers() {
        Normalized found = read(new Sheet()
                .row(SESSION, 1, 50, 99)
                .row(FEBRUARY, 13.44, 9.16, 9.09)
                .row(LocalDate.of(2025, 3, 6), 13.44, 0, 9.09)
                .row(LocalDate.of(2025, 4, 1), 13.44, "", 9.09)
                .row(LocalDate.of(2025, 5, 2), 13.44, "n/d", 9.09)
                .row(LocalDate.of(2025, 6, 2), 13.44, -9, 9.09)
                .row(LocalDate.of(2024, 12, 2), 13.44, 9, 9.09)
                .row("", 13.44, 9, 9.09)
                .row("amanhã", 13.44, 9, 9.09)
                .row(LocalDate.of(2025, 7, 1), 0, 0, 0)
                .row(FEBRUARY, 13.45, 9.16, 9.09)
                .workbook());
        assertThat(found.rejections())
                .extracting(Rejection::where, Rejection::reason)
                .containsExactly(
                        tuple("row 3", Reason.INCONSISTENT_ROW),
                        tuple("row 4", Reason.MISSING_FIELD),
                        tuple("row 5", Reason.UNREADABLE_NUMBER),
                        tuple("row 6", Reason.INCONSISTENT_ROW),
                        tuple("row 7", Reason.INCONSISTENT_ROW),
                        tuple("row 8", Reason.MISSING_FIELD),
                        tuple("row 9", Reason.UNREADABLE_FIELD),
                        tuple("row 10", Reason.INCONSISTENT_ROW),
                        tuple("row 11", Reason.DUPLICATE_KEY));
        assertThat(found.rejections().get(0).detail()).contains("C3");
        assertThat(surface(found).points()).extracting(Point::delta).containsExactly(50, 99);
    }

    @Test
    void rejectsADeltaThatIsNone() {
        Normalized found = read(new Sheet()
                .row(SESSION, 1, 37.5, 50, 50, 99)
                .row(FEBRUARY, 13.44, 10, 9.16, 9.16, 9.09)
                .workbook());
        assertThat(found.rejections())
                .extracting(Rejection::where, Rejection::reason)
                .containsExactly(tuple("C1", Reason.UNREADABLE_FIELD), tuple("E1", Reason.DUPLICATE_KEY));
        assertThat(surface(found).points()).extracting(Point::delta).containsExactly(1, 50, 99);
    }

    @Test
    void refusesASheetThatIsNoSurface() {
        refused(new Sheet().row("a", "b", "c", "d"), Reason.UNREADABLE_DOCUMENT);
        refused(new Sheet().row("Vencimento", 1, 50, 99).row(FEBRUARY, 13.44, 9.16, 9.09), Reason.NO_SESSION);
        refused(new Sheet().row(SESSION, 1, 50, 99).row(0, 0, 0, 0), Reason.LAYOUT_CHANGED);
        refused(new Sheet().row(SESSION, 1, 50, 99).row(FEBRUARY, 0.1344, 0.09, 0.09), Reason.LAYOUT_CHANGED);
        Sheet endless = new Sheet().row(SESSION, 1, 50, 99).skip(100_000).row(FEBRUARY, 13.44, 9.16, 9.09);
        refused(endless, Reason.TOO_LARGE);
    }

    @Test
    void refusesTwoWorkbooksAndABomb() {
        byte[] workbook = new Sheet().row(SESSION, 1, 50, 99).workbook();
        byte[] two = zip("a.xlsx", workbook, "b.xlsx", workbook);
        assertThatThrownBy(() -> read(two))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("one workbook");
        byte[] bomb = zip("[Content_Types].xml", ("<t>" + "<a/>".repeat(25_000_000)).getBytes(UTF_8));
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isIn(Reason.TOO_LARGE, Reason.UNSAFE_DOCUMENT));
    }

    @Test
    void refusesACellFarOutsideAnySheet() {
        byte[] document = new Sheet()
                .row(SESSION, 1, 50, 99)
                .raw("<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>")
                .workbook();
        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.UNSAFE_DOCUMENT));
        byte[] row = new Sheet()
                .row(SESSION, 1, 50, 99)
                .raw("<row r=\"two\"><c r=\"A2\"><v>1</v></c></row>")
                .workbook();
        assertThatThrownBy(() -> read(row)).isInstanceOf(UnreadableDocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><t>&x;</t>",
                "not xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
                ""
            })
    void refusesPartsThatAreNoWorkbook(String contentTypes) {
        byte[] document = zip("[Content_Types].xml", contentTypes.getBytes(UTF_8));
        assertThatThrownBy(() -> read(document)).isInstanceOf(UnreadableDocumentException.class);
    }

    private static void refused(Sheet sheet, Reason reason) {
        assertThatThrownBy(() -> read(sheet.workbook()))
                .isInstanceOfSatisfying(UnreadableDocumentException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason));
    }

    private static Normalized read(byte[] document) {
        return Fixture.of(document).read(new B3VolSurfaceNormalizer());
    }

    private static VolSurface surface(Normalized found) {
        assertThat(found.records()).hasSize(1);
        return (VolSurface) found.records().get(0);
    }

    private static byte[] zip(String name, byte[] content) {
        return zip(name, content, "", content);
    }

    private static byte[] zip(String name, byte[] content, String second, byte[] more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            if (!second.isEmpty()) {
                zip.putNextEntry(new ZipEntry(second));
                zip.write(more);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
