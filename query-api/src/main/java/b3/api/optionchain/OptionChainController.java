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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /option-chain/{underlying}}: series, open interest and prices of one session, joined by ticker. */
@RestController
class OptionChainController implements Endpoint {

    private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final List<String> JOINED = List.of(
            "total",
            "covered",
            "locked",
            "uncovered",
            "open_interest_source",
            "quoted_at",
            "settlement",
            "reference",
            "last",
            "bid",
            "ask",
            "implied_volatility",
            "prices_source");

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
        List<Map<String, @Nullable Object>> series = answers.newest(query(), arguments);
        if (series.isEmpty()) {
            return Page.whole(query(), series);
        }
        Map<String, Object> values = new HashMap<>();
        Object session = Objects.requireNonNull(series.get(0).get("ts"));
        values.put("session", session);
        values.put("books", Underlyings.books(String.valueOf(series.get(0).get("underlying"))));
        values.put("asOf", Optional.ofNullable(arguments.range().asOf()).orElse(FOREVER));
        Map<Object, Map<String, @Nullable Object>> found = new HashMap<>();
        read(OptionChainQuery.OPEN_INTEREST, values).forEach(row -> join(found, row));
        priceMoment(session, values).ifPresent(moment -> {
            values.put("moment", moment);
            read(OptionChainQuery.PRICES, values).forEach(row -> join(found, row));
        });
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> one : series) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            JOINED.forEach(column -> row.put(column, null));
            row.putAll(found.getOrDefault(one.get("ticker"), Map.of()));
            row.putAll(one);
            rows.add(row);
        }
        return Page.whole(query(), rows);
    }

    /** The session's own prices if there are any, else the latest quotes within it. */
    private Optional<Instant> priceMoment(Object session, Map<String, Object> values) {
        List<Instant> moments = read(OptionChainQuery.PRICE_MOMENTS, values).stream()
                .map(row -> (Instant) Objects.requireNonNull(row.get("ts")))
                .toList();
        return moments.stream().filter(session::equals).findFirst().or(() -> moments.stream()
                .max(Comparator.naturalOrder()));
    }

    private List<Map<String, @Nullable Object>> read(String sql, Map<String, Object> values) {
        return questDb.rows(query().path(), new Statement(sql, values));
    }

    private static void join(Map<Object, Map<String, @Nullable Object>> found, Map<String, @Nullable Object> row) {
        found.computeIfAbsent(Objects.requireNonNull(row.get("ticker")), ticker -> new HashMap<>())
                .putAll(row);
    }
}
