package b3.stream.normalize.quotation;

import b3.schema.calendar.TradingCalendar;
import b3.schema.contracts.Product;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.ExactJson;
import b3.stream.normalize.document.OnlyFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.KnownSessions;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.Sessions;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the delayed quotes of one commodity's futures and options,
 * {@code cotacao.b3.com.br/mds/api/v1/DerivativeQuotation/DOL}.
 *
 * <p><b>Document.</b> UTF-8 JSON of up to 2 MB; the current session only, as of the moment {@code Msg.dtTm} (São Paulo, no
 * offset printed). Outside the session's hours the address may answer the bare text {@code Quotation not available}, or a
 * {@code BizSts.cd} other than {@code OK}: that is {@link Reason#UNREADABLE_DOCUMENT}.
 * <pre>{@code
 * {"BizSts":{"cd":"OK"},"Msg":{"dtTm":"2026-03-10 14:51:55"},"Scty":[
 *   {"SctyQtn":{"exrcPric":5000,"curPrc":5.25},"asset":{"AsstSummry":{"mtrtyCode":"2026-04-01","opnCtrcts":1940},
 *     "SdTpCd":{"desc":"P"},"code":"DOL"},"mkt":{"cd":"SOPT"},"symb":"DOLJ26P005000"}]}
 * }</pre>
 *
 * <p><b>Fields.</b> A key that is absent means no value. {@code symb}: ticker; {@code asset.code}: commodity, the
 * underlying; {@code mkt.cd}: {@code FUT} futures, {@code SOPT} options, {@code SPOT} the commodity itself (no price),
 * {@code OPTEXER} the exercise twin of every option, whose code ends in {@code E}: left out, or everything would count
 * twice; {@code asset.SdTpCd.desc}: C or P; {@code SctyQtn.exrcPric}: strike, in the underlying's quotation, which the six
 * digits of the ticker are not for every commodity; {@code asset.AsstSummry.mtrtyCode}: expiry, 9999-12-31 for none;
 * {@code opnCtrcts}: open contracts <b>after the session before</b>, and so of that session;
 * {@code SctyQtn.curPrc}: last trade; {@code buyOffer.price}, {@code sellOffer.price}: best bid and ask.
 *
 * <p><b>The settlement before.</b> {@code SctyQtn.prvsDayAdjstmntPric} of a future equals the published settlement
 * price of the session before for DOL (26 of 26 contracts on 2026-03-10) and IND (13 of 13), and is taken as that for
 * these and their minis, as the last of its sources. For DI1 it is a rate, within 0.01 percentage points of the
 * published one but equal in 7 of 48 only: it makes a curve of its own name, {@value #CURVE}, never DI1. For DDI (0 of
 * 48) and all others it is not a published settlement price and is left out.
 *
 * <p><b>Records.</b> The series (style and multiplier by {@link Product}; null for a commodity that has none there),
 * open interest of the session before, prices of this moment, the last price of every future that traded, and what the
 * settlement before gives. A document without any of these records has one rejection for each commodity; this is so
 * when no future has traded and {@code prvsDayAdjstmntPric} is not a settlement price.
 */
public final class B3DerivativeQuotationNormalizer implements Normalizer {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    /** Rates at which DI1 was settled in the session before, as quoted: not the published curve, but near it. */
    public static final String CURVE = "DI1-PREVIOUS";

    private static final String NOT_AVAILABLE = "Quotation not available";
    private static final int MESSAGE = 256;

    @Override
    public Normalized normalize(RawScrape document) {
        ArchiveMember member = OnlyFile.of(document);
        JsonNode root = root(member);
        Instant at = at(root, member);
        LocalDate session = TradingCalendar.load().sessionOn(at);
        Sessions.check(document, session);
        DocumentRows found = DocumentRows.of(document);
        QuotationRecords records = new QuotationRecords(found, session, at);
        int number = 0;
        for (JsonNode row : root.path("Scty")) {
            number++;
            String where = "Scty " + number + " \"" + ExactJson.text(row, "symb") + "\"";
            try {
                records.take(row, where);
            } catch (UnreadableFieldException e) {
                found.reject(where, e);
            }
        }
        if (number == 0) {
            throw unreadable(member.name() + ": no Scty");
        }
        records.finish();
        return found.finish(session);
    }

    private static JsonNode root(ArchiveMember member) {
        String start = new String(member.head(MESSAGE), StandardCharsets.UTF_8);
        if (start.contains(NOT_AVAILABLE)) {
            throw unreadable("the source says \"" + NOT_AVAILABLE + "\": no quotes at this moment");
        }
        JsonNode root = ExactJson.read(member);
        String status = ExactJson.text(root.path("BizSts"), "cd");
        if (!status.equals("OK")) {
            throw unreadable(member.name() + ": expected BizSts.cd OK, saw " + ExactJson.shortly(root.path("BizSts"))
                    + " in " + member.glimpse());
        }
        return root;
    }

    private static Instant at(JsonNode root, ArchiveMember member) {
        String stamp = ExactJson.text(root.path("Msg"), "dtTm");
        try {
            LocalDateTime local = LocalDateTime.parse(stamp, STAMP);
            KnownSessions.checkSessionBefore(local.toLocalDate());
            return local.atZone(TradingCalendar.SAO_PAULO).toInstant();
        } catch (DateTimeParseException e) {
            throw new UnreadableDocumentException(
                    Reason.NO_SESSION,
                    member.name() + ": expected Msg.dtTm yyyy-MM-dd HH:mm:ss, saw \"" + stamp + "\"");
        }
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
