package b3.stream.normalize.dxy;

import b3.schema.calendar.TradingCalendar;
import b3.schema.document.Reason;
import b3.schema.dxy.DxyTick;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code dxy_coleta.csv} of the system before this one: a row a day, a column a bucket.
 *
 * <pre>
 * data,dxy_08h50,dxy_08h55,dxy_09h00,fonte,status_08h50,status_08h55,status_09h00
 * 13-10-2025,+0.31,"+0,31",,Yahoo Finance,sucesso,sucesso,falha
 * </pre>
 *
 * <p>{@code data} is dd-MM-yyyy or dd/MM/yyyy. A bucket is a percent change against the previous close, with a sign and
 * either decimal mark, both within one row; the file gives no level and no close. Buckets are São Paulo time: 08h50 on
 * 13 October 2025 is 11:50 UTC. {@code dxy_8h50} is the same column as {@code dxy_08h50}. An empty bucket whose status is
 * not {@code sucesso} was not collected; an empty one that says {@code sucesso}, and a figure that says {@code falha}, are
 * rejected.
 */
final class LegacyBucketsCsv {

    private static final Pattern BUCKET = Pattern.compile("dxy_(\\d{1,2})h(\\d{2})");
    private static final String SUCCESS = "sucesso";

    private LegacyBucketsCsv() {}

    /** Whether these are the columns of such a file. */
    static boolean isOne(DxyCsv csv) {
        return csv.column("data") >= 0
                && csv.header().stream().anyMatch(name -> BUCKET.matcher(name).matches());
    }

    static void read(DxyCsv csv, DocumentRows rows) {
        Map<Integer, LocalTime> buckets = buckets(csv);
        for (CsvRecord row : csv.rows()) {
            String where = DxyCsv.where(row);
            try {
                String day = DxyCsv.text(row, csv.column("data")).replace('-', '/');
                LocalDate session = BrazilianFormat.date("data", day);
                buckets.forEach((column, time) -> read(csv, row, column, session, time, rows));
            } catch (UnreadableFieldException e) {
                rows.reject(where, e);
            }
        }
    }

    private static void read(
            DxyCsv csv, CsvRecord row, int column, LocalDate session, LocalTime time, DocumentRows rows) {
        String name = DxySeries.bucket(time);
        String text = DxyCsv.text(row, column);
        String suffix = csv.header().get(column).substring("dxy_".length());
        String status = DxyCsv.text(row, csv.column("status_" + suffix));
        boolean failed = !status.isEmpty() && !status.equalsIgnoreCase(SUCCESS);
        if (text.isEmpty() && !status.equalsIgnoreCase(SUCCESS)) {
            return;
        }
        try {
            if (text.isEmpty() || failed) {
                throw new UnreadableFieldException(
                        text.isEmpty() ? Reason.MISSING_FIELD : Reason.INCONSISTENT_ROW,
                        name + ": expected a figure with status " + SUCCESS + ", saw \"" + text + "\" with \"" + status
                                + "\"");
            }
            double change = DxyCsv.figure(name, text).doubleValue();
            rows.add(
                    new DxyTick(
                            name,
                            session,
                            session.atTime(time)
                                    .atZone(TradingCalendar.SAO_PAULO)
                                    .toInstant(),
                            null,
                            change,
                            null,
                            rows.provenance()),
                    DxyCsv.where(row) + " " + name);
        } catch (UnreadableFieldException e) {
            rows.reject(DxyCsv.where(row) + " " + name, e);
        }
    }

    private static Map<Integer, LocalTime> buckets(DxyCsv csv) {
        Map<Integer, LocalTime> buckets = new LinkedHashMap<>();
        for (int i = 0; i < csv.header().size(); i++) {
            Matcher bucket = BUCKET.matcher(csv.header().get(i));
            if (bucket.matches()) {
                try {
                    buckets.put(i, LocalTime.of(Integer.parseInt(bucket.group(1)), Integer.parseInt(bucket.group(2))));
                } catch (DateTimeException e) {
                    throw new UnreadableDocumentException(
                            Reason.UNREADABLE_DOCUMENT, "expected a column with a time of day, saw " + bucket.group());
                }
            }
        }
        return buckets;
    }
}
