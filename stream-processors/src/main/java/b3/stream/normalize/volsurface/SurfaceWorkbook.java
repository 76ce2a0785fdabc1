package b3.stream.normalize.volsurface;

import b3.schema.calendar.ContractMonth;
import b3.schema.document.Reason;
import b3.schema.volsurface.VolSurface;
import b3.schema.volsurface.VolSurface.Point;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The dollar surface of
 * {@code https://www.b3.com.br/data/files/16/35/6A/F9/623589100A29E189AC094EA8/Superficie-de-volatilidade-de-dolar.zip}:
 * a zip with one workbook {@code Superficie_Vol_VTC_ddmmyyyy.xlsx}, or the workbook alone. Overwritten every day, no
 * history; quotes are collected at 18h.
 *
 * <p>First sheet: A1 is the reference date and the session, B1 to L1 the call deltas 1, 5, 10, 25, 37, 50, 63, 75, 90,
 * 95, 99 in percent; every further row is an expiry in A and its volatilities, percent a year.
 *
 * <pre>{@code
 * 21/07/2026      1       5 …    99
 * 03/08/2026  13.44   12.49 …  9.09
 * 01/09/2026  14.35   13.90 …  9.04
 * 00/01/1900      0       0 …     0
 * }</pre>
 *
 * <p>Cells are read tolerantly, see {@link SurfaceCell}. Deltas may be {@code 1}, {@code 1%} or {@code 0.01}: they are
 * fractions if all of them are below 1. A row of zeros and blanks is the sheet's filling (the serial 0 of Excel is no
 * date); a row with an expiry and a zero, blank or unreadable volatility is rejected whole, because the other points of
 * its smile are of no use alone. If all volatilities are below 1 %, they are unmarked fractions and the document is
 * refused.
 *
 * <p>The label ({@code nov-25}) and the contract month ({@code X25}) are those of the expiry's month; a row that gives one
 * of them instead of a date has no expiry.
 */
final class SurfaceWorkbook {

    private static final String ASSET = "DOL";
    private static final int MAX_ROWS = 1000;

    private record Expiry(@Nullable LocalDate date, ContractMonth month) {}

    private SurfaceWorkbook() {}

    /** Whether the files are the parts of a workbook. */
    static boolean isWorkbook(List<ArchiveMember> members) {
        return members.stream().anyMatch(member -> member.name().equals(WorkbookParts.CONTENT_TYPES));
    }

    static Normalized read(List<ArchiveMember> members, DocumentRows rows) {
        List<List<SurfaceCell>> sheet = WorkbookParts.firstSheet(members, MAX_ROWS);
        int header = 0;
        while (header < sheet.size() && !isHeader(sheet.get(header))) {
            header++;
        }
        if (header == sheet.size()) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, "expected a row of call deltas such as 1, 5, 10 … 99, saw none");
        }
        LocalDate session = session(sheet.subList(0, header + 1));
        Map<Integer, Integer> deltas = deltas(sheet.get(header), rows);
        SurfacePoints points = new SurfacePoints();
        for (int i = header + 1; i < sheet.size(); i++) {
            readRow(sheet.get(i), i + 1, session, deltas, points, rows);
        }
        checkPercent(points);
        rows.add(new VolSurface(ASSET, session, points.sorted(), rows.provenance()), "sheet");
        return rows.finish(session);
    }

    private static boolean isHeader(List<SurfaceCell> row) {
        return row.stream().skip(1).filter(SurfaceCell::isDelta).count() >= 3
                && row.stream().skip(1).allMatch(cell -> cell.isBlank() || cell.isDelta());
    }

    private static LocalDate session(List<List<SurfaceCell>> above) {
        for (int i = above.size() - 1; i >= 0; i--) {
            for (SurfaceCell cell : above.get(i)) {
                LocalDate date = i == above.size() - 1 && cell.column() > 0 ? null : cell.date();
                if (date != null) {
                    return date;
                }
            }
        }
        throw new UnreadableDocumentException(
                Reason.NO_SESSION, "A1: expected the reference date, saw " + above.get(above.size() - 1));
    }

    /** Column to delta. */
    private static Map<Integer, Integer> deltas(List<SurfaceCell> header, DocumentRows rows) {
        List<SurfaceCell> cells = header.stream()
                .filter(cell -> cell.column() > 0 && !cell.isBlank())
                .toList();
        boolean fractions = cells.stream().allMatch(cell -> cell.delta().compareTo(BigDecimal.ONE) < 0);
        Map<Integer, Integer> deltas = new TreeMap<>();
        for (SurfaceCell cell : cells) {
            BigDecimal delta = fractions ? cell.delta().movePointRight(2) : cell.delta();
            boolean whole = delta.stripTrailingZeros().scale() <= 0
                    && delta.signum() > 0
                    && delta.compareTo(BigDecimal.valueOf(100)) < 0;
            if (!whole || deltas.containsValue(delta.intValue())) {
                rows.reject(
                        whole ? Reason.DUPLICATE_KEY : Reason.UNREADABLE_FIELD,
                        cell.where(),
                        "expected a call delta 1 to 99, each once, saw " + cell);
            } else {
                deltas.put(cell.column(), delta.intValue());
            }
        }
        return deltas;
    }

    private static void readRow(
            List<SurfaceCell> row,
            int number,
            LocalDate session,
            Map<Integer, Integer> deltas,
            SurfacePoints points,
            DocumentRows rows) {
        SurfaceCell first = SurfaceCell.at(row, 0, number);
        List<SurfaceCell> cells = deltas.keySet().stream()
                .map(column -> SurfaceCell.at(row, column, number))
                .toList();
        boolean nothing = cells.stream().allMatch(SurfaceCell::isNothing);
        if (nothing && (first.isNothing() || cells.stream().allMatch(SurfaceCell::isBlank))) {
            return;
        }
        try {
            List<Point> smile = smile(expiry(first, session), cells, deltas);
            smile.forEach(points::add);
        } catch (UnreadableFieldException e) {
            rows.reject("row " + number, e);
        }
    }

    private static List<Point> smile(Expiry expiry, List<SurfaceCell> cells, Map<Integer, Integer> deltas) {
        List<Point> smile = new ArrayList<>();
        for (SurfaceCell cell : cells) {
            int delta = deltas.getOrDefault(cell.column(), 0);
            ContractMonth month = expiry.month();
            smile.add(new Point(month.code(), month.label(), expiry.date(), null, null, delta, cell.volatility()));
        }
        return smile;
    }

    private static Expiry expiry(SurfaceCell cell, LocalDate session) {
        LocalDate date = cell.date();
        if (date == null) {
            return new Expiry(null, cell.contractMonth());
        }
        if (date.isBefore(session)) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    cell.where() + ": expected an expiry from " + session + " on, saw " + date);
        }
        return new Expiry(date, new ContractMonth(YearMonth.from(date)));
    }

    private static void checkPercent(SurfacePoints points) {
        if (points.isEmpty()) {
            throw new UnreadableDocumentException(
                    Reason.LAYOUT_CHANGED, "expected rows of expiries and volatilities, saw none that can be read");
        }
        if (points.sorted().stream().allMatch(point -> point.volatility() < 1)) {
            throw new UnreadableDocumentException(
                    Reason.LAYOUT_CHANGED, "expected volatilities in percent a year, saw all of them below 1");
        }
    }
}
