package b3.stream.normalize.volsurface;

import b3.schema.document.Reason;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SafeXml;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one workbook. {@code Archive} has opened the workbook as the zip that it is, within its limits; the
 * parts are checked for harmful content (a document type, a cell in column ZZZZZZ) and are given to the spreadsheet
 * reader as a new, bounded zip.
 */
final class WorkbookParts {

    /** The part that every workbook has. */
    static final String CONTENT_TYPES = "[Content_Types].xml";

    private static final Pattern CELL = Pattern.compile("[A-Z]{1,2}[1-9]\\d{0,6}");
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final LocalDate BASE_1904 = LocalDate.of(1904, 1, 1);

    private WorkbookParts() {}

    /** The cells of the first sheet that are not empty, row by row; an absent row is an empty one. */
    static List<List<SurfaceCell>> firstSheet(List<ArchiveMember> parts, int maxRows) {
        boolean since1904 = check(parts);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(packed(parts)), new ReadingOptions(true, true))) {
            LocalDate base = since1904 ? BASE_1904 : SurfaceCell.BASE_1900;
            List<List<SurfaceCell>> rows = new ArrayList<>();
            try (Stream<Row> sheet = workbook.getFirstSheet().openStream()) {
                sheet.forEach(row -> {
                    if (row.getRowNum() > maxRows) {
                        throw tooLarge("more than " + maxRows + " rows");
                    }
                    while (rows.size() < row.getRowNum() - 1) {
                        rows.add(List.of());
                    }
                    rows.add(cells(row, base));
                });
            }
            return rows;
        } catch (UnreadableDocumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // the reader throws any exception at a part that it cannot read
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, "expected a workbook, which cannot be read: " + e);
        }
    }

    /** Whether days are counted from 1904, which the reader sees only where it is written {@code true}. */
    private static boolean check(List<ArchiveMember> parts) {
        boolean since1904 = false;
        for (ArchiveMember part : parts) {
            if (part.name().endsWith(".xml") || part.name().endsWith(".rels")) {
                try (SafeXml xml = new SafeXml(part)) {
                    while (xml.next()) {
                        if (xml.isStart()) {
                            since1904 |= isSince1904(xml);
                            checkCell(part, xml);
                        }
                    }
                }
            }
        }
        return since1904;
    }

    private static boolean isSince1904(SafeXml xml) {
        String flag = xml.element().equals("workbookPr") ? xml.attribute("date1904") : null;
        return flag != null && (flag.equals("1") || flag.equals("true"));
    }

    private static void checkCell(ArchiveMember part, SafeXml xml) {
        String address = xml.element().equals("c") ? xml.attribute("r") : null;
        if (address != null && !CELL.matcher(address).matches()) {
            throw new UnreadableDocumentException(
                    Reason.UNSAFE_DOCUMENT, part.name() + xml.where() + ": expected a cell such as B7, saw " + address);
        }
    }

    private static List<SurfaceCell> cells(Row row, LocalDate base) {
        List<SurfaceCell> cells = new ArrayList<>();
        for (Cell cell : row) {
            SurfaceCell read = cell == null ? null : cell(cell, row.getRowNum(), base);
            if (read != null && !read.isBlank()) {
                cells.add(read);
            }
        }
        return cells;
    }

    private static @Nullable SurfaceCell cell(Cell cell, int row, LocalDate base) {
        int column = cell.getColumnIndex();
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.EMPTY || (raw == null && cell.getValue() == null)) {
            return null;
        }
        if (cell.getType() == CellType.STRING) {
            return SurfaceCell.ofText(column, row, cell.getText());
        }
        String format = cell.getDataFormatString();
        BigDecimal number = number(raw);
        return number == null
                ? SurfaceCell.ofText(column, row, String.valueOf(raw))
                : SurfaceCell.ofNumber(column, row, number, format != null && format.contains("%"), base);
    }

    private static @Nullable BigDecimal number(@Nullable String raw) {
        if (raw == null || raw.length() > 40 || !raw.matches("-?\\d*\\.?\\d+(?:[eE][-+]?\\d{1,2})?")) {
            return null;
        }
        return new BigDecimal(raw);
    }

    private static byte[] packed(List<ArchiveMember> parts) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Set<String> names = new HashSet<>();
        int left = MAX_BYTES;
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (ArchiveMember part : parts) {
                if (!names.add(part.name())) {
                    throw new UnreadableDocumentException(
                            Reason.UNREADABLE_DOCUMENT, "expected one workbook, saw " + part.name() + " twice");
                }
                byte[] bytes = part.bytes(left);
                left -= bytes.length;
                zip.putNextEntry(new ZipEntry(part.name()));
                zip.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static UnreadableDocumentException tooLarge(String seen) {
        return new UnreadableDocumentException(Reason.TOO_LARGE, "the sheet has " + seen);
    }
}
