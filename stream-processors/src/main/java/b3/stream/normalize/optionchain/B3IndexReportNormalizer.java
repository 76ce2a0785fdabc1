package b3.stream.normalize.optionchain;

import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.document.Archive;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SafeXml;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.Sessions;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the exchange's index report, {@code IRyymmdd.zip} (BVBG.087): closing values of its indexes.
 *
 * <p><b>Document.</b> XML of about 400 kB in UTF-8, in a zip, sometimes in a zip in that; of several versions the one with
 * the latest {@code CreDtAndTm} is read. Described in the exchange's catalogue of price files (b3.com.br, BVBG.087).
 * <pre>{@code
 * <IndxRpt><TradDt><Dt>2021-04-23</Dt></TradDt>
 *   <IndxInf><SctyInf><SctyId><TckrSymb>IBOV</TckrSymb></SctyId><ClsgPric Ccy="BRL">120530.06</ClsgPric>
 *     <IndxVal Ccy="BRL">120530.06</IndxVal></SctyInf><AsstDesc>IBOVESPA</AsstDesc><SttlmVal Ccy="BRL">120437</SttlmVal>
 *   </IndxInf>
 * }</pre>
 *
 * <p><b>Fields.</b> {@code TradDt}: session. One {@code IndxInf} an index: {@code TckrSymb}; {@code ClsgPric}, the closing
 * value in points, with a decimal point. An index without a closing value is left out. Not taken: {@code SttlmVal} (the
 * value at which contracts of an expiry day settle, an average), and the blocks {@code IOPVInf} (fund quotas in theory) and
 * {@code BDRInf} (reference prices of receipts).
 */
public final class B3IndexReportNormalizer implements Normalizer {

    private static final String TYPE = "BVBG.087";
    private static final String CLOSE = "ClsgPric";

    private record Version(ArchiveMember member, String type, String createdAt) {}

    @Override
    public Normalized normalize(RawScrape document) {
        DocumentRows found = DocumentRows.of(document);
        ArchiveMember member = latest(Archive.open(document.bytes()).members());
        LocalDate session = null;
        boolean any = false;
        try (SafeXml xml = new SafeXml(member)) {
            while (xml.next()) {
                if (!xml.isStart()) {
                    continue;
                }
                if (session == null && xml.element().equals("TradDt")) {
                    session = session(xml, member);
                    Sessions.check(document, session);
                } else if (xml.element().equals("IndxInf")) {
                    if (session == null) {
                        throw noSession(member, "none before the first index");
                    }
                    any = true;
                    read(xml, session, found);
                }
            }
        }
        if (session == null || !any) {
            throw unreadable(member.name() + ": the index report holds no IndxInf");
        }
        return found.finish(session);
    }

    private static ArchiveMember latest(List<ArchiveMember> members) {
        List<Version> versions = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (ArchiveMember member : members) {
            Version version = member.isMarkup() && !member.glimpse().equals("an HTML page")
                    ? version(member)
                    : new Version(member, member.glimpse(), "");
            if (version.type().startsWith(TYPE)) {
                versions.add(version);
            } else {
                others.add(member.name() + ": " + version.type());
            }
        }
        return versions.stream()
                .max(Comparator.comparing(Version::createdAt)
                        .thenComparing(version -> version.member().name()))
                .map(Version::member)
                .orElseThrow(() -> unreadable("expected an index report (XML of type " + TYPE + "), saw "
                        + String.join("; ", others.subList(0, Math.min(5, others.size())))));
    }

    private static Version version(ArchiveMember member) {
        String type = "XML without BizGrpTp";
        String createdAt = "";
        try (SafeXml xml = new SafeXml(member)) {
            while (xml.next() && !(xml.isStart() && xml.element().equals("BizGrp"))) {
                if (xml.isStart() && xml.element().equals("BizGrpTp")) {
                    type = xml.text();
                } else if (xml.isStart() && xml.element().equals("CreDtAndTm")) {
                    createdAt = xml.text();
                }
            }
        }
        return new Version(member, type, createdAt);
    }

    private static LocalDate session(SafeXml xml, ArchiveMember member) {
        String text = "";
        while (text.isEmpty() && xml.next() && (xml.isStart() || !xml.element().equals("TradDt"))) {
            if (xml.isStart() && xml.element().equals("Dt")) {
                text = xml.text();
            }
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw noSession(member, "\"" + text + "\"");
        }
    }

    private static void read(SafeXml xml, LocalDate session, DocumentRows found) {
        String ticker = "";
        String close = "";
        while (xml.next() && (xml.isStart() || !xml.element().equals("IndxInf"))) {
            if (xml.isStart() && xml.element().equals("TckrSymb")) {
                ticker = xml.text();
            } else if (xml.isStart() && xml.element().equals(CLOSE)) {
                close = xml.text();
            }
        }
        String where = "IndxInf \"" + ticker + "\"";
        if (ticker.isEmpty()) {
            found.reject(Reason.MISSING_FIELD, where, "TckrSymb: absent");
        } else if (!close.isEmpty()) {
            try {
                double price = BrazilianFormat.decimalPoint(CLOSE, close).doubleValue();
                found.add(
                        new UnderlyingPrice(
                                ticker,
                                ticker,
                                session,
                                UnderlyingPrice.Kind.CLOSE,
                                null,
                                price,
                                null,
                                found.provenance()),
                        where);
            } catch (UnreadableFieldException e) {
                found.reject(where, e);
            }
        }
    }

    private static UnreadableDocumentException noSession(ArchiveMember member, String seen) {
        return new UnreadableDocumentException(
                Reason.NO_SESSION, member.name() + ": expected TradDt yyyy-MM-dd, saw " + seen);
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
