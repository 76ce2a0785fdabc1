package b3.stream.normalize.optionchain;

import b3.schema.contracts.Share;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.stream.normalize.contracts.ChainBooks;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.ExactJson;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code SI_C_OPCPOSABEMP.json}, open positions of options on shares as the exchange's site served them by day
 * ({@code www.b3.com.br/json/yyyymmdd/Posicoes/Empresa/}) until about 2025; captures come in through import.
 *
 * <p><b>Document.</b> UTF-8, one line of about 3 MB; {@code Empresa} holds groups by first letter of the company, each a
 * list of series. <b>Nothing in it tells its session</b>: the one that was asked for is taken, and without one the document
 * is {@link Reason#NO_SESSION}.
 * <pre>{@code
 * {"Empresa":{"P":[{"ser":"PETRE353","prEx":33.09,"dtVen":"20220520","tMerc":"70","mer":"PETR","espPap":"PN N2",
 *   "poCob":944200.0,"posTr":82699200.0,"posDe":4898900.0,"posTo":88542300.0,"qtdClTit":694.0,"qtdClLan":803.0}]}}
 * }</pre>
 *
 * <p><b>Fields.</b> {@code ser}: series; {@code prEx}: strike, BRL; {@code dtVen}: expiry, yyyyMMdd; {@code tMerc}: 70 call,
 * 80 put; {@code mer} and {@code espPap}: root and class of the share, together the underlying ({@link Share#ticker(String, String)}; with
 * trailing blanks and corporate action marks); {@code poCob}, {@code posTr}, {@code posDe}: covered, locked, uncovered;
 * {@code posTo}: their sum, in shares, else {@link Reason#INCONSISTENT_ROW}. Not read: {@code nmEmp} (company),
 * {@code qtdClTit}, {@code qtdClLan} (holders and writers).
 *
 * <p>Two books an underlying: open interest, and the series with their strikes. The exercise style is not in the document
 * and stays unknown. Only series with a position are listed, so the book of series is whole only as far as open interest
 * goes; the register of instruments is preferred to it. A row without a readable position gives no series either, and the
 * other way round.
 */
final class OpenPositionsJson {

    private static final String GROUPS = "Empresa";
    private static final String TICKER = "ser";
    private static final String STRIKE = "prEx";
    private static final String EXPIRY = "dtVen";
    private static final String MARKET = "tMerc";
    private static final String ROOT = "mer";
    private static final String SPECIFICATION = "espPap";
    private static final String COVERED = "poCob";
    private static final String LOCKED = "posTr";
    private static final String UNCOVERED = "posDe";
    private static final String TOTAL = "posTo";
    private static final double ONE_SHARE = 1;

    private OpenPositionsJson() {}

    static Normalized read(RawScrape document, ArchiveMember member, DocumentRows found) {
        JsonNode groups = ExactJson.read(member).path(GROUPS);
        if (!groups.isObject()) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    member.name() + ": expected a JSON object with " + GROUPS + ", saw " + member.glimpse());
        }
        LocalDate session = document.session();
        if (session == null) {
            throw new UnreadableDocumentException(
                    Reason.NO_SESSION,
                    "open positions in JSON do not tell their session: give the session with the import");
        }
        ChainBooks chains = ChainBooks.of(found);
        for (Map.Entry<String, JsonNode> group : groups.properties()) {
            int number = 0;
            for (JsonNode row : group.getValue()) {
                number++;
                String where =
                        "group " + group.getKey() + " row " + number + " \"" + ExactJson.text(row, TICKER) + "\"";
                try {
                    take(row, session, chains, where);
                } catch (UnreadableFieldException e) {
                    found.reject(where, e);
                }
            }
        }
        return found.finish(session);
    }

    private static void take(JsonNode row, LocalDate session, ChainBooks chains, String where) {
        String underlying = Share.ticker(ExactJson.required(row, ROOT), ExactJson.required(row, SPECIFICATION));
        Series series = series(row);
        Position position = position(row);
        chains.series(underlying, session, series, where);
        chains.position(underlying, session, position, where);
    }

    private static Series series(JsonNode row) {
        double strike = ExactJson.quantity(row, STRIKE);
        if (strike == 0) {
            throw new UnreadableFieldException(Reason.INCONSISTENT_ROW, STRIKE + ": expected a strike, saw 0");
        }
        return new Series(
                ExactJson.required(row, TICKER),
                null,
                type(row),
                null,
                strike,
                ExactJson.date(row, EXPIRY, DateTimeFormatter.BASIC_ISO_DATE),
                ONE_SHARE);
    }

    private static OptionSeriesBook.Type type(JsonNode row) {
        String market = ExactJson.required(row, MARKET);
        return switch (market) {
            case "70" -> OptionSeriesBook.Type.CALL;
            case "80" -> OptionSeriesBook.Type.PUT;
            default ->
                throw new UnreadableFieldException(
                        Reason.UNREADABLE_FIELD, MARKET + ": expected 70 (call) or 80 (put), saw \"" + market + "\"");
        };
    }

    private static Position position(JsonNode row) {
        double total = ExactJson.quantity(row, TOTAL);
        double covered = ExactJson.quantity(row, COVERED);
        double locked = ExactJson.quantity(row, LOCKED);
        double uncovered = ExactJson.quantity(row, UNCOVERED);
        Splits.check(total, covered, locked, uncovered, COVERED + " + " + LOCKED + " + " + UNCOVERED + " = " + TOTAL);
        return new Position(ExactJson.required(row, TICKER), total, covered, locked, uncovered);
    }
}
