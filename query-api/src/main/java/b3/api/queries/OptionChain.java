package b3.api.queries;

import b3.api.QuestDb;
import b3.api.query.Arguments;
import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.read.Page;
import b3.api.read.Pages;
import b3.api.read.Statement;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import b3.schema.columns.TableColumn;
import b3.schema.columns.TableColumn.Kind;
import b3.schema.contracts.Underlyings;
import b3.schema.sql.StandingSql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code GET /option-chain/{underlying}}: the books that the gamma levels of a session are computed from, joined by ticker.
 * They meet around the session's open interest by the calculation's own rule: prices are those of the session, series those
 * of the latest session up to it, else of the next one. The underlying's own book goes before that of its root.
 */
@Component
final class OptionChain {

    private static final String WHEN_UNKNOWN = "when not known";

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

    /** The series; the other books are joined to them. */
    static final Query QUERY = series();

    private static final Query OPEN_INTEREST = Query.of(Datasets.OPEN_INTEREST).answeringLatest("ts");
    private static final Query PRICES = Query.of(Datasets.OPTION_PRICES).answeringLatest("ts");

    /** The sessions within ten days of one that have series. */
    private static final String SESSIONS = "select distinct ts from ("
            + StandingSql.of(
                    Datasets.OPTION_SERIES,
                    "underlying in (:underlying) and ts between dateadd('d', -10, :session) and dateadd('d', 10, :session)"
                            + " and " + StandingSql.AS_OF)
            + ")";

    private static final String UNDERLYING = "underlying";
    private static final String TICKER = "ticker";
    private static final Instant FOREVER = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Pages pages;
    private final QuestDb questDb;

    OptionChain(Pages pages, QuestDb questDb) {
        this.pages = pages;
        this.questDb = questDb;
    }

    private static Query series() {
        Query series = Query.of(Datasets.OPTION_SERIES);
        Map<String, Field> own = series.fields().stream().collect(Collectors.toMap(Field::name, Function.identity()));
        List<Field> fields = new ArrayList<>();
        for (String name : List.of("timestamp", "underlying", "session")) {
            fields.add(Objects.requireNonNull(own.get(name)));
        }
        fields.add(
                joined(
                        "series_session",
                        "seriesSession",
                        Kind.DAY,
                        "Session of the series: the latest up to ten days before `session`, or the next one when there is none"));
        for (String name : List.of("ticker", "type", "style", "strike", "expiry", "multiplier")) {
            fields.add(Objects.requireNonNull(own.get(name)));
        }
        taken(Datasets.OPEN_INTEREST, Map.of("total", "openInterest"), POSITION).forEach(fields::add);
        taken(Datasets.OPTION_PRICES, Map.of(), PRICE).forEach(fields::add);
        for (String name : List.of("isin", "source")) {
            fields.add(Objects.requireNonNull(own.get(name)));
        }
        fields.add(book("open_interest_book", "openInterestBook", "Underlying whose open interest it is, or its root"));
        fields.add(book("open_interest_source", "openInterestSource", "Feed whose document carried the open interest"));
        fields.add(book("prices_book", "pricesBook", "Underlying whose prices they are, or its root"));
        fields.add(book("prices_source", "pricesSource", "Feed whose document carried the prices"));
        for (String name : List.of("knownAt", "document")) {
            fields.add(Objects.requireNonNull(own.get(name)));
        }
        return series.at(
                        "/option-chain/{underlying}",
                        "The chain that gamma levels are computed from: the series on one underlying with the newest open"
                                + " interest and the prices of its session, by expiry and strike.")
                .showing(fields)
                .ordered(Order.newestThen(Datasets.OPTION_SERIES, "expiry", "strike", "option_type", "ticker"))
                .asking(UNDERLYING, Parameter::single)
                .withoutPages()
                .answeringLatest("ts");
    }

    /** The columns that are joined, each described as its own dataset does. */
    private static Stream<Field> taken(Dataset<?> dataset, Map<String, String> renamed, Map<String, String> columns) {
        return dataset.columns().stream()
                .filter(column -> column.name().equals(columns.get(column.name())))
                .map(column -> new Field((column.nullable() ? column : column.orNull(WHEN_UNKNOWN)).from("null")))
                .map(field -> new Field(
                        field.column().as(renamed.getOrDefault(field.column().name(), field.name()))));
    }

    private static Field book(String name, String field, String what) {
        return new Field(joined(name, field, Kind.TEXT, what).column().orNull(WHEN_UNKNOWN));
    }

    private static Field joined(String name, String field, Kind kind, String what) {
        return new Field(TableColumn.derived(name, field, kind, "null", what));
    }

    /** The chain of one underlying. */
    Page read(Arguments arguments) {
        List<String> books = Underlyings.books(String.valueOf(arguments.values().get(UNDERLYING)));
        List<Map<String, @Nullable Object>> positions = openInterest(arguments, books);
        Instant session = moment(positions)
                .or(() -> Optional.ofNullable((Instant) arguments.values().get("session")))
                .or(() -> moment(pages.newest(QUERY, arguments)))
                .orElse(null);
        if (session == null || (positions.isEmpty() && !isSession(session))) {
            return Page.whole(QUERY, List.of());
        }
        Map<Object, Map<String, @Nullable Object>> open = byTicker(positions);
        Map<Object, Map<String, @Nullable Object>> quoted = byTicker(prices(arguments, books, session));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> series : series(arguments, session)) {
            Map<String, @Nullable Object> row = new HashMap<>(series);
            row.put("ts", session);
            row.put("session", session);
            row.put("series_session", series.get("ts"));
            join(row, POSITION, open);
            join(row, PRICE, quoted);
            rows.add(row);
        }
        return Page.whole(QUERY, rows);
    }

    /** A day without a session has no chain of its own, though there are series of the days around it. */
    private static boolean isSession(Instant midnight) {
        LocalDate day = midnight.atZone(ZoneOffset.UTC).toLocalDate();
        TradingCalendar calendar = TradingCalendar.load();
        return !calendar.knows(day) || calendar.isSession(day);
    }

    /** Of the newest session that has any, or of the one that is asked for. */
    private List<Map<String, @Nullable Object>> openInterest(Arguments arguments, List<String> books) {
        List<Map<String, @Nullable Object>> found = pages.newest(OPEN_INTEREST, arguments.with(UNDERLYING, books));
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
            List<Map<String, @Nullable Object>> own = pages.rowsAt(PRICES, asked, List.of(session));
            List<Map<String, @Nullable Object>> found = own.isEmpty() ? pages.newest(PRICES, asked) : own;
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
        List<Instant> sessions = questDb.rows(QUERY.path(), new Statement(SESSIONS, values)).stream()
                .map(row -> (Instant) Objects.requireNonNull(row.get("ts")))
                .sorted()
                .toList();
        return sessions.stream()
                .filter(one -> !one.isAfter(session))
                .reduce((earlier, later) -> later)
                .or(() -> sessions.stream().findFirst())
                .map(one -> pages.rowsAt(QUERY, arguments.with("session", one), List.of(one)))
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
