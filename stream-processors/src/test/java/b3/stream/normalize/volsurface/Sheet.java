package b3.stream.normalize.volsurface;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook of one sheet, as small as a workbook can be. */
final class Sheet {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final LocalDate SERIAL_0 = LocalDate.of(1899, 12, 30);

    private final StringBuilder rows = new StringBuilder();
    private int row;
    private String workbookProperties = "";

    /**
     * Adds a row from A on: a {@link LocalDate} as a date cell, a {@link Number} as a number, text ending in {@code #%} as
     * a number in percent format, other text as text, an empty text as nothing.
     */
    Sheet row(Object... cells) {
        row++;
        rows.append("<row r=\"").append(row).append("\">");
        for (int i = 0; i < cells.length; i++) {
            rows.append(cell((char) ('A' + i) + String.valueOf(row), cells[i]));
        }
        rows.append("</row>");
        return this;
    }

    /** Adds a row as it is. */
    Sheet raw(String xml) {
        row++;
        rows.append(xml);
        return this;
    }

    /** Leaves rows out. */
    Sheet skip(int count) {
        row += count;
        return this;
    }

    /** Counts days from 1904. */
    Sheet since1904() {
        workbookProperties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    byte[] workbook() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            part(zip, "[Content_Types].xml", contentTypes());
            part(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"rId1\" Type=\"" + OFFICE
                            + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\">" + workbookProperties
                            + "<sheets><sheet name=\"VTC\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"rId1\" Type=\"" + OFFICE
                            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\""
                            + OFFICE
                            + "/styles\" Target=\"styles.xml\"/></Relationships>");
            part(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet xmlns=\"" + MAIN + "\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                            + "<xf numFmtId=\"10\"/></cellXfs></styleSheet>");
            part(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String contentTypes() {
        String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return "<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + type + "styles+xml\"/>"
                + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + type
                + "worksheet+xml\"/></Types>";
    }

    private String cell(String at, Object value) {
        if (value instanceof LocalDate date) {
            long serial = workbookProperties.isEmpty()
                    ? ChronoUnit.DAYS.between(SERIAL_0, date)
                    : ChronoUnit.DAYS.between(LocalDate.of(1904, 1, 1), date);
            return "<c r=\"" + at + "\" s=\"1\"><v>" + serial + "</v></c>";
        }
        if (value instanceof Number number) {
            return "<c r=\"" + at + "\"><v>" + number + "</v></c>";
        }
        String text = value.toString();
        if (text.endsWith("#%")) {
            return "<c r=\"" + at + "\" s=\"2\"><v>" + text.replace("#%", "") + "</v></c>";
        }
        return text.isEmpty() ? "" : "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(UTF_8));
    }
}
