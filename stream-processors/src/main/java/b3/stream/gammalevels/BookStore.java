package b3.stream.gammalevels;

import static b3.schema.optionchain.UnderlyingCode.covers;

import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.calendar.TradingCalendar;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.schema.volsurface.VolSurface;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The latest revision of every input, by kind, session and underlying, over one key-value store. Inputs of different
 * sessions meet by one rule: around a session's open interest stands the latest of each other kind up to that session,
 * but none that is older than {@link #WINDOW_DAYS}.
 */
final class BookStore {

    /** Calendar days that a book stands for the sessions after it. */
    static final int WINDOW_DAYS = 10;

    private static final int ROOT = 4;
    private static final String END = "\uffff";

    /** Which surface prices which underlying's options. */
    private static final Map<String, String> SURFACES =
            Map.of("DOL", "DOL", "WDO", "DOL", "IND", "IBOV", "WIN", "IBOV", "IBOV", "IBOV");

    private final KeyValueStore<String, byte[]> store;
    private final TradingCalendar calendar;
    private final int surfaceMaxAgeSessions;

    BookStore(KeyValueStore<String, byte[]> store, TradingCalendar calendar, int surfaceMaxAgeSessions) {
        this.store = store;
        this.calendar = calendar;
        this.surfaceMaxAgeSessions = surfaceMaxAgeSessions;
    }

    /** One underlying's open interest of one session: what a calculation is for. */
    record Target(String underlying, LocalDate session) {}

    /** Keeps a record and tells which calculations it changes. */
    List<Target> put(MarketRecord record) {
        if (record instanceof OptionSeriesBook book) {
            return put("series", book.underlying(), book);
        } else if (record instanceof OpenInterestBook book) {
            return put("oi", book.underlying(), book);
        } else if (record instanceof OptionPricesBook book) {
            return put("prices", book.underlying(), book);
        } else if (record instanceof UnderlyingPrice price) {
            return putPrice(price);
        } else if (record instanceof RatesCurve curve) {
            return List.of("PRE", "DI1").contains(curve.curve()) ? put("curve", curve.curve(), curve) : List.of();
        } else if (record instanceof VolSurface surface) {
            return put("surface", surface.asset(), surface);
        }
        throw new IllegalArgumentException("no input of gamma: " + record.getClass());
    }

    private List<Target> put(String kind, String owner, MarketRecord record) {
        store.put(key(kind, record.session(), owner), Json.bytes(record));
        LocalDate first = "series".equals(kind) ? record.session().minusDays(WINDOW_DAYS) : record.session();
        return targets(kind, owner, first, record.session().plusDays(WINDOW_DAYS));
    }

    /** The calculations around the open interest of these days that an input of this kind and owner takes part in. */
    private List<Target> targets(String kind, String owner, LocalDate first, LocalDate last) {
        boolean shared = "curve".equals(kind) || "surface".equals(kind);
        List<Target> targets = new ArrayList<>();
        try (var books = store.range(key("oi", first, ""), key("oi", last, END))) {
            books.forEachRemaining(entry -> {
                String[] parts = entry.key.split("\\|", -1);
                LocalDate session = LocalDate.parse(parts[1]);
                if (shared || covers(owner, parts[2]) || covers(parts[2], owner)) {
                    underlyings(parts[2], session).stream()
                            .filter(underlying -> "curve".equals(kind)
                                    || (shared ? owner.equals(surface(underlying)) : covers(owner, underlying)))
                            .forEach(underlying -> targets.add(new Target(underlying, session)));
                }
            });
        }
        return targets;
    }

    /** What a book of positions is about: the underlyings with series that it covers; itself when there are none. */
    private Set<String> underlyings(String owner, LocalDate session) {
        Set<String> underlyings = new TreeSet<>();
        for (int day = -WINDOW_DAYS; day <= WINDOW_DAYS; day++) {
            String from = key("series", session.plusDays(day), owner);
            try (var books = store.range(from, from + END)) {
                books.forEachRemaining(entry -> {
                    String underlying = entry.key.substring(entry.key.lastIndexOf('|') + 1);
                    if (covers(owner, underlying)) {
                        underlyings.add(underlying);
                    }
                });
            }
        }
        return underlyings.isEmpty() ? Set.of(owner) : underlyings;
    }

    private static String surface(String underlying) {
        return SURFACES.getOrDefault(underlying, underlying);
    }

    private List<Target> putPrice(UnderlyingPrice price) {
        if (price.kind() != UnderlyingPrice.Kind.LAST) {
            String detail = price.instrument() + "|" + price.kind();
            store.put(key("price", price.session(), price.underlying()) + "|" + detail, Json.bytes(price));
            return targets("price", price.underlying(), price.session(), price.session());
        }
        String key = "live|" + price.underlying() + "|" + price.instrument();
        UnderlyingPrice known = read(key, UnderlyingPrice.class);
        if (known != null && known.ts().isAfter(price.ts())) {
            return List.of();
        }
        store.put(key, Json.bytes(price));
        for (int back = 0; back <= WINDOW_DAYS; back++) {
            LocalDate day = price.session().minusDays(back);
            List<Target> targets = targets("live", price.underlying(), day, day);
            if (!targets.isEmpty()) {
                return targets;
            }
        }
        return List.of();
    }

    /** Everything around one session's open interest; empty when that book is not known. */
    Optional<InputBooks> gather(Target target) {
        LocalDate session = target.session();
        String underlying = target.underlying();
        OptionSeriesBook series = latest("series", underlying, session, OptionSeriesBook.class)
                .or(() -> next("series", underlying, session, OptionSeriesBook.class))
                .orElse(null);
        OpenInterestBook positions = positions(underlying, session, series);
        if (positions == null) {
            return Optional.empty();
        }
        Optional<RatesCurve> curve = latest("curve", "PRE", session, RatesCurve.class);
        Optional<RatesCurve> futuresCurve = latest("curve", "DI1", session, RatesCurve.class);
        return Optional.of(new InputBooks(
                positions,
                series,
                latest("prices", underlying, session, OptionPricesBook.class)
                        .or(() -> latest("prices", root(underlying), session, OptionPricesBook.class))
                        .orElse(null),
                prices(key("price", session, underlying) + "|"),
                prices("live|" + underlying + "|"),
                newer(curve, futuresCurve),
                latest("surface", surface(underlying), session, VolSurface.class)
                        .filter(surface -> sessionsBetween(surface.session(), session) <= surfaceMaxAgeSessions)
                        .orElse(null)));
    }

    /** The underlying's own book, or its share of the book of its root, by ticker. */
    private @Nullable OpenInterestBook positions(
            String underlying, LocalDate session, @Nullable OptionSeriesBook series) {
        OpenInterestBook own = read(key("oi", session, underlying), OpenInterestBook.class);
        OpenInterestBook shared =
                own != null ? null : read(key("oi", session, root(underlying)), OpenInterestBook.class);
        if (shared == null || series == null) {
            return own;
        }
        Set<String> tickers =
                series.series().stream().map(OptionSeriesBook.Series::ticker).collect(Collectors.toSet());
        return new OpenInterestBook(
                underlying,
                session,
                shared.positions().stream()
                        .filter(position -> tickers.contains(position.ticker()))
                        .toList(),
                shared.provenance());
    }

    private static String root(String underlying) {
        return underlying.length() > ROOT ? underlying.substring(0, ROOT) : underlying;
    }

    private <T> Optional<T> next(String kind, String owner, LocalDate session, Class<T> type) {
        for (int ahead = 1; ahead <= WINDOW_DAYS; ahead++) {
            T found = read(key(kind, session.plusDays(ahead), owner), type);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The published curve unless the futures' own is of a later session. */
    private static @Nullable RatesCurve newer(Optional<RatesCurve> published, Optional<RatesCurve> futures) {
        if (published.isPresent()
                && futures.isPresent()
                && futures.get().session().isAfter(published.get().session())) {
            return futures.get();
        }
        return published.or(() -> futures).orElse(null);
    }

    private int sessionsBetween(LocalDate from, LocalDate to) {
        return from.isBefore(to) ? calendar.sessions(from, to).size() - 1 : 0;
    }

    private <T> Optional<T> latest(String kind, String owner, LocalDate session, Class<T> type) {
        for (int back = 0; back <= WINDOW_DAYS; back++) {
            T found = read(key(kind, session.minusDays(back), owner), type);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private List<UnderlyingPrice> prices(String prefix) {
        List<UnderlyingPrice> prices = new ArrayList<>();
        try (var entries = store.range(prefix, prefix + END)) {
            entries.forEachRemaining(entry -> prices.add(Json.read(entry.value, UnderlyingPrice.class)));
        }
        return prices;
    }

    private <T> @Nullable T read(String key, Class<T> type) {
        byte[] json = store.get(key);
        return json == null ? null : Json.read(json, type);
    }

    private static String key(String kind, LocalDate session, String owner) {
        return kind + "|" + session + "|" + owner;
    }
}
