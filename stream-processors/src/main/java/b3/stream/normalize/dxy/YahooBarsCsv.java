package b3.stream.normalize.dxy;

import b3.schema.Reason;
import b3.stream.normalize.DocumentRows;
import b3.stream.normalize.UnreadableDocumentException;
import b3.stream.normalize.UnreadableFieldException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Bars that were downloaded with yfinance and saved as CSV: {@code Date} or {@code Datetime} and {@code Close}, other
 * columns as they come; newer versions put {@code Price} in the first column's head and two more lines below it
 * ({@code Ticker,DX-Y.NYB…} and {@code Datetime,,}).
 *
 * <pre>
 * Date,Close,High,Low,Open,Volume
 * 2025-01-06 11:30:00,108.62000274658203,108.63999938964844,108.5999984741211,108.61000061035156,0
 * </pre>
 *
 * <p>A stamp without an offset is UTC: the week of the capture opens on Sunday 22:00, which is 18:00 in New York in
 * summer. A stamp with an offset says so itself. A bar without a close is no bar. Stamps without a time are daily bars,
 * which have no moment: such a file is refused. Nothing comes before the first day, so its bars have no previous close.
 */
final class YahooBarsCsv {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern HEAD = Pattern.compile("(?i)ticker|date|datetime");
    private static final int MAX_FIGURE = 40;

    private YahooBarsCsv() {}

    /** Whether these are the columns of such a file. */
    static boolean isOne(DxyCsv csv) {
        return csv.column("date", "datetime", "price") == 0 && csv.column("close") > 0;
    }

    static DxySeries read(DxyCsv csv, DocumentRows rows) {
        int close = csv.column("close");
        List<DxyBar> bars = new ArrayList<>();
        for (CsvRecord row : csv.rows()) {
            String stamp = DxyCsv.text(row, 0);
            String level = DxyCsv.text(row, close);
            boolean head =
                    row.getStartingLineNumber() <= 3 && HEAD.matcher(stamp).matches();
            if (DAY.matcher(stamp).matches()) {
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT, "expected bars within the day, saw the daily bar " + stamp);
            }
            if (!head && !level.isEmpty()) {
                try {
                    bars.add(new DxyBar(instant(stamp), DxyBar.level("Close", figure(level))));
                } catch (UnreadableFieldException e) {
                    rows.reject(DxyCsv.where(row), e);
                }
            }
        }
        return new DxySeries(bars, null);
    }

    private static BigDecimal figure(String text) {
        if (text.length() > MAX_FIGURE || !text.matches("-?\\d+(?:\\.\\d+)?")) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, "Close: expected a figure like 101.12, saw \"" + text + "\"");
        }
        return new BigDecimal(text);
    }

    private static Instant instant(String stamp) {
        String iso = stamp.replaceFirst(" ", "T");
        try {
            boolean offset = iso.matches(".*T.*(?:Z|[+-]\\d{2}:?\\d{2})");
            return offset
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, "Date: expected yyyy-MM-dd HH:mm:ss, saw \"" + stamp + "\"");
        }
    }
}
