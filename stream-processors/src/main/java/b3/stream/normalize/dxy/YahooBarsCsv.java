package b3.stream.normalize.dxy;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * summer. A stamp with an offset says so itself. A bar without a close (empty, {@code null}, {@code NaN}) is no bar. Nothing comes before the first day, so
 * its bars have no previous close.
 *
 * <p>A file must say that it is of the index: by its line {@code Ticker} ({@code DX=F} is the future, another
 * instrument), or, without one, by its name ({@code dxy}, {@code DX-Y}, {@code USDX}) and a column {@code Volume} that
 * is empty or zero, because an index has no volume. A file is refused if most of its levels, or its moves from close to
 * close, are outside the range of the index.
 *
 * <p>A file in which every stamp is a day, {@code 2025-01-06} or midnight ({@code 2025-01-06 00:00:00-05:00}), holds bars of
 * whole days: each is the day's close. The last of them is left out with a rejection, because it is the day's close only
 * if the file was made after it.
 */
final class YahooBarsCsv {

    private static final String SYMBOL = "DX-Y.NYB";
    private static final Pattern DAY =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?:[ T]00:00:00(?:\\.0+)?(?:Z|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern HEAD = Pattern.compile("(?i)ticker|date|datetime");
    private static final Pattern NAME = Pattern.compile("(?i)dxy|dx-y|usdx");
    private static final Pattern ZERO = Pattern.compile("0+(?:\\.0+)?");
    private static final Set<String> NONE = Set.of("", "null", "NaN", "nan", "None");
    private static final int MAX_FIGURE = 40;

    private YahooBarsCsv() {}

    /** Whether these are the columns of such a file. */
    static boolean isOne(DxyCsv csv) {
        return csv.column("date", "datetime", "price") == 0 && csv.column("close") > 0;
    }

    /** @param name address or file name */
    static DxySeries read(DxyCsv csv, String name, DocumentRows rows) {
        boolean named = false;
        int close = csv.column("close");
        List<CsvRecord> lines = new ArrayList<>();
        for (CsvRecord row : csv.rows()) {
            String stamp = DxyCsv.text(row, 0);
            if (row.getStartingLineNumber() > 3 || !HEAD.matcher(stamp).matches()) {
                lines.add(row);
            } else if (stamp.equalsIgnoreCase("ticker")) {
                checkTicker(DxyCsv.text(row, close));
                named = true;
            }
        }
        checkVolume(csv, lines);
        if (!named && (csv.column("volume") < 0 || !NAME.matcher(name).find())) {
            throw unreadableDocument(
                    "nothing in it says that it is of the dollar index: expected a line Ticker, or a name"
                            + " with dxy and a column Volume");
        }
        boolean days =
                lines.stream().allMatch(row -> DAY.matcher(DxyCsv.text(row, 0)).matches());
        List<DxyBar> bars = new ArrayList<>();
        List<UnreadableFieldException> noLevels = new ArrayList<>();
        for (CsvRecord row : lines) {
            if (!NONE.contains(DxyCsv.text(row, close))) {
                try {
                    boolean last = row == lines.get(lines.size() - 1);
                    BigDecimal figure = DxyBar.level("Close", figure(DxyCsv.text(row, close)));
                    String stamp = DxyCsv.text(row, 0);
                    bars.add(days ? day(stamp, figure, last) : DxyBar.within(instant(stamp), figure));
                } catch (UnreadableFieldException e) {
                    if (e.reason() == Reason.INCONSISTENT_ROW) {
                        noLevels.add(e);
                    }
                    rows.reject(DxyCsv.where(row), e);
                }
            }
        }
        if (noLevels.size() > bars.size()) {
            throw unreadableDocument(noLevels.get(0).detail() + "; so in " + noLevels.size() + " rows");
        }
        return new DxySeries(bars);
    }

    private static void checkVolume(DxyCsv csv, List<CsvRecord> lines) {
        int column = csv.column("volume");
        for (CsvRecord row : lines) {
            String volume = DxyCsv.text(row, column);
            if (!NONE.contains(volume) && !ZERO.matcher(volume).matches()) {
                throw unreadableDocument(
                        DxyCsv.where(row) + ": Volume: an index has no volume, saw \"" + volume + "\"");
            }
        }
    }

    private static void checkTicker(String ticker) {
        if (!ticker.equals(SYMBOL)) {
            throw unreadableDocument("expected the ticker " + SYMBOL + ", saw \"" + ticker + "\"");
        }
    }

    private static UnreadableDocumentException unreadableDocument(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }

    private static DxyBar day(String stamp, BigDecimal level, boolean last) {
        try {
            LocalDate day = LocalDate.parse(stamp.substring(0, "2025-01-06".length()));
            if (last) {
                throw DxyBar.inPart(day);
            }
            return DxyBar.ofDay(day, level);
        } catch (DateTimeParseException e) {
            throw unreadable(stamp);
        }
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
            throw unreadable(stamp);
        }
    }

    private static UnreadableFieldException unreadable(String stamp) {
        return new UnreadableFieldException(
                Reason.UNREADABLE_FIELD, "Date: expected yyyy-MM-dd HH:mm:ss, saw \"" + stamp + "\"");
    }
}
