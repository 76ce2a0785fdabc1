package b3.stream.normalize.tradeinformation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import b3.schema.contracts.OptionTicker;
import b3.schema.contracts.Underlyings;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.contracts.FuturesContract;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.CsvRow;
import b3.stream.normalize.document.CsvTable;
import b3.stream.normalize.document.SingleFile;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code TradeInformationConsolidatedFile_yyyymmdd_n.csv} of the exchange's public data channel
 * ({@code https://arquivos.b3.com.br/api/download/requestname?fileName=TradeInformationConsolidatedFile&date=…}, then
 * {@code /api/download/?token=…}): settlement prices, option prices and closing prices of one session, 98,000 to 155,000
 * rows.
 *
 * <p><b>Document.</b> ISO-8859-1, semicolons, decimal comma. The first line says {@code Status do Arquivo: Final} or
 * {@code Parcial}; older files lack it and are final. Then the table ({@link CsvTable}). Sometimes the
 * channel answers 200 with an HTML page, which is {@link Reason#UNREADABLE_DOCUMENT}; so is a file that ends within a row.
 *
 * <pre>
 * Status do Arquivo: Final
 * RptDt;TckrSymb;ISIN;SgmtNm;MinPric;MaxPric;TradAvrgPric;LastPric;OscnPctg;AdjstdQt;AdjstdQtTax;RefPric;TradQty;…
 * 2026-09-11;DI1F27;BRBMEFD1I4Z0;FINANCIAL;13,57;13,59;13,578;13,585;0;96230,69;13,587;;3666;380324;36599672680
 * </pre>
 *
 * <p><b>Session.</b> {@code RptDt} of the first row; a row of another date is rejected, and a file of another session
 * than the one asked for is {@link Reason#WRONG_SESSION}. A partial file has no session of its own in the result: it is
 * not compared with full ones. All that it says is preliminary, and the final file's records replace it whichever comes
 * first; its settlement prices say {@code preliminar}. A book that has last trades only is left out of a partial file,
 * because it cannot be marked as preliminary and this source has a high priority for its reference premiums.
 *
 * <p><b>Settlement prices.</b> Tickers of futures ({@link FuturesContract}) outside the segment CASH, whose funds may look
 * like futures ({@code HGLG11}), with {@code AdjstdQt}; {@code AdjstdQtTax} is the rate of contracts quoted by rate.
 *
 * <p><b>Option prices.</b> {@code RefPric}, B3's reference premium of every series whether it traded or not, and
 * {@code LastPric}. Options on derivatives ({@code DOLV26C005400}) are grouped by commodity; options on shares (segments
 * EQUITY CALL and EQUITY PUT) by {@link OptionUnderlyings}. A series with neither price is in no book.
 *
 * <p><b>Closing prices.</b> {@code LastPric} of the segment CASH; a row without it did not trade and is left out. Rows
 * of an index ({@link Underlyings#indexInCash}) are settlement values of expiring options and no close: left out.
 *
 * <p>If a ticker comes twice with different figures, both rows are rejected.
 */
public final class B3TradeInformationNormalizer implements Normalizer {

    private static final String REPORT_DATE = "RptDt";
    private static final String TICKER = "TckrSymb";
    private static final String ISIN = "ISIN";
    private static final String SEGMENT = "SgmtNm";
    private static final String LAST = "LastPric";
    private static final String SETTLEMENT = "AdjstdQt";
    private static final String RATE = "AdjstdQtTax";
    private static final String REFERENCE = "RefPric";
    private static final Set<String> REQUIRED =
            Set.of(REPORT_DATE, TICKER, ISIN, SEGMENT, LAST, SETTLEMENT, RATE, REFERENCE);

    private static final int STATUS_LENGTH = 64;
    private static final Pattern STATUS = Pattern.compile("Status do Arquivo:\\s*(\\p{L}*)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SHARE_OPTIONS = Set.of("EQUITY CALL", "EQUITY PUT");
    private static final String CASH = "CASH";

    @Override
    public Normalized normalize(RawScrape document) {
        ArchiveMember file = SingleFile.of(document, "TradeInformation", "TradeInformationConsolidated, a CSV file");
        Reading reading = new Reading(isFinal(file), DocumentRows.of(document), document.session());
        new CsvTable(file, REQUIRED).forEach(reading.rows, reading::take);
        return reading.finish();
    }

    /** Whether the file is final: it says so, or it is of an older kind that has no status. */
    private static boolean isFinal(ArchiveMember file) {
        Matcher status = STATUS.matcher(new String(file.head(STATUS_LENGTH), ISO_8859_1));
        return !status.find() || status.group(1).equalsIgnoreCase("Final");
    }

    private static @Nullable BigDecimal figure(CsvRow row, String column) {
        String text = row.text(column);
        return text.isEmpty() || text.equals("-") ? null : BrazilianFormat.decimalComma(column, text);
    }

    private record Option(String ticker, String isin, boolean onShare, Price price) {}

    /** What has been read so far. */
    private static final class Reading {

        private final boolean isFinal;
        private final DocumentRows rows;
        private final @Nullable LocalDate asked;
        private final OptionUnderlyings underlyings = new OptionUnderlyings();
        private final Map<String, Option> options = new TreeMap<>();
        private final Set<String> contradicted = new HashSet<>();
        private @Nullable LocalDate session;

        Reading(boolean isFinal, DocumentRows rows, @Nullable LocalDate asked) {
            this.isFinal = isFinal;
            this.rows = rows;
            this.asked = asked;
        }

        void take(CsvRow row) {
            LocalDate date = session(row);
            String ticker = row.required(TICKER);
            String segment = row.required(SEGMENT);
            Optional<FuturesContract> future = FuturesContract.of(ticker);
            if (segment.equals(CASH)) {
                takeCash(row, ticker, date);
            } else if (future.isPresent()) {
                takeFuture(row, future.get(), date);
            } else if (SHARE_OPTIONS.contains(segment)
                    || OptionTicker.product(ticker).isPresent()) {
                takeOption(row, ticker, SHARE_OPTIONS.contains(segment));
            }
        }

        private LocalDate session(CsvRow row) {
            LocalDate date = row.date(REPORT_DATE);
            if (session == null) {
                session = date;
                if (asked != null && !asked.equals(date)) {
                    throw new UnreadableDocumentException(
                            Reason.WRONG_SESSION, "expected trade information of " + asked + ", saw " + date);
                }
            }
            if (!session.equals(date)) {
                throw new UnreadableFieldException(
                        Reason.WRONG_SESSION, "RptDt: expected " + session + " as in the first row, saw " + date);
            }
            return date;
        }

        private void takeFuture(CsvRow row, FuturesContract contract, LocalDate date) {
            BigDecimal price = figure(row, SETTLEMENT);
            if (price != null) {
                FuturesContract.Figures figures =
                        new FuturesContract.Figures(price, null, null, figure(row, RATE), null, null);
                String status = isFinal ? "ajustado" : "preliminar";
                rows.add(contract.settled(date, figures, status, rows.provenance()), row.where());
            }
        }

        private void takeCash(CsvRow row, String ticker, LocalDate date) {
            underlyings.addCash(ticker, row.text(ISIN));
            BigDecimal last = figure(row, LAST);
            if (last == null || Underlyings.indexInCash(ticker, row.text(ISIN)).isPresent()) {
                return;
            }
            if (last.signum() <= 0) {
                throw new UnreadableFieldException(
                        Reason.INCONSISTENT_ROW, "LastPric: expected a price above zero, saw " + last);
            }
            rows.add(
                    new UnderlyingPrice(
                            ticker,
                            ticker,
                            date,
                            UnderlyingPrice.Kind.CLOSE,
                            null,
                            last.doubleValue(),
                            null,
                            rows.provenance()),
                    row.where());
        }

        private void takeOption(CsvRow row, String ticker, boolean onShare) {
            Double reference = premium(row, REFERENCE);
            Double last = premium(row, LAST);
            if (reference == null && last == null) {
                return;
            }
            Price price = new Price(ticker, null, reference, last, null, null, null);
            Option option = new Option(ticker, row.text(ISIN), onShare, price);
            Option earlier = options.putIfAbsent(ticker, option);
            if (earlier != null && !earlier.equals(option)) {
                contradicted.add(ticker);
                throw new UnreadableFieldException(
                        Reason.DUPLICATE_KEY, "the same series twice: " + earlier.price() + " and " + price);
            }
        }

        private static @Nullable Double premium(CsvRow row, String column) {
            BigDecimal premium = figure(row, column);
            if (premium != null && premium.signum() < 0) {
                throw new UnreadableFieldException(
                        Reason.INCONSISTENT_ROW, column + ": expected no negative premium, saw " + premium);
            }
            return premium == null ? null : premium.doubleValue();
        }

        Normalized finish() {
            LocalDate found = session;
            if (found == null) {
                throw new UnreadableDocumentException(
                        Reason.NO_SESSION, "no row of the trade information has a readable RptDt");
            }
            options.keySet().removeAll(contradicted);
            Map<String, List<Price>> books = new TreeMap<>();
            options.values().forEach(option -> books.computeIfAbsent(underlying(option), name -> new ArrayList<>())
                    .add(option.price()));
            if (!isFinal) {
                books.values().removeIf(prices -> prices.stream().allMatch(price -> price.reference() == null));
            }
            books.forEach((underlying, prices) -> rows.add(
                    new OptionPricesBook(underlying, found, null, prices, rows.provenance()),
                    "prices of options on " + underlying));
            return isFinal ? rows.finish(found) : rows.finish(null).asPreliminary();
        }

        private String underlying(Option option) {
            return option.onShare()
                    ? underlyings.of(option.ticker(), option.isin())
                    : OptionTicker.product(option.ticker()).orElseThrow();
        }
    }
}
