package b3.stream.normalize.optionchain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.Provenance;
import b3.schema.RawScrape;
import b3.schema.Reason;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.stream.normalize.DocumentRows;
import b3.stream.normalize.FixedWidth;
import b3.stream.normalize.Normalized;
import b3.stream.normalize.Normalizer;
import b3.stream.normalize.UnreadableDocumentException;
import b3.stream.normalize.UnreadableFieldException;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.SingleFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
 * {@code DOLFHBB}. The file says nothing of a multiplier, so there is none. The session is the first line's; lines of
 * another one are rejected. A series given twice with different terms or premiums is taken neither way.
 *
 * <pre>{@code
 * 0012030010120141212DOL3FHBBCE201501020000000033750000000000000000013
 * 0033450010120141212IND4GHRBCE201502180000000000460000000000000038690
 * }</pre>
 */
public final class B3ReferencePremiumNormalizer implements Normalizer {

    private static final String EXPECTED = "Premio, lines of 68 characters";
    private static final int LENGTH = 68;

    private record Line(LocalDate session, String commodity, Series series, double premium) {}

    @Override
    public Feed feed() {
        return Feeds.REFERENCE_PREMIUM;
    }

    @Override
    public Normalized normalize(RawScrape document) {
        ArchiveMember file = SingleFile.of(document, "Premio", EXPECTED);
        Reading reading =
                new Reading(new DocumentRows(new Provenance(feed().name(), document.fetchedAt(), document.sha256())));
        int number = 0;
        try (BufferedReader lines = SingleFile.lines(file, ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    reading.take(line, number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        String commodity = line.substring(19, 22).strip();
        String ticker = commodity + line.substring(23, 27).strip();
        if (commodity.isEmpty() || ticker.equals(commodity)) {
            throw new UnreadableFieldException(
                    Reason.MISSING_FIELD, "expected a commodity and a series, saw \"" + line.substring(19, 27) + "\"");
        }
        int decimals = FixedWidth.count("decimals", line.substring(67));
        OptionSeriesBook.Type type =
                oneOf("call or put", line.charAt(27), 'C', OptionSeriesBook.Type.CALL, 'V', OptionSeriesBook.Type.PUT);
        OptionSeriesBook.Style style = oneOf(
                "style", line.charAt(28), 'A', OptionSeriesBook.Style.AMERICAN, 'E', OptionSeriesBook.Style.EUROPEAN);
        LocalDate expiry = FixedWidth.date("expiry", line.substring(29, 37));
        double strike =
                FixedWidth.implied("strike", line.substring(37, 52), decimals).doubleValue();
        double premium =
                FixedWidth.implied("premium", line.substring(52, 67), decimals).doubleValue();
        if (strike == 0) {
            throw new UnreadableFieldException(Reason.INCONSISTENT_ROW, "strike: expected more than zero, saw 0");
        }
        LocalDate session = FixedWidth.date("session", line.substring(11, 19));
        Series series = new Series(ticker, null, type, style, strike, expiry, null);
        return new Line(session, commodity, series, premium);
    }

    private static <T> T oneOf(String column, char seen, char first, T ifFirst, char second, T ifSecond) {
        if (seen != first && seen != second) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_FIELD, column + ": expected " + first + " or " + second + ", saw '" + seen + "'");
        }
        return seen == first ? ifFirst : ifSecond;
    }

    /** What has been read so far. */
    private static final class Reading {

        private final DocumentRows rows;
        private final Map<String, TreeMap<String, Line>> commodities = new TreeMap<>();
        private final Map<String, Line> contradicted = new TreeMap<>();
        private @Nullable LocalDate session;

        Reading(DocumentRows rows) {
            this.rows = rows;
        }

        void take(String text, int number) {
            try {
                Line line = read(text);
                if (session == null) {
                    session = line.session();
                }
                if (!session.equals(line.session())) {
                    throw new UnreadableFieldException(
                            Reason.WRONG_SESSION, "expected session " + session + ", saw " + line.session());
                }
                add(line);
            } catch (UnreadableFieldException e) {
                rows.reject("line " + number, e);
            }
        }

        private void add(Line line) {
            String ticker = line.series().ticker();
            Map<String, Line> series = commodities.computeIfAbsent(line.commodity(), commodity -> new TreeMap<>());
            Line earlier = series.putIfAbsent(ticker, line);
            if (earlier != null && !earlier.equals(line)) {
                contradicted.put(ticker, line);
                throw new UnreadableFieldException(
                        Reason.DUPLICATE_KEY, "the same series twice: " + earlier + " and " + line);
            }
        }

        Normalized finish(LocalDate session) {
            commodities.forEach((commodity, lines) -> {
                lines.keySet().removeAll(contradicted.keySet());
                if (!lines.isEmpty()) {
                    rows.add(
                            new OptionSeriesBook(
                                    commodity,
                                    session,
                                    lines.values().stream().map(Line::series).toList(),
                                    rows.provenance()),
                            "series of " + commodity);
                    rows.add(
                            new OptionPricesBook(
                                    commodity,
                                    session,
                                    null,
                                    lines.values().stream()
                                            .map(Reading::reference)
                                            .toList(),
                                    rows.provenance()),
                            "premiums of " + commodity);
                }
            });
            return rows.finish(session);
        }

        private static Price reference(Line line) {
            return new Price(line.series().ticker(), null, line.premium(), null, null, null, null);
        }
    }
}
