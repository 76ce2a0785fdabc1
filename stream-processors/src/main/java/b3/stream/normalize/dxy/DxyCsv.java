package b3.stream.normalize.dxy;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A CSV file with its columns' names in the first row, as it lies in memory.
 *
 * @param header the names, lower case
 * @param rows the rows below
 */
record DxyCsv(List<String> header, List<CsvRecord> rows) {

    static DxyCsv parse(String text) {
        List<CsvRecord> records = new ArrayList<>();
        try {
            CsvReader.builder()
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)
                    .forEach(records::add);
        } catch (CsvParseException e) {
            throw new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, "expected a CSV file: " + e.getMessage());
        }
        if (records.isEmpty()) {
            throw new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, "expected a CSV file, saw no row");
        }
        List<String> header = records.get(0).getFields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        return new DxyCsv(header, records.subList(1, records.size()));
    }

    /** Place of the first of these columns that the file has; -1 if it has none. */
    int column(String... names) {
        for (String name : names) {
            if (header.contains(name)) {
                return header.indexOf(name);
            }
        }
        return -1;
    }

    /** The text of a field, stripped; empty when the row has none. */
    static String text(CsvRecord row, int column) {
        return column < 0 || column >= row.getFieldCount()
                ? ""
                : row.getField(column).strip();
    }

    /** The row's place, for a message. */
    static String where(CsvRecord row) {
        return "line " + row.getStartingLineNumber();
    }

    /** A figure with either decimal mark and perhaps a plus sign. */
    static BigDecimal figure(String column, String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        if (text.startsWith("+-")) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, column + ": expected a figure, saw \"" + text + "\"");
        }
        return digits.indexOf(',') >= 0
                ? BrazilianFormat.decimalComma(column, digits)
                : BrazilianFormat.decimalPoint(column, digits);
    }
}
