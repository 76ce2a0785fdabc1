package b3.stream.normalize.rates;

import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.rates.RatesCurve;
import b3.schema.rates.RatesCurve.Vertex;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SingleFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.FixedWidth;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every interest-rate curve of one session: {@code TSyymmdd.ex_} of
 * {@code https://www.b3.com.br/pesquisapregao/download?filelist=TSyymmdd.ex_}, a self-extracting archive that is opened
 * as the zip it is and never run, holding {@code TaxaSwap.txt} ("Mercado de Derivativos - Taxas de Mercado para Swaps").
 * ISO-8859-1, captures also in UTF-8; one vertex a line of 72 characters, CRLF:
 *
 * <table>
 *   <caption>Columns, from 1</caption>
 *   <tr><td>1-6</td><td>line number</td></tr>
 *   <tr><td>7-11</td><td>{@code 00101}: complement and record type</td></tr>
 *   <tr><td>12-19</td><td>session yyyyMMdd</td></tr>
 *   <tr><td>20-21</td><td>{@code T1}: rates; {@code TaxaV1.txt} has volatilities under {@code V1} in the same layout</td></tr>
 *   <tr><td>22-26</td><td>curve code, blank-padded; most are letters, government bonds are digits ({@code 1021})</td></tr>
 *   <tr><td>27-41</td><td>description, cut at 15 characters</td></tr>
 *   <tr><td>42-46</td><td>calendar days from the session</td></tr>
 *   <tr><td>47-51</td><td>business days from the session</td></tr>
 *   <tr><td>52</td><td>sign of the rate</td></tr>
 *   <tr><td>53-66</td><td>rate, 7 implied decimals, percent a year; a price for curves of prices (INP)</td></tr>
 *   <tr><td>67</td><td>{@code F} fixed term, {@code M} moving: a contract's own date</td></tr>
 *   <tr><td>68-72</td><td>code of the vertex; not always its calendar days</td></tr>
 * </table>
 *
 * <p>The session is the first line's; a line of another session is rejected. The description is the curve's first. A
 * vertex that is given twice in a curve with different rates is rejected both times. A file whose first line is not of
 * rates is refused, such a line among others is rejected.
 *
 * <pre>{@code
 * 0136490010120190910T1PRE  DIxPRE         0000100001+00000059000000F00001
 * 0136500010120190910T1PRE  DIxPRE         0000600004+00000056940000M00006
 * 0001600010120190910T1ACC  DIxDOL Aj. Cupo0000100001-00002913800000F00001
 * }</pre>
 */
public final class B3RatesNormalizer implements Normalizer {

    private static final String EXPECTED = "TaxaSwap, lines of 72 characters";
    private static final String RATES = "T1";
    private static final int KIND_AT = 19;
    private static final int LENGTH = 72;
    private static final int DECIMALS = 7;

    private record Line(LocalDate session, String curve, String name, Vertex vertex) {}

    @Override
    public Normalized normalize(RawScrape document) {
        ArchiveMember file = SingleFile.of(document, "TaxaSwap", EXPECTED);
        Reading reading = new Reading(DocumentRows.of(document));
        SingleFile.forEachLine(file, reading::take);
        LocalDate session = reading.session;
        if (session == null) {
            throw SingleFile.unexpected(EXPECTED, file);
        }
        if (document.session() != null && !document.session().equals(session)) {
            throw new UnreadableDocumentException(
                    Reason.WRONG_SESSION, "asked for " + document.session() + ", saw " + session);
        }
        return reading.finish(session);
    }

    private static Line read(String line) {
        if (line.length() != LENGTH) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, "expected " + LENGTH + " characters, saw " + line.length());
        }
        if (isOfAnotherKind(line)) {
            throw new UnreadableFieldException(Reason.UNREADABLE_FIELD, expectedRates(line));
        }
        String curve = line.substring(21, 26).strip();
        char sign = line.charAt(51);
        char term = line.charAt(66);
        if (curve.isEmpty() || (sign != '+' && sign != '-') || (term != 'F' && term != 'M')) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD,
                    "expected a curve, a sign and F or M, saw \"" + curve + "\", '" + sign + "' and '" + term + "'");
        }
        double rate =
                FixedWidth.implied("rate", line.substring(52, 66), DECIMALS).doubleValue();
        int businessDays = FixedWidth.count("business days", line.substring(46, 51));
        int calendarDays = FixedWidth.count("calendar days", line.substring(41, 46));
        Vertex vertex = new Vertex(businessDays, calendarDays, sign == '-' && rate != 0 ? -rate : rate, term == 'F');
        LocalDate session = FixedWidth.date("session", line.substring(11, 19));
        return new Line(session, curve, line.substring(26, 41).strip(), vertex);
    }

    /** Whether this is a line of the layout that says that it is no rate. */
    private static boolean isOfAnotherKind(String line) {
        return line.length() == LENGTH && !line.startsWith(RATES, KIND_AT);
    }

    private static String expectedRates(String line) {
        return "expected " + RATES + " in columns 20 to 21, which says that it is a rate, saw \""
                + line.substring(KIND_AT, KIND_AT + RATES.length()) + "\"";
    }

    /** What has been read so far. */
    private static final class Reading {

        private final DocumentRows rows;
        private final Map<String, CurveLines> curves = new LinkedHashMap<>();
        private @Nullable LocalDate session;

        Reading(DocumentRows rows) {
            this.rows = rows;
        }

        void take(String text, int number) {
            String where = "line " + number;
            if (session == null && isOfAnotherKind(text)) {
                throw new UnreadableDocumentException(
                        Reason.UNREADABLE_DOCUMENT, where + " of TaxaSwap: " + expectedRates(text));
            }
            try {
                Line line = read(text);
                if (session == null) {
                    session = line.session();
                }
                if (!session.equals(line.session())) {
                    throw new UnreadableFieldException(
                            Reason.WRONG_SESSION, "expected session " + session + ", saw " + line.session());
                }
                curves.computeIfAbsent(line.curve(), code -> new CurveLines(line.name()))
                        .add(line.vertex());
            } catch (UnreadableFieldException e) {
                rows.reject(where, e);
            }
        }

        Normalized finish(LocalDate session) {
            curves.forEach((code, lines) -> {
                if (!lines.isEmpty()) {
                    rows.add(
                            new RatesCurve(code, session, lines.name(), lines.vertices(), rows.provenance()),
                            "curve " + code);
                }
            });
            return rows.finish(session);
        }
    }
}
