package b3.stack.demo.rates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest xlsx workbook: one sheet, numbers, and a date style for the first column. */
final class DemoWorkbook {

    private static final String NAMESPACE = "http://schemas.openxmlformats.org/";

    private DemoWorkbook() {}

    /** Returns a workbook whose one sheet has these rows, which are given in the XML of the sheet. */
    static byte[] of(String rows) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("[Content_Types].xml", """
                <Types xmlns="%1$spackage/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml"
                 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/styles.xml"
                 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml"
                 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
        parts.put("_rels/.rels", """
                <Relationships xmlns="%1$spackage/2006/relationships"><Relationship Id="r1" Target="xl/workbook.xml"
                 Type="%1$sofficeDocument/2006/relationships/officeDocument"/></Relationships>""");
        parts.put("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="%1$spackage/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml"
                 Type="%1$sofficeDocument/2006/relationships/worksheet"/><Relationship Id="r2" Target="styles.xml"
                 Type="%1$sofficeDocument/2006/relationships/styles"/></Relationships>""");
        parts.put("xl/workbook.xml", """
                <workbook xmlns="%1$sspreadsheetml/2006/main"
                 xmlns:r="%1$sofficeDocument/2006/relationships"><sheets>
                <sheet name="Superficie" sheetId="1" r:id="r1"/></sheets></workbook>""");
        parts.put("xl/styles.xml", """
                <styleSheet xmlns="%1$sspreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/>
                </fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
                <cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""");
        parts.put("xl/worksheets/sheet1.xml", """
                <worksheet xmlns="%1$sspreadsheetml/2006/main"><sheetData>%2$s</sheetData></worksheet>""");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + part.getValue().formatted(NAMESPACE, rows))
                        .getBytes(UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
