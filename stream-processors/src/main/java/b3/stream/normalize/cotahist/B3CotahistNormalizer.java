package b3.stream.normalize.cotahist;

import b3.schema.contracts.Isin;
import b3.schema.contracts.Share;
import b3.schema.contracts.Underlyings;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.contracts.ChainBooks;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.OnlyFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.Sessions;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads COTAHIST, the exchange's historical quotes of the cash and options markets: files of a day, a month or a year.
 *
 * <p><b>Document.</b> Lines of 245 characters, ISO-8859-1, CRLF, mostly in a zip; layout "Séries históricas – layout"
 * (b3.com.br). The first line is {@code 00COTAHIST…}, the last {@code 99COTAHIST…} with a count in columns 32 to 42: of
 * all lines, both of these included, or of the lines {@code 01} alone. If the count is neither, or the line is missing,
 * the document has one rejection and its rows are taken: files that were cut to a few shares are in circulation.
 *
 * <p><b>Columns</b> of lines {@code 01} ({@link CotahistLine}; prices have two implied decimals):
 * <ul>
 *   <li>3–10 {@code DATPRE} session; 13–24 {@code CODNEG} ticker; 25–27 {@code TPMERC} market: 010 cash, 070 calls, 080
 *       puts; odd lots (020), forwards (030) and exercises (012, 013) are left out;
 *   <li>40–49 {@code ESPECI} class of the share; 53–56 {@code MODREF} currency, {@code R$} since July 1994: lines in older
 *       currencies are left out, one rejection a currency;
 *   <li>109–121 {@code PREULT} last price, the close; 122–147 {@code PREOFC}, {@code PREOFV} best bid and ask; 0 is none;
 *   <li>28–39 {@code NOMRES}: of an option the root, with an {@code E} behind it for a European one ({@code PETRE});
 *   <li>189–201 {@code PREEXE} strike, or where that is 0 218–230 {@code PTOEXE}, the strike in points with six implied
 *       decimals; 202 {@code INDOPC}: 0 is no indexer, 6 says that the strike is in points of an index; a strike that
 *       follows an indexer (the dollar, a price index) is left out, one rejection for all; 203–210 {@code DATVEN} expiry, 99991231 for none;
 *   <li>211–217 {@code FATCOT} how many shares or index units the price counts: 1, 100 or 1000;
 *   <li>231–242 {@code CODISI} ISIN of the <i>underlying</i>, also on option lines.
 * </ul>
 *
 * <p><b>Quotation.</b> Prices and strikes stay as printed, in the instrument's own quotation, as the price report prints
 * them too (FNAM11 0.10 per 1000). The multiplier of a series is 1 / {@code FATCOT}: 1 for shares; for the Ibovespa options
 * of 2026, quoted in points with factor 100, it is 0.01 ({@code IBOVA183}, 2026-09-08: strike 183000, volume is quantity
 * times price over 100).
 *
 * <p><b>Underlying</b> of an option: root of the ticker and class ({@link Share#ticker(String, String)}); the index itself
 * ({@code IBOV}) where the ISIN is that of an index ({@link Isin#index}). Cash lines of an index ({@code IBOV11}, printed on
 * exercise days) are
 * settlement values and no closing price: left out.
 *
 * <p><b>Only what traded is here</b>, so a book of series made of it is not the whole chain. It is published all the
 * same, with a lower priority than every other source of series, because prices of options are of no use without
 * strikes.
 *
 * <p><b>Style.</b> Options on an index are European by their contract; of others the name tells the European ones. The
 * style of an option whose name has no {@code E} is unknown, because older files do not mark it.
 */
public final class B3CotahistNormalizer implements Normalizer {

    private static final String CASH = "010";
    private static final String CALL = "070";
    private static final String PUT = "080";
    private static final String REAL = "R$";
    private static final Set<String> NOT_INDEXED = Set.of("", "0", "6");
    private static final char EUROPEAN = 'E';

    @Override
    public Normalized normalize(RawScrape document) {
        DocumentRows found = DocumentRows.of(document);
        ArchiveMember member = OnlyFile.of(document);
        Reading reading = new Reading(found);
        CotahistLine.forEach(member, reading::take, found);
        reading.finish();
        LocalDate only = reading.sessions.size() == 1 ? reading.sessions.first() : null;
        if (reading.sessions.isEmpty()) {
            throw new UnreadableDocumentException(
                    Reason.UNREADABLE_DOCUMENT, member.name() + ": no line of the cash or options market");
        }
        if (only != null) {
            Sessions.check(document, only);
        }
        return found.finish(only);
    }

    /** One pass over one document. */
    private static final class Reading {

        private final DocumentRows found;
        private final ChainBooks chains;
        private final TreeSet<LocalDate> sessions = new TreeSet<>();
        private final Map<String, Integer> skipped = new TreeMap<>();

        Reading(DocumentRows found) {
            this.found = found;
            this.chains = ChainBooks.of(found);
        }

        void take(CotahistLine line) {
            String market = line.text(25, 27);
            if (!Set.of(CASH, CALL, PUT).contains(market)) {
                return;
            }
            try {
                LocalDate session = line.date("DATPRE", 3, 10);
                sessions.add(session);
                String currency = line.text(53, 56);
                if (!currency.equals(REAL)) {
                    skipped.merge("MODREF: expected " + REAL + ", saw \"" + currency + "\"", 1, Integer::sum);
                } else if (market.equals(CASH)) {
                    cash(line, session);
                } else {
                    option(line, session, market.equals(CALL) ? OptionSeriesBook.Type.CALL : OptionSeriesBook.Type.PUT);
                }
            } catch (UnreadableFieldException e) {
                found.reject(line.where(), e);
            }
        }

        void finish() {
            skipped.forEach((what, lines) -> found.reject(Reason.UNREADABLE_FIELD, lines + " lines", what));
        }

        private void cash(CotahistLine line, LocalDate session) {
            Double close = line.price("PREULT", 109, 121);
            String ticker = line.required("CODNEG", 13, 24);
            if (close == null || Underlyings.indexInCash(ticker, isin(line)).isPresent()) {
                return;
            }
            found.add(
                    new UnderlyingPrice(
                            ticker, ticker, session, UnderlyingPrice.Kind.CLOSE, null, close, null, found.provenance()),
                    line.where());
        }

        private void option(CotahistLine line, LocalDate session, OptionSeriesBook.Type type) {
            String indexer = line.text(202, 202);
            if (!NOT_INDEXED.contains(indexer)) {
                skipped.merge(
                        "INDOPC: expected 0 (no indexer) or 6 (points), saw \"" + indexer + "\"", 1, Integer::sum);
                return;
            }
            String ticker = line.required("CODNEG", 13, 24);
            String underlying = underlying(line, ticker);
            Series series = new Series(
                    ticker,
                    null,
                    type,
                    style(line),
                    strike(line),
                    expiry(line),
                    1.0 / (double) line.positive("FATCOT", 211, 217));
            Price price = new Price(
                    ticker,
                    null,
                    null,
                    line.price("PREULT", 109, 121),
                    line.price("PREOFC", 122, 134),
                    line.price("PREOFV", 135, 147),
                    null);
            chains.series(underlying, session, series, line.where());
            chains.price(underlying, session, price, line.where());
        }

        private static double strike(CotahistLine line) {
            Double strike = line.price("PREEXE", 189, 201);
            Double points = strike == null ? line.points("PTOEXE", 218, 230) : strike;
            if (points == null) {
                throw new UnreadableFieldException(Reason.MISSING_FIELD, "PREEXE: 0, and PTOEXE: 0");
            }
            return points;
        }

        private static OptionSeriesBook.@Nullable Style style(CotahistLine line) {
            String name = line.text(28, 39);
            boolean european = Isin.index(isin(line)).isPresent()
                    || (name.length() > Share.ROOT_LENGTH && name.charAt(Share.ROOT_LENGTH) == EUROPEAN);
            return european ? OptionSeriesBook.Style.EUROPEAN : null;
        }

        private static LocalDate expiry(CotahistLine line) {
            LocalDate expiry = line.dateOrNone("DATVEN", 203, 210);
            if (expiry == null) {
                throw new UnreadableFieldException(Reason.MISSING_FIELD, "DATVEN: " + line.text(203, 210));
            }
            return expiry;
        }

        private static String isin(CotahistLine line) {
            return line.text(231, 242);
        }

        private static String underlying(CotahistLine line, String ticker) {
            Optional<String> index = Isin.index(isin(line));
            if (index.isPresent()) {
                return index.get();
            }
            if (ticker.length() <= Share.ROOT_LENGTH) {
                throw new UnreadableFieldException(
                        Reason.UNREADABLE_FIELD, "CODNEG: expected a root of 4 letters and a series, saw " + ticker);
            }
            return Share.ticker(ticker.substring(0, Share.ROOT_LENGTH), line.text(40, 49));
        }
    }
}
