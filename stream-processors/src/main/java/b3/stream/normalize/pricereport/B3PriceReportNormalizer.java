package b3.stream.normalize.pricereport;

import b3.schema.Provenance;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.document.Archive;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.KnownSessions;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the exchange's price report: {@code PRyymmdd.zip} (BVBG.086, everything) and {@code SPRDyymmdd.zip} (BVBG.187,
 * derivatives only).
 *
 * <p><b>Document.</b> XML in UTF-8, sometimes with a byte order mark, 4 to 150 MB, in a zip; the live download is a zip
 * that holds that zip. Gzip and bare XML are taken as well. Address:
 * {@code https://www.b3.com.br/pesquisapregao/download?filelist=SPRDyymmdd.zip}; the exchange's catalogue of prices
 * ({@code Catalogo_precos}) describes the message.
 *
 * <p><b>Versions.</b> The exchange publishes up to four versions of a session's report, and a zip may hold them all
 * (seen in 2021 and 2026). The one with the latest {@code CreDtAndTm} is read, of two of the same second the one with the
 * higher {@code BizGrpIdr}, then name. The others are looked at for their header only.
 *
 * <p><b>Both kinds of a session.</b> BVBG.086 alone has the value per contract, and it may have reference premiums. All
 * documents of a feed are one source, so the document that became known later is current: after BVBG.187 the value per
 * contract is null, and the value of BVBG.086 is history.
 *
 * <p><b>Session.</b> The trade date of most rows. A report also carries a few rows of the next session, traded after
 * hours (six of 9261 in the file of 2018-01-02: {@code BGIF18} appears once for each date), so neither the date of the
 * first row nor {@code CreDtAndTm}, which may be after midnight, is the session. Rows of other dates are skipped
 * without a rejection: their own session's report repeats them in full. A report of another session than the one asked
 * for is {@link Reason#WRONG_SESSION}.
 *
 * <p><b>Rows.</b> One {@code PricRpt} an instrument; figures use a decimal point:
 * <pre>{@code
 * <PricRpt><TradDt><Dt>2025-02-03</Dt></TradDt><SctyId><TckrSymb>DOLH25</TckrSymb></SctyId>
 *   <FinInstrmAttrbts><OpnIntrst>609585</OpnIntrst><AdjstdQt Ccy="BRL">5847.377</AdjstdQt>
 *   <PrvsAdjstdQt Ccy="BRL">5872.103</PrvsAdjstdQt></FinInstrmAttrbts></PricRpt>
 * }</pre>
 * A ticker may come more than once; {@link DocumentRows} says what becomes of that. What each dataset takes from a row is
 * written in its {@link PriceReportDataset}.
 *
 * <p><b>Not taken.</b> The index report (BVBG.087, {@code IRyymmdd.zip}) is another document: it is refused by its type.
 */
public final class B3PriceReportNormalizer implements Normalizer {

    private static final int MAX_DATES = 31;

    private final List<PriceReportDataset> datasets;
    private final Set<String> figures = new HashSet<>();

    /** @param datasets what is read from each row */
    public B3PriceReportNormalizer(List<PriceReportDataset> datasets) {
        this.datasets = List.copyOf(datasets);
        datasets.forEach(dataset -> figures.addAll(dataset.figures()));
    }

    @Override
    public Normalized normalize(RawScrape document) {
        Provenance provenance = DocumentRows.provenance(document);
        PriceReport report = PriceReport.latest(Archive.open(document.bytes()).members());
        Map<LocalDate, Day> days = new TreeMap<>();
        DocumentRows undated = new DocumentRows(provenance);
        report.forEachRow(
                figures,
                row -> {
                    Day day = days.computeIfAbsent(row.tradeDate(), date -> new Day(new DocumentRows(provenance)));
                    day.rows++;
                    datasets.forEach(dataset -> dataset.read(row, day.found));
                    checkDates(days.size());
                },
                undated::reject);
        LocalDate session = session(days);
        KnownSessions.check(session);
        if (document.session() != null && !document.session().equals(session)) {
            throw new UnreadableDocumentException(
                    Reason.WRONG_SESSION,
                    "expected the price report of " + document.session() + ", saw trade date " + session
                            + " in most of " + report.member().name());
        }
        Day day = days.getOrDefault(session, new Day(new DocumentRows(provenance)));
        if (day.found.isEmpty() && undated.isEmpty()) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT,
                    report.member().name() + ": " + day.rows + " PricRpt of " + session + ", and no settlement price");
        }
        return day.found.finish(session).and(undated.finish(session));
    }

    private static LocalDate session(Map<LocalDate, Day> days) {
        return days.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().rows))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new UnreadableDocumentException(
                        Reason.NO_SESSION, "no PricRpt of the price report has a readable TradDt"));
    }

    private static void checkDates(int dates) {
        if (dates > MAX_DATES) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, "more than " + MAX_DATES + " trade dates in one price report");
        }
    }

    /** The rows of one trade date. */
    private static final class Day {

        private final DocumentRows found;
        private int rows;

        private Day(DocumentRows found) {
            this.found = found;
        }
    }
}
