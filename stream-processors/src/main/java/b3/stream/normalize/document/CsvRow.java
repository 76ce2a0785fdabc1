package b3.stream.normalize.document;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.UnreadableFieldException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a {@link CsvTable}; every reading method throws {@link UnreadableFieldException} naming the column. */
public final class CsvRow {

    private static final String TICKER = "TckrSymb";

    private final CsvRecord record;
    private final Map<String, Integer> columns;

    CsvRow(CsvRecord record, Map<String, Integer> columns) {
        this.record = record;
        this.columns = columns;
    }

    /** The row's place, for a message. */
    public String where() {
        return "row " + record.getStartingLineNumber() + " \"" + text(TICKER) + "\"";
    }

    /** Refuses a row with more or fewer fields than the header; empty fields at its end do not count. */
    void checkWidth() {
        int fields = record.getFieldCount();
        boolean surplus = false;
        for (int i = columns.size(); i < fields; i++) {
            surplus |= !record.getField(i).isBlank();
        }
        if (fields < columns.size() || surplus) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, "expected " + columns.size() + " fields, saw " + fields);
        }
    }

    /** The text of a column, without blanks around it; empty when the file has no such column. */
    public String text(String column) {
        Integer place = columns.get(column);
        return place == null || place >= record.getFieldCount() ? "" : clean(record.getField(place));
    }

    /** The text of a column that a row cannot do without. */
    public String required(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            throw new UnreadableFieldException(Reason.MISSING_FIELD, column + ": empty");
        }
        return text;
    }

    /** A figure with a decimal comma, {@code 19,51}. */
    public double decimal(String column) {
        return BrazilianFormat.decimalComma(column, required(column)).doubleValue();
    }

    /** A count, digits only; null when empty. */
    public @Nullable Double count(String column) {
        String text = text(column);
        return text.isEmpty() ? null : Double.valueOf((double) BrazilianFormat.whole(column, text));
    }

    /** A date {@code 2025-12-19}. */
    public LocalDate date(String column) {
        return BrazilianFormat.isoDate(column, required(column));
    }

    /** A field without blanks, byte order mark and enclosing quotes. */
    static String clean(String field) {
        String text = field.startsWith("\ufeff") ? field.substring(1).strip() : field.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"").strip()
                : text;
    }
}
