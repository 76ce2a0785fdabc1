package b3.stream.normalize.optionchain;

import b3.schema.contracts.Product;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.stream.normalize.contracts.ChainBooks;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SingleFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.FixedWidth;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.Sessions;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Reference premiums of options on derivatives: {@code Premio.txt} of {@code REyymmdd.ex_} ("Prêmio de Referência"), ASCII,
 * one series a line of 68 characters, CRLF:
 *
 * <table>
 *   <caption>Columns, from 1</caption>
 *   <tr><td>1-6</td><td>line number</td></tr>
 *   <tr><td>7-11</td><td>{@code 00101}: complement and record type</td></tr>
 *   <tr><td>12-19</td><td>session yyyyMMdd</td></tr>
 *   <tr><td>20-22</td><td>commodity: {@code DOL}, {@code IDI}, {@code IND}</td></tr>
 *   <tr><td>23</td><td>market: 3 options on spot, 4 options on futures</td></tr>
 *   <tr><td>24-27</td><td>series</td></tr>
 *   <tr><td>28</td><td>{@code C} call, {@code V} put (<i>venda</i>)</td></tr>
 *   <tr><td>29</td><td>{@code A} American, {@code E} European</td></tr>
 *   <tr><td>30-37</td><td>expiry yyyyMMdd</td></tr>
 *   <tr><td>38-52</td><td>strike, implied decimals as in column 68</td></tr>
 *   <tr><td>53-67</td><td>reference premium, implied decimals as in column 68</td></tr>
 *   <tr><td>68</td><td>decimals of strike and premium alike</td></tr>
 * </table>
 *
 * <p>The file yields two books per commodity: the series, and their reference prices. A ticker is commodity and series,
 * {@code DOLFHBB}. The file gives no multiplier: it is taken from the contract specification ({@link Product}), and is
 * null for commodities that {@link Product} does not list. The session is that of the first line; lines of another
 * session are rejected. If terms or premium of one series are given twice with different values, both lines are
 * rejected.
 *
 * <pre>{@code
 * 0012030010120141212DOL3FHBBCE201501020000000033750000000000000000013
 * 0033450010120141212IND4GHRBCE201502180000000000460000000000000038690
 * }</pre>
 */
public final class B3ReferencePremiumNormalizer implements Normalizer {

    private static final String EXPECTED = "Premio, lines of 68 characters";
    private static final int LENGTH = 68;

    @Override
    public Normalized normalize(RawScrape document) {
        ArchiveMember file = SingleFile.of(document, "Premio", EXPECTED);
        DocumentRows rows = DocumentRows.of(document);
        Sessions sessions = new Sessions(document);
        SingleFile.forEachLine(file, (line, number) -> take(line, "line " + number, sessions, rows));
        Normalized found = rows.finish(sessions.found());
        if (found.records().isEmpty()
                && found.rejections().stream().noneMatch(row -> row.reason() == Reason.DUPLICATE_KEY)) {
            throw SingleFile.unexpected(EXPECTED, file);
        }
        return found;
    }

    private static void take(String line, String where, Sessions sessions, DocumentRows rows) {
        try {
            if (line.length() != LENGTH) {
                throw new UnreadableFieldException(
                        Reason.UNREADABLE_FIELD, "expected " + LENGTH + " characters, saw " + line.length());
            }
            String commodity = line.substring(19, 22).strip();
            Series series = series(commodity, line);
            double premium = figure("premium", line.substring(52, 67), line).doubleValue();
            LocalDate session = sessions.take(FixedWidth.date("session", line.substring(11, 19)));
            ChainBooks books = ChainBooks.of(rows);
            books.series(commodity, session, series, where);
            books.price(commodity, session, new Price(series.ticker(), null, premium, null, null, null, null), where);
        } catch (UnreadableFieldException e) {
            rows.reject(where, e);
        }
    }

    private static Series series(String commodity, String line) {
        String ticker = commodity + line.substring(23, 27).strip();
        if (commodity.isEmpty() || ticker.equals(commodity)) {
            throw new UnreadableFieldException(
                    Reason.MISSING_FIELD, "expected a commodity and a series, saw \"" + line.substring(19, 27) + "\"");
        }
        BigDecimal strike = figure("strike", line.substring(37, 52), line);
        if (strike.signum() == 0) {
            throw new UnreadableFieldException(Reason.INCONSISTENT_ROW, "strike: expected more than zero, saw 0");
        }
        return new Series(
                ticker,
                null,
                oneOf("call or put", line.charAt(27), 'C', OptionSeriesBook.Type.CALL, 'V', OptionSeriesBook.Type.PUT),
                oneOf(
                        "style",
                        line.charAt(28),
                        'A',
                        OptionSeriesBook.Style.AMERICAN,
                        'E',
                        OptionSeriesBook.Style.EUROPEAN),
                strike.doubleValue(),
                FixedWidth.date("expiry", line.substring(29, 37)),
                Product.find(commodity).map(Product::multiplier).orElse(null));
    }

    private static BigDecimal figure(String column, String digits, String line) {
        return FixedWidth.implied(column, digits, FixedWidth.count("decimals", line.substring(67)));
    }

    private static <T> T oneOf(String column, char seen, char first, T ifFirst, char second, T ifSecond) {
        if (seen != first && seen != second) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, column + ": expected " + first + " or " + second + ", saw '" + seen + "'");
        }
        return seen == first ? ifFirst : ifSecond;
    }
}
