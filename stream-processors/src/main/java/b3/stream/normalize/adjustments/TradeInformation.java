package b3.stream.normalize.adjustments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import b3.schema.Reason;
import b3.stream.normalize.BrazilianFormat;
import b3.stream.normalize.DocumentRows;
import b3.stream.normalize.UnreadableDocumentException;
import b3.stream.normalize.UnreadableFieldException;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SingleFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a TradeInformationConsolidated file, one at a time; {@link B3TradeInformationNormalizer} is the format. */
final class TradeInformation {

    static final String REPORT_DATE = "RptDt";
    static final String TICKER = "TckrSymb";
    static final String ISIN = "ISIN";
    static final String SEGMENT = "SgmtNm";
    static final String LAST = "LastPric";
    static final String SETTLEMENT = "AdjstdQt";
    static final String RATE = "AdjstdQtTax";
    static final String REFERENCE = "RefPric";

    private static final List<String> REQUIRED =
            List.of(REPORT_DATE, TICKER, ISIN, SEGMENT, LAST, SETTLEMENT, RATE, REFERENCE);
    private static final String EXPECTED = "TradeInformationConsolidated, CSV with a column TckrSymb";
    private static final int HEADER_WITHIN = 3;

    private final ArchiveMember file;
    private final Map<String, Integer> columns = new HashMap<>();
    private boolean isFinal = true;

    TradeInformation(ArchiveMember file) {
        this.file = file;
    }

    /** Whether the file is the session's last word; known once the first row has been read. */
    boolean isFinal() {
        return isFinal;
    }

    /**
     * Reads every row once, in order. A row that the consumer finds unreadable becomes a rejection.
     *
     * @throws UnreadableDocumentException if there is no such table, or it ends within a row
     */
    void forEach(DocumentRows into, Consumer<Row> rows) {
        try (BufferedReader lines = SingleFile.lines(file, ISO_8859_1)) {
            int number = readHeader(lines);
            Row last = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    take(last, into, rows);
                    last = new Row(number, line.split(";", -1));
                }
            }
            if (last == null || last.fields.length < columns.size()) {
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT,
                        file.name() + ": " + (last == null ? "holds no row" : "ends within " + last.where()));
            }
            take(last, into, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(@Nullable Row row, DocumentRows into, Consumer<Row> rows) {
        if (row != null) {
            try {
                row.checkWidth();
                rows.accept(row);
            } catch (UnreadableFieldException e) {
                into.reject(row.where(), e);
            }
        }
    }

    private int readHeader(BufferedReader lines) throws IOException {
        for (int number = 1; number <= HEADER_WITHIN; number++) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            List<String> names = new ArrayList<>();
            for (String name : line.split(";", -1)) {
                names.add(name.replaceAll("^[^A-Za-z]+", "").strip());
            }
            if (names.contains(TICKER)) {
                checkColumns(names);
                return number;
            }
            if (line.toLowerCase(Locale.ROOT).contains("status do arquivo")) {
                isFinal = line.strip().toLowerCase(Locale.ROOT).endsWith("final");
            }
        }
        throw SingleFile.unexpected(EXPECTED, file);
    }

    private void checkColumns(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(names.get(i), i);
        }
        List<String> missing =
                REQUIRED.stream().filter(name -> !columns.containsKey(name)).toList();
        if (!missing.isEmpty() || columns.size() != names.size()) {
            throw new UnreadableDocumentException(
                    Reason.LAYOUT_CHANGED,
                    file.name() + ": expected the columns " + REQUIRED + ", each once, saw " + names);
        }
    }

    /** One row. */
    final class Row {

        private final int number;
        private final String[] fields;

        private Row(int number, String[] fields) {
            this.number = number;
            this.fields = fields;
        }

        String where() {
            Integer ticker = columns.get(TICKER);
            return "line " + number + (ticker != null && ticker < fields.length ? " " + fields[ticker].strip() : "");
        }

        /** The text of a column; empty when it is blank or a dash. */
        String text(String column) {
            String text = fields[columns.getOrDefault(column, 0)].strip();
            return text.equals("-") ? "" : text;
        }

        /** The text of a column that the row cannot do without. */
        String required(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                throw new UnreadableFieldException(Reason.MISSING_FIELD, column + ": expected a text, saw none");
            }
            return text;
        }

        /** The figure of a column, null when there is none. */
        @Nullable
        BigDecimal figure(String column) {
            String text = text(column);
            return text.isEmpty() ? null : BrazilianFormat.decimalComma(column, text);
        }

        LocalDate session() {
            try {
                return LocalDate.parse(required(REPORT_DATE));
            } catch (DateTimeParseException e) {
                throw new UnreadableFieldException(
                        Reason.UNREADABLE_FIELD,
                        REPORT_DATE + ": expected a date yyyy-MM-dd, saw \"" + text(REPORT_DATE) + "\"");
            }
        }

        private void checkWidth() {
            boolean surplus = false;
            for (int i = columns.size(); i < fields.length; i++) {
                surplus |= !fields[i].isBlank();
            }
            if (fields.length < columns.size() || surplus) {
                throw new UnreadableFieldException(
                        Reason.UNREADABLE_FIELD, "expected " + columns.size() + " fields, saw " + fields.length);
            }
        }
    }
}
