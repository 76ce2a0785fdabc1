package b3.stream.normalize.optionchain;

import b3.schema.contracts.Isin;
import b3.schema.contracts.OptionTicker;
import b3.schema.contracts.Share;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.stream.normalize.contracts.ChainBooks;
import b3.stream.normalize.document.ArchiveMember;
import b3.stream.normalize.document.CsvRow;
import b3.stream.normalize.document.CsvTable;
import b3.stream.normalize.document.OnlyFile;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.Sessions;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads open positions: the CSV {@code DerivativesOpenPositionFile}, and captures of the JSON
 * {@code SI_C_OPCPOSABEMP.json} that the exchange's site served until about 2025 ({@link OpenPositionsJson}). Which of the
 * two it is, is told by the content.
 *
 * <p><b>Document.</b> About 4 MB and 45,000 rows, published on the next morning before 08:00; described in the glossary of
 * the exchange's public data ("Posições em aberto", arquivos.b3.com.br). {@link CsvTable} says how such files are written;
 * quantities are plain digits.
 * <pre>
 * RptDt;TckrSymb;ISIN;Asst;XprtnCd;SgmtNm;OpnIntrst;VartnOpnIntrst;DstrbtnId;CvrdQty;TtlBlckdPos;UcvrdQty;TtlPos;…
 * 2022-01-28;PETRB25;BRPETR4B0US1;PETR;; EQUITY CALL;;;197;60200;78300;105800;244300;109;22;;
 * 2025-12-19;BGIF26C030000;BRBMEFBC00K0;BGI;FVI1;AGRIBUSINESS;536;0;;;;;;;;;
 * </pre>
 *
 * <p><b>Columns.</b> {@code RptDt}: the session after which the positions stood. {@code TckrSymb}: the series.
 * {@code Asst}: the underlying; for options on shares only its root, {@code PETR} for series on PETR3 and on PETR4.
 * {@code ISIN}: of the series; it tells the share's class, but not whether a fund, unit or receipt is meant ({@link
 * Isin#shareOfOption}): the book of options on BOVA11 is named {@code BOVA}. {@code SgmtNm}: segment, sometimes with a blank
 * before it. {@code OpnIntrst}: open contracts, of everything but options on shares and indexes. {@code CvrdQty},
 * {@code TtlBlckdPos}, {@code UcvrdQty}: what the writers hold against the position: the share (covered), another
 * series (locked), nothing. {@code TtlPos}: their sum, in shares; a row where it is not is {@link
 * Reason#INCONSISTENT_ROW}. Rows without their quantity are one rejection. {@code DstrbtnId}: the version of the share
 * that is delivered; positions of one series under two of them are added up. Not read: {@code VartnOpnIntrst} (the
 * change), {@code BrrwrQty}, {@code LndrQty} (holders and writers), {@code CurQty}, {@code FwdPric}.
 *
 * <p><b>Which rows.</b> Options on shares, funds and indexes: segment {@code EQUITY CALL} or {@code EQUITY PUT}. Options of
 * the derivatives segment: a ticker shaped like {@code DOLN26C006000} ({@link OptionTicker}), whatever the segment.
 * Futures, forwards, exercises and everything else are no part of an option chain and are left out without a rejection.
 */
public final class B3OpenPositionsNormalizer implements Normalizer {

    private static final String SESSION = "RptDt";
    private static final String TICKER = "TckrSymb";
    private static final String ISIN = "ISIN";
    private static final String UNDERLYING = "Asst";
    private static final String SEGMENT = "SgmtNm";
    private static final String CONTRACTS = "OpnIntrst";
    private static final String DISTRIBUTION = "DstrbtnId";
    private static final String COVERED = "CvrdQty";
    private static final String LOCKED = "TtlBlckdPos";
    private static final String UNCOVERED = "UcvrdQty";
    private static final String SHARES = "TtlPos";
    private static final Set<String> COLUMNS =
            Set.of(SESSION, TICKER, UNDERLYING, SEGMENT, CONTRACTS, COVERED, LOCKED, UNCOVERED, SHARES);

    private static final Pattern OPTION_SEGMENT = Pattern.compile("(?:EQUITY|INDEX)\\s+(?:CALL|PUT)");
    private static final int JSON_LOOK = 64;

    @Override
    public Normalized normalize(RawScrape document) {
        DocumentRows found = DocumentRows.of(document);
        ArchiveMember member = OnlyFile.of(document);
        if (isJson(member)) {
            return OpenPositionsJson.read(document, member, found);
        }
        Sessions sessions = new Sessions(document);
        Sums sums = new Sums();
        new CsvTable(member, COLUMNS).forEach(found, row -> read(row, sessions, sums));
        sums.addTo(ChainBooks.of(found));
        sums.without.forEach((column, rows) ->
                found.reject(Reason.MISSING_FIELD, rows + " rows", column + ": empty: a position without its size"));
        return found.finish(sessions.found());
    }

    private static boolean isJson(ArchiveMember member) {
        String start = new String(member.head(JSON_LOOK), StandardCharsets.ISO_8859_1);
        return start.replaceFirst("^\\u00ef\\u00bb\\u00bf", "").stripLeading().startsWith("{");
    }

    private static void read(CsvRow row, Sessions sessions, Sums sums) {
        String ticker = row.text(TICKER);
        boolean onShares = OPTION_SEGMENT.matcher(row.text(SEGMENT)).matches();
        if (!onShares && OptionTicker.product(ticker).isEmpty()) {
            return;
        }
        LocalDate session = sessions.take(row.date(SESSION));
        if (row.text(onShares ? SHARES : CONTRACTS).isEmpty()) {
            sums.without.merge(onShares ? SHARES : CONTRACTS, 1, Integer::sum);
            return;
        }
        Position position = onShares ? shares(row) : contracts(row);
        String asset = row.required(UNDERLYING);
        String underlying = !onShares
                ? asset
                : Isin.shareOfOption(row.text(ISIN))
                        .filter(share -> share.root().equals(asset))
                        .map(Share::ticker)
                        .orElse(asset);
        sums.take(row, new Series(underlying, session, row.required(TICKER)), position);
    }

    private static Position contracts(CsvRow row) {
        return new Position(row.required(TICKER), present(row, CONTRACTS), null, null, null);
    }

    private static Position shares(CsvRow row) {
        double total = present(row, SHARES);
        Double covered = row.count(COVERED);
        Double locked = row.count(LOCKED);
        Double uncovered = row.count(UNCOVERED);
        Splits.check(total, covered, locked, uncovered, COVERED + " + " + LOCKED + " + " + UNCOVERED + " = " + SHARES);
        return new Position(row.required(TICKER), total, covered, locked, uncovered);
    }

    private static double present(CsvRow row, String column) {
        row.required(column);
        Double count = row.count(column);
        return count == null ? 0 : count;
    }

    private record Series(String underlying, LocalDate session, String ticker) {}

    /** Positions by series and distribution: one series under two distributions is one position. */
    private static final class Sums {

        private final Map<Series, Map<String, Position>> series = new LinkedHashMap<>();
        private final Map<String, Integer> without = new TreeMap<>();
        private final Map<Series, String> places = new HashMap<>();
        private final Set<Series> contradicted = new HashSet<>();

        void take(CsvRow row, Series key, Position position) {
            places.putIfAbsent(key, row.where());
            Position earlier = series.computeIfAbsent(key, first -> new LinkedHashMap<>())
                    .putIfAbsent(row.text(DISTRIBUTION), position);
            if (earlier != null && !earlier.equals(position)) {
                contradicted.add(key);
                throw new UnreadableFieldException(
                        Reason.DUPLICATE_KEY, "the same series twice: " + earlier + " and " + position);
            }
        }

        void addTo(ChainBooks chains) {
            series.forEach((key, distributions) -> {
                if (!contradicted.contains(key)) {
                    Position sum =
                            distributions.values().stream().reduce(Sums::add).orElseThrow();
                    chains.position(key.underlying(), key.session(), sum, places.getOrDefault(key, key.ticker()));
                }
            });
        }

        private static Position add(Position one, Position other) {
            return new Position(
                    one.ticker(),
                    one.total() + other.total(),
                    add(one.covered(), other.covered()),
                    add(one.locked(), other.locked()),
                    add(one.uncovered(), other.uncovered()));
        }

        private static @Nullable Double add(@Nullable Double one, @Nullable Double other) {
            return one == null || other == null ? null : Double.valueOf(one + other);
        }
    }
}
