package b3.stream.normalize.cotahist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import b3.schema.document.Reason;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SingleFile;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.FixedWidth;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One line {@code 01} of COTAHIST. Columns are counted from 1 and both ends belong to the field, as in the exchange's
 * layout.
 *
 * @param number its place in the document, counted from 1
 * @param text the 245 characters
 */
record CotahistLine(long number, String text) {

    private static final int WIDTH = 245;
    private static final int MAX_WIDTH = 1024;
    private static final int DECIMALS = 2;
    private static final int DECIMALS_OF_POINTS = 6;
    private static final String NONE = "99991231";

    /**
     * Reads every line once and checks the trailer.
     *
     * @throws UnreadableDocumentException if the first line is no header of COTAHIST
     */
    static void forEach(ArchiveMember member, Consumer<CotahistLine> lines, DocumentRows found) {
        String trailer = null;
        long number = 0;
        long quotes = 0;
        try (InputStream in = member.open()) {
            for (String text = next(in, member); text != null; text = next(in, member)) {
                if (text.isBlank() || text.equals(SingleFile.END_MARK)) {
                    continue;
                }
                number++;
                String kind = text.substring(0, Math.min(2, text.length()));
                if (number == 1) {
                    checkHeader(text, member);
                } else if (kind.equals("99")) {
                    trailer = text;
                } else if (!kind.equals("01")) {
                    found.reject(
                            Reason.UNREADABLE_FIELD,
                            "line " + number,
                            "TIPREG: expected 01 or 99, saw \"" + kind + "\"");
                } else {
                    quotes++;
                    take(text, number, lines, found);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkTrailer(trailer, number, quotes, found);
    }

    private static void take(String text, long number, Consumer<CotahistLine> lines, DocumentRows found) {
        if (text.length() == WIDTH) {
            lines.accept(new CotahistLine(number, text));
        } else {
            found.reject(
                    Reason.UNREADABLE_FIELD,
                    "line " + number,
                    "expected " + WIDTH + " characters, saw " + text.length());
        }
    }

    private static void checkHeader(String text, ArchiveMember member) {
        if (!text.startsWith("00COTAHIST")) {
            throw unreadable(member.name() + ": expected a first line 00COTAHIST, saw " + member.glimpse());
        }
    }

    private static void checkTrailer(@Nullable String trailer, long lines, long quotes, DocumentRows found) {
        if (trailer == null) {
            found.reject(Reason.MISSING_FIELD, "trailer", "no line 99 after " + lines + " lines: cut off?");
            return;
        }
        String count = trailer.length() < 42 ? trailer : trailer.substring(31, 42);
        long counted = count.matches("\\d{11}") ? Long.parseLong(count) : -1;
        boolean holds = counted == lines || counted == quotes;
        if (!holds) {
            found.reject(
                    Reason.INCONSISTENT_ROW,
                    "trailer",
                    "expected a count of " + lines + " lines, or of " + quotes + " of type 01, saw \"" + count.strip()
                            + "\"");
        }
    }

    /** The next line without its end; null behind the last. */
    private static @Nullable String next(InputStream in, ArchiveMember member) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(WIDTH + 1);
        int character = in.read();
        if (character < 0) {
            return null;
        }
        for (; character >= 0 && character != '\n'; character = in.read()) {
            line.write(character);
            if (line.size() > MAX_WIDTH) {
                throw unreadable(member.name() + ": expected lines of " + WIDTH + " characters, saw one of more than "
                        + MAX_WIDTH);
            }
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** A field without blanks around it. */
    String text(int from, int to) {
        return text.substring(from - 1, to).strip();
    }

    /** A field that the line cannot do without. */
    String required(String field, int from, int to) {
        String value = text(from, to);
        if (value.isEmpty()) {
            throw new UnreadableFieldException(Reason.MISSING_FIELD, field + ": blank");
        }
        return value;
    }

    /** A price with two implied decimals; null for 0. */
    @Nullable
    Double price(String field, int from, int to) {
        return figure(field, from, to, DECIMALS);
    }

    /** A figure in points with six implied decimals; null for 0. */
    @Nullable
    Double points(String field, int from, int to) {
        return figure(field, from, to, DECIMALS_OF_POINTS);
    }

    private @Nullable Double figure(String field, int from, int to, int decimals) {
        long units = BrazilianFormat.whole(field, required(field, from, to));
        return units == 0
                ? null
                : Double.valueOf(BigDecimal.valueOf(units, decimals).doubleValue());
    }

    /** A count that is not 0. */
    long positive(String field, int from, int to) {
        long count = BrazilianFormat.whole(field, required(field, from, to));
        if (count == 0) {
            throw new UnreadableFieldException(Reason.INCONSISTENT_ROW, field + ": expected a positive count, saw 0");
        }
        return count;
    }

    /** A date yyyyMMdd. */
    LocalDate date(String field, int from, int to) {
        return FixedWidth.date(field, required(field, from, to));
    }

    /** A date yyyyMMdd, or null for 99991231. */
    @Nullable
    LocalDate dateOrNone(String field, int from, int to) {
        return text(from, to).equals(NONE) ? null : date(field, from, to);
    }

    /** The line's place, for a message. */
    String where() {
        return "line " + number + " \"" + text(13, 24) + "\"";
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
