package b3.stream.normalize.adjustments;

import b3.schema.Provenance;
import b3.schema.adjustments.Adjustment;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.stream.normalize.contracts.FuturesContract;
import b3.stream.normalize.document.JsonDocument;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import b3.stream.normalize.reading.UnreadableDocumentException;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the daily bulletin's table of consolidated derivatives trades:
 * {@code POST https://arquivos.b3.com.br/bdi/table/ConsolidatedTradesDerivatives/{from}/{to}/{page}/{take}?sort=TckrSymb}
 * with the body <code>{}</code>. UTF-8 JSON; one page, or a JSON array of pages.
 *
 * <pre>{@code
 * {"table":{"columns":[{"name":"TckrSymb"},{"name":"AdjstdQt"},{"name":"PrvsAdjstdQt"},{"name":"AdjstdQtTax"}],
 *   "values":[["DI1F27",96230.69,96201.11,13.587]],"pageCount":9},"lastUpdateDate":"2026-09-12T05:01:12"}
 * }</pre>
 *
 * <p><b>Columns</b> are found by name, which are those of the price report: {@code TckrSymb}, {@code AdjstdQt} (settlement
 * price), {@code PrvsAdjstdQt} (previous one), {@code AdjstdQtTax} and {@code PrvsAdjstdQtTax} (rates, percent a year),
 * {@code AdjstdValCtrct} (what a contract pays, taken without sign), {@code OpnIntrst}. All but the first two may be absent.
 * A row that is no future ({@link FuturesContract}) or has no settlement price is another kind of instrument.
 *
 * <p><b>Figures</b> are JSON numbers; a text is read with a decimal comma if it has one, else with a decimal point, and
 * refused where a point could mean either ({@code 5.722}). Null, an empty text and a dash are "not given".
 *
 * <p><b>Session.</b> {@code RptDt} or {@code TradDt} of the rows where the table has it, else the days in the address,
 * else the session that was asked for; none is {@link Reason#NO_SESSION}. {@code lastUpdateDate} is the morning after
 * and does not give the session. A table of another session than the one asked for is {@link Reason#WRONG_SESSION}.
 *
 * <p><b>Pages.</b> Without {@code sort} the server repeats and omits rows, so both rows of a contract that comes twice
 * with different figures are rejected. Fewer pages than {@code pageCount} are taken, with a rejection that says so when
 * they came as an array; such a part of a table has no session of its own in the result, so that it is not compared
 * with whole ones.
 */
public final class B3SettlementBoardNormalizer implements Normalizer {

    private static final String EXPECTED = "JSON pages of the table ConsolidatedTradesDerivatives";
    private static final Pattern DAYS = Pattern.compile("/(\\d{4}-\\d{2}-\\d{2})/(\\d{4}-\\d{2}-\\d{2})(?:/|$)");
    private static final Pattern AMBIGUOUS = Pattern.compile("-?\\d{1,3}(?:\\.\\d{3})+");

    private static final String TICKER = "TckrSymb";
    private static final String SETTLEMENT = "AdjstdQt";
    private static final String PREVIOUS = "PrvsAdjstdQt";
    private static final String RATE = "AdjstdQtTax";
    private static final String PREVIOUS_RATE = "PrvsAdjstdQtTax";
    private static final String VALUE = "AdjstdValCtrct";
    private static final String OPEN_INTEREST = "OpnIntrst";
    private static final List<String> DATES = List.of("RptDt", "TradDt");

    @Override
    public Normalized normalize(RawScrape document) {
        JsonNode root = JsonDocument.read(document, EXPECTED);
        List<BulletinPage> pages = BulletinPage.all(root, List.of(TICKER, SETTLEMENT));
        LocalDate session = session(pages, document);
        DocumentRows rows = DocumentRows.of(document);
        pages.forEach(page -> page.rows().forEach(row -> read(row, session, rows)));
        int expected = pages.stream().mapToInt(BulletinPage::pageCount).max().orElse(1);
        boolean whole = pages.size() >= expected;
        if (!whole && root.isArray()) {
            rows.reject(
                    Reason.MISSING_FIELD, "pages", "expected " + expected + " pages of the table, saw " + pages.size());
        }
        return rows.finish(whole ? session : null);
    }

    private static void read(BulletinPage.Row row, LocalDate session, DocumentRows rows) {
        Optional<FuturesContract> contract = FuturesContract.of(row.text(TICKER));
        if (contract.isEmpty()) {
            return;
        }
        try {
            BigDecimal price = figure(row, SETTLEMENT);
            if (price != null) {
                checkSession(row, session);
                rows.add(settled(contract.get(), price, row, session, rows.provenance()), row.where(TICKER));
            }
        } catch (UnreadableFieldException e) {
            rows.reject(row.where(TICKER), e);
        }
    }

    private static Adjustment settled(
            FuturesContract contract,
            BigDecimal price,
            BulletinPage.Row row,
            LocalDate session,
            Provenance provenance) {
        BigDecimal value = figure(row, VALUE);
        BigDecimal openInterest = figure(row, OPEN_INTEREST);
        FuturesContract.Figures figures = new FuturesContract.Figures(
                price,
                figure(row, PREVIOUS),
                value == null ? null : value.abs(),
                figure(row, RATE),
                figure(row, PREVIOUS_RATE),
                openInterest == null
                        ? null
                        : (Long) BrazilianFormat.whole(OPEN_INTEREST, openInterest.toPlainString()));
        return contract.settled(session, figures, "ajustado", provenance);
    }

    private static @Nullable BigDecimal figure(BulletinPage.Row row, String column) {
        JsonNode value = row.value(column);
        if (value.isNumber()) {
            return BrazilianFormat.exact(column, JsonDocument.number(column, value));
        }
        String text = row.text(column);
        if (text.isEmpty() || text.equals("-")) {
            return null;
        }
        if (text.indexOf(',') >= 0) {
            return BrazilianFormat.decimalComma(column, text);
        }
        if (AMBIGUOUS.matcher(text).matches()) {
            throw new UnreadableFieldException(
                    Reason.UNREADABLE_NUMBER, column + ": expected a figure, saw \"" + text + "\", which may be two");
        }
        return BrazilianFormat.decimalPoint(column, text);
    }

    private static LocalDate session(List<BulletinPage> pages, RawScrape document) {
        LocalDate own = pages.stream()
                .flatMap(page -> page.rows().stream())
                .map(B3SettlementBoardNormalizer::date)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> ofAddress(document.url()));
        LocalDate asked = document.session();
        if (own == null && asked == null) {
            throw new UnreadableDocumentException(
                    Reason.NO_SESSION, "neither rows nor address " + document.url() + " tell a session");
        }
        if (own != null && asked != null && !own.equals(asked)) {
            throw new UnreadableDocumentException(
                    Reason.WRONG_SESSION, "expected the table of " + asked + ", saw one of " + own);
        }
        return own != null ? own : Objects.requireNonNull(asked);
    }

    private static @Nullable LocalDate ofAddress(String url) {
        Matcher days = DAYS.matcher(url);
        return days.find() && days.group(1).equals(days.group(2)) ? parsed(days.group(1)) : null;
    }

    private static Optional<LocalDate> date(BulletinPage.Row row) {
        return DATES.stream()
                .map(row::text)
                .filter(text -> text.length() >= 10)
                .flatMap(text -> Optional.ofNullable(parsed(text.substring(0, 10))).stream())
                .findFirst();
    }

    private static void checkSession(BulletinPage.Row row, LocalDate session) {
        date(row).filter(date -> !date.equals(session)).ifPresent(date -> {
            throw new UnreadableFieldException(
                    Reason.WRONG_SESSION, "expected a row of " + session + ", saw one of " + date);
        });
    }

    private static @Nullable LocalDate parsed(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
