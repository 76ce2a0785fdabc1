package b3.api.optionchain;

import b3.api.Answers;
import b3.api.QuestDb;
import b3.api.query.Arguments;
import b3.api.query.Endpoint;
import b3.api.query.Page;
import b3.api.query.Query;
import b3.api.query.Statement;
import b3.schema.contracts.Underlyings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /option-chain/{underlying}}: the books that the gamma levels of a session are computed from, joined by ticker.
 * They meet around the session's open interest by the calculation's own rule: prices are those of the session, series those
 * of the latest session up to it, else of the next one. The underlying's own book goes before that of its root.
 */
@RestController
class OptionChainController implements Endpoint {

    private static final Query OPEN_INTEREST = OpenInterestQuery.OPEN_INTEREST.answeringLatest("ts");
    private static final Query PRICES = OptionPricesQuery.OPTION_PRICES.answeringLatest("ts");
    private static final String UNDERLYING = "underlying";
    private static final String TICKER = "ticker";
    private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** What the chain takes of a row of open interest, by the column it comes from. */
    private static final Map<String, String> POSITION = Map.of(
            "total", "total",
            "covered", "covered",
            "locked", "locked",
            "uncovered", "uncovered",
            "open_interest_book", "underlying",
            "open_interest_source", "source");

    /** What the chain takes of a row of prices, by the column it comes from. */
    private static final Map<String, String> PRICE = Map.of(
            "quoted_at", "quoted_at",
            "settlement", "settlement",
            "reference", "reference",
            "last", "last",
            "bid", "bid",
            "ask", "ask",
            "implied_volatility", "implied_volatility",
            "prices_book", "underlying",
            "prices_source", "source");

    private final Answers answers;
    private final QuestDb questDb;

    OptionChainController(Answers answers, QuestDb questDb) {
        this.answers = answers;
        this.questDb = questDb;
    }

    @Override
    public Query query() {
        return OptionChainQuery.OPTION_CHAIN;
    }

    @GetMapping("/option-chain/{underlying}")
    void optionChain(
            @PathVariable("underlying") String underlying, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.answer(query(), Map.of("underlying", underlying), this::chain, request, response);
    }

    private Page chain(Arguments arguments) {
        List<String> books = Underlyings.books(String.valueOf(arguments.values().get("underlying")));
        List<Map<String, @Nullable Object>> positions = openInterest(arguments, books);
        Instant session = moment(positions)
                .or(() -> Optional.ofNullable((Instant) arguments.values().get("session")))
                .or(() -> moment(answers.newest(query(), arguments)))
                .orElse(null);
        if (session == null) {
            return Page.whole(query(), List.of());
        }
        Map<Object, Map<String, @Nullable Object>> open = byTicker(positions);
        Map<Object, Map<String, @Nullable Object>> quoted = byTicker(prices(arguments, books, session));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> series : series(arguments, session)) {
            Map<String, @Nullable Object> row = new HashMap<>(series);
            row.put("ts", session);
            row.put("series_session", series.get("ts"));
            join(row, POSITION, open);
            join(row, PRICE, quoted);
            rows.add(row);
        }
        return Page.whole(query(), rows);
    }

    /** Of the newest session that has any, or of the one that is asked for. */
    private List<Map<String, @Nullable Object>> openInterest(Arguments arguments, List<String> books) {
        List<Map<String, @Nullable Object>> found = answers.newest(OPEN_INTEREST, arguments.with(UNDERLYING, books));
        return books.stream()
                .map(book -> found.stream()
                        .filter(row -> book.equals(row.get(UNDERLYING)))
                        .toList())
                .filter(rows -> !rows.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The session's own prices if there are any, else the latest quotes within it. */
    private List<Map<String, @Nullable Object>> prices(Arguments arguments, List<String> books, Instant session) {
        for (String book : books) {
            Arguments asked = arguments.with(UNDERLYING, List.of(book)).with("session", session);
            List<Map<String, @Nullable Object>> own = answers.rowsAt(PRICES, asked, List.of(session));
            List<Map<String, @Nullable Object>> found = own.isEmpty() ? answers.newest(PRICES, asked) : own;
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Of the latest session up to this one, else of the next one. */
    private List<Map<String, @Nullable Object>> series(Arguments arguments, Instant session) {
        Map<String, Object> values = new HashMap<>(arguments.values());
        values.put("session", session);
        values.put("asOf", Optional.ofNullable(arguments.range().asOf()).orElse(FOREVER));
        List<Instant> sessions = questDb.rows(query().path(), new Statement(OptionChainQuery.SESSIONS, values)).stream()
                .map(row -> (Instant) Objects.requireNonNull(row.get("ts")))
                .sorted()
                .toList();
        return sessions.stream()
                .filter(one -> !one.isAfter(session))
                .reduce((earlier, later) -> later)
                .or(() -> sessions.stream().findFirst())
                .map(one -> answers.rowsAt(query(), arguments.with("session", one), List.of(one)))
                .orElse(List.of());
    }

    private static Optional<Instant> moment(List<Map<String, @Nullable Object>> rows) {
        return rows.stream().findFirst().map(row -> (Instant) row.get("ts"));
    }

    private static Map<Object, Map<String, @Nullable Object>> byTicker(List<Map<String, @Nullable Object>> rows) {
        Map<Object, Map<String, @Nullable Object>> byTicker = new HashMap<>();
        rows.forEach(row -> byTicker.put(Objects.requireNonNull(row.get(TICKER)), row));
        return byTicker;
    }

    private static void join(
            Map<String, @Nullable Object> row,
            Map<String, String> columns,
            Map<Object, Map<String, @Nullable Object>> byTicker) {
        Map<String, @Nullable Object> found = byTicker.getOrDefault(Objects.requireNonNull(row.get(TICKER)), Map.of());
        columns.forEach((column, from) -> row.put(column, found.get(from)));
    }
}
