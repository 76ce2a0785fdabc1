package b3.stream.normalize.volsurface;

import b3.schema.document.Reason;
import b3.schema.volsurface.VolSurface;
import b3.schema.volsurface.VolSurface.Point;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.FixedWidth;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code SupVol.txt} ("Mercado de Balcão - Superfície de Volatilidade"): ISO-8859-1 at the source, captures also in
 * UTF-8; semicolons, CRLF. The first line is {@code yyyyMMdd;title}, cut in the captures. Every other line is one point:
 *
 * <table>
 *   <caption>Columns</caption>
 *   <tr><td>1</td><td>code: two characters of the family and a digit for the delta</td></tr>
 *   <tr><td>2</td><td>description, blank-padded, ends in {@code DELTA n}: the call delta in percent</td></tr>
 *   <tr><td>3</td><td>business days (<i>saques</i>) to the expiry</td></tr>
 *   <tr><td>4</td><td>calendar days to the expiry</td></tr>
 *   <tr><td>5</td><td>volatility, percent a year, 21 digits of which 7 are decimals</td></tr>
 * </table>
 *
 * <p>Families: {@code DL} dollar → {@code DOL}, {@code IN} Ibovespa → {@code IBOV}, {@code TS} IDI → {@code IDI}; every
 * other one keeps its two characters as the asset. The code's digit is not in the order of the deltas (1 = 1, 2 = 37,
 * 3 = 10, 4 = 25, 5 = 50, 6 = 75, 7 = 90, 8 = 63, 9 = 99) and not even always that (gold has {@code OZ0} for 1): the
 * description decides, the digit only where a description carries no delta.
 *
 * <p>The file gives days, not dates: points have no expiry and no contract month. A volatility of zero is rejected; a
 * point that is given twice with different volatilities is rejected both times.
 *
 * <pre>{@code
 * 20250106;Mercado de Balcão - Superfície de V
 * DL1;VOL DOLAR DELTA 1                                           ;0001;0001;000000000000153500000
 * DL2;VOL DOLAR DELTA 37                                          ;0001;0001;000000000000108700000
 * }</pre>
 */
final class SupVolText {

    private static final int DECIMALS = 7;
    private static final Pattern DELTA = Pattern.compile("\\bDELTA\\s+(\\d{1,2})$", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> ASSETS = Map.of("DL", "DOL", "IN", "IBOV", "TS", "IDI");
    private static final List<Integer> DELTA_OF_DIGIT = List.of(0, 1, 37, 10, 25, 50, 75, 90, 63, 99);

    private SupVolText() {}

    static Normalized read(String text, DocumentRows rows) {
        String[] lines = text.split("\r?\n", -1);
        LocalDate session = session(lines[0]);
        Map<String, SurfacePoints> surfaces = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                String where = "line " + (i + 1);
                try {
                    String[] fields = fields(lines[i]);
                    surfaces.computeIfAbsent(asset(fields[0]), asset -> new SurfacePoints())
                            .add(point(fields));
                } catch (UnreadableFieldException e) {
                    rows.reject(where, e);
                }
            }
        }
        surfaces.forEach((asset, points) -> {
            if (!points.isEmpty()) {
                rows.add(new VolSurface(asset, session, points.sorted(), rows.provenance()), "surface " + asset);
            }
        });
        if (rows.isEmpty()) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, "expected points of volatility surfaces, saw none");
        }
        return rows.finish(session);
    }

    private static LocalDate session(String header) {
        try {
            return FixedWidth.date("header", header.split(";", -1)[0].strip());
        } catch (UnreadableFieldException e) {
            throw new UnreadableDocumentException(Reason.NO_SESSION, e.detail());
        }
    }

    private static String[] fields(String line) {
        String[] fields = line.split(";", -1);
        if (fields.length < 5) {
            throw new UnreadableFieldException(
                    Reason.MISSING_FIELD, "expected code;description;days;days;volatility, saw \"" + line + "\"");
        }
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].strip();
        }
        if (!fields[0].matches("[A-Z0-9]{2}\\d")) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD,
                    "code: expected a family and a digit such as DL1, saw \"" + fields[0] + "\"");
        }
        return fields;
    }

    private static String asset(String code) {
        String family = code.substring(0, 2);
        return ASSETS.getOrDefault(family, family);
    }

    private static Point point(String[] fields) {
        BigDecimal volatility = FixedWidth.implied("volatility", fields[4], DECIMALS);
        if (volatility.signum() == 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, "volatility: expected more than zero, saw \"" + fields[4] + "\"");
        }
        return new Point(
                null,
                null,
                null,
                FixedWidth.count("business days", fields[2]),
                FixedWidth.count("calendar days", fields[3]),
                delta(fields),
                volatility.doubleValue());
    }

    private static int delta(String[] fields) {
        Matcher described = DELTA.matcher(fields[1]);
        int delta =
                described.find() ? Integer.parseInt(described.group(1)) : DELTA_OF_DIGIT.get(fields[0].charAt(2) - '0');
        if (delta == 0) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD,
                    "description: expected DELTA 1 to 99 at its end, saw \"" + fields[1] + "\" of " + fields[0]);
        }
        return delta;
    }
}
