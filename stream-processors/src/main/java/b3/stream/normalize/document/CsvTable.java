package b3.stream.normalize.document;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A CSV file of the exchange's public data channel (UP2DATA), read as a stream.
 *
 * <p>Semicolons; a header row with the columns' names; before it, in some files, a line {@code Status do Arquivo: Final} or
 * {@code Parcial}. Columns are found by name: files of 2022 have 52, later ones more, in another order. LF or CRLF.
 * Characters are UTF-8 if every byte of the file fits it, else ISO-8859-1. A field may stand in double quotes, but a quote
 * inside a company's name is only a quote.
 *
 * <p>A row with too few or too many fields is a rejection. A file that ends within a row was cut off, and is refused as
 * a whole, because half a chain looks like a chain.
 */
public final class CsvTable {

    private static final int HEADER_WITHIN = 3;
    private static final char NO_QUOTE = '\0';

    private final ArchiveMember member;
    private final Set<String> required;
    private final Charset charset;
    private final boolean endsWithNewline;

    /**
     * @param member the file
     * @param required columns that the file cannot do without
     */
    public CsvTable(ArchiveMember member, Set<String> required) {
        this.member = member;
        this.required = required;
        this.charset = SingleFile.charset(member);
        this.endsWithNewline = lastByte(member) == '\n';
    }

    /**
     * Reads every row once, in the document's order. A row that the consumer finds unreadable, by an
     * {@link UnreadableFieldException}, becomes a rejection and the rest goes on.
     *
     * @throws UnreadableDocumentException if there is no header row with the required columns, no row
     *     behind it, or the file is cut off
     */
    public void forEach(DocumentRows document, Consumer<CsvRow> rows) {
        try (Reader text = new InputStreamReader(member.open(), charset);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(';')
                        .quoteCharacter(NO_QUOTE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            Map<String, Integer> columns = new HashMap<>();
            CsvRecord last = null;
            for (CsvRecord record : csv) {
                if (columns.isEmpty()) {
                    columns.putAll(header(record));
                } else {
                    last = record;
                    take(new CsvRow(record, columns), document, rows);
                }
            }
            if (columns.isEmpty()) {
                throw noHeader();
            }
            if (last == null) {
                throw unreadable(member.name() + ": a header and no row");
            }
            if (!endsWithNewline && last.getFieldCount() < columns.size()) {
                throw unreadable(member.name() + ": ends within row " + last.getStartingLineNumber() + ", after "
                        + last.getFieldCount() + " of " + columns.size() + " fields");
            }
        } catch (CsvParseException e) {
            throw unreadable(member.name() + ": not a CSV file: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(CsvRow row, DocumentRows document, Consumer<CsvRow> rows) {
        try {
            row.checkWidth();
            rows.accept(row);
        } catch (UnreadableFieldException e) {
            document.reject(row.where(), e);
        }
    }

    private Map<String, Integer> header(CsvRecord record) {
        List<String> names = record.getFields().stream().map(CsvRow::clean).toList();
        if (!names.containsAll(required)) {
            if (record.getStartingLineNumber() > HEADER_WITHIN) {
                throw noHeader();
            }
            return Map.of();
        }
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (columns.put(names.get(i), i) != null && !names.get(i).isEmpty()) {
                throw unreadable(member.name() + ": the column " + names.get(i) + " comes twice");
            }
        }
        return columns;
    }

    private UnreadableDocumentException noHeader() {
        return unreadable(member.name() + ": expected a header row with " + String.join(";", required) + ", saw "
                + member.glimpse());
    }

    private static int lastByte(ArchiveMember member) {
        byte[] buffer = new byte[1 << 14];
        int last = -1;
        try (InputStream in = member.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                last = count > 0 ? buffer[count - 1] : last;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return last;
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
