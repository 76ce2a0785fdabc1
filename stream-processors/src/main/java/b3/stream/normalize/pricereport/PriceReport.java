package b3.stream.normalize.pricereport;

import b3.schema.document.Reason;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SafeXml;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One version of the price report: its header, and its rows as a stream.
 *
 * @param member the XML file
 * @param type {@code BizGrpTp}, {@code BVBG.187.01}
 * @param createdAt {@code CreDtAndTm}, the exchange's own clock, used only to order versions
 * @param id {@code BizGrpIdr}, which counts up; orders versions of the same second
 */
record PriceReport(ArchiveMember member, String type, LocalDateTime createdAt, String id) {

    private static final String REAL = "BRL";
    private static final Set<String> TYPES = Set.of("BVBG.086", "BVBG.187");

    private static final Comparator<PriceReport> OLDEST_FIRST = Comparator.comparing(PriceReport::createdAt)
            .thenComparing(PriceReport::id)
            .thenComparing(report -> report.member().name());

    /** Takes the place and the fault of a row that cannot be read. */
    interface Refusal {
        void refuse(Reason reason, String where, String detail);
    }

    /**
     * The latest price report among the files of an archive.
     *
     * @throws UnreadableDocumentException if there is none, or if any of the XML files is unsafe or has no header
     */
    static PriceReport latest(List<ArchiveMember> members) {
        List<PriceReport> reports = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (ArchiveMember member : members) {
            String glimpse = member.glimpse();
            if (!member.isMarkup() || glimpse.equals("an HTML page")) {
                others.add(member.name() + ": " + glimpse);
                continue;
            }
            PriceReport report = header(member);
            if (TYPES.contains(
                    report.type().substring(0, Math.min(8, report.type().length())))) {
                reports.add(report);
            } else {
                others.add(member.name() + ": a document of type " + report.type());
            }
        }
        return reports.stream().max(OLDEST_FIRST).orElseThrow(() -> {
            String seen = String.join("; ", others.subList(0, Math.min(5, others.size())));
            return unreadable("expected a price report (XML of type BVBG.086 or BVBG.187), saw " + seen);
        });
    }

    private static PriceReport header(ArchiveMember member) {
        Map<String, String> header = new HashMap<>();
        try (SafeXml xml = new SafeXml(member)) {
            while (header.size() < 3
                    && xml.next()
                    && !(xml.isStart() && xml.element().equals("BizGrp"))) {
                if (xml.isStart()
                        && Set.of("BizGrpTp", "CreDtAndTm", "BizGrpIdr").contains(xml.element())) {
                    String element = xml.element();
                    header.put(element, xml.text());
                }
            }
        }
        try {
            String created = header.getOrDefault("CreDtAndTm", "");
            return new PriceReport(
                    member,
                    header.getOrDefault("BizGrpTp", "unknown (no BizGrpTp in its header)"),
                    LocalDateTime.parse(created.substring(0, Math.min(19, created.length()))),
                    header.getOrDefault("BizGrpIdr", ""));
        } catch (DateTimeParseException e) {
            throw unreadable(member.name() + ": expected a header with BizGrpTp and CreDtAndTm, saw " + header);
        }
    }

    /**
     * Reads every row once, in the document's order and in constant memory.
     *
     * @param figures names of the figures to read
     * @throws UnreadableDocumentException if the XML is not well-formed or holds no row
     */
    void forEachRow(Set<String> figures, Consumer<PriceReportRow> rows, Refusal refusal) {
        int number = 0;
        try (SafeXml xml = new SafeXml(member)) {
            while (xml.next()) {
                if (xml.isStart() && xml.element().equals("PricRpt")) {
                    number++;
                    readRow(xml, number, figures, rows, refusal);
                }
            }
        } catch (UnreadableDocumentException e) {
            throw new UnreadableDocumentException(e.reason(), e.getMessage() + " (after " + number + " PricRpt)");
        }
        if (number == 0) {
            throw unreadable(member.name() + ": the price report holds no PricRpt");
        }
    }

    private static void readRow(
            SafeXml xml, int number, Set<String> wanted, Consumer<PriceReportRow> rows, Refusal refusal) {
        Map<String, String> figures = new HashMap<>();
        Set<String> foreign = new HashSet<>();
        String date = "";
        String ticker = "";
        while (xml.next() && (xml.isStart() || !xml.element().equals("PricRpt"))) {
            if (!xml.isStart()) {
                continue;
            }
            String element = xml.element();
            switch (element) {
                case "Dt" -> date = xml.text();
                case "TckrSymb" -> ticker = xml.text();
                default -> {
                    if (wanted.contains(element)) {
                        String currency = xml.attribute("Ccy");
                        if (currency != null && !currency.equals(REAL)) {
                            foreign.add(element);
                        }
                        String text = xml.text();
                        if (!text.isEmpty()) {
                            figures.put(element, text);
                        }
                    }
                }
            }
        }
        if (ticker.isEmpty() || date.isEmpty()) {
            String missing = ticker.isEmpty() ? "TckrSymb" : "TradDt";
            refusal.refuse(Reason.MISSING_FIELD, "PricRpt " + number + " \"" + ticker + "\"", missing + ": absent");
            return;
        }
        LocalDate tradeDate;
        try {
            tradeDate = BrazilianFormat.isoDate("TradDt", date);
        } catch (UnreadableFieldException e) {
            refusal.refuse(e.reason(), "PricRpt " + number + " \"" + ticker + "\"", e.detail());
            return;
        }
        rows.accept(new PriceReportRow(number, tradeDate, ticker, figures, foreign));
    }

    private static UnreadableDocumentException unreadable(String detail) {
        return new UnreadableDocumentException(Reason.UNREADABLE_DOCUMENT, detail);
    }
}
