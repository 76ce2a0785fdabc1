package b3.stream.gammalevels;

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
        LocalDate last = record.session().plusDays(WINDOW_DAYS);
        boolean shared = "curve".equals(kind) || "surface".equals(kind);
        List<Target> targets = new ArrayList<>();
        try (var books = store.range(key("oi", record.session(), ""), key("oi", last, "\uffff"))) {
            books.forEachRemaining(entry -> {
                String[] parts = entry.key.split("\\|", -1);
                if (shared ? "curve".equals(kind) || owner.equals(SURFACES.get(parts[2])) : owner.equals(parts[2])) {
                    targets.add(new Target(parts[2], LocalDate.parse(parts[1])));
                }
            });
        }
        return targets;
    }

    private List<Target> putPrice(UnderlyingPrice price) {
        if (price.kind() != UnderlyingPrice.Kind.LAST) {
            return put("price", price.underlying(), price, price.instrument() + "|" + price.kind());
        }
        String key = "live|" + price.underlying() + "|" + price.instrument();
        UnderlyingPrice known = read(key, UnderlyingPrice.class);
        if (known != null && known.ts().isAfter(price.ts())) {
            return List.of();
        }
        store.put(key, Json.bytes(price));
        return latest("oi", price.underlying(), price.session(), OpenInterestBook.class)
                .map(book -> List.of(new Target(book.underlying(), book.session())))
                .orElse(List.of());
    }

    private List<Target> put(String kind, String owner, UnderlyingPrice price, String detail) {
        store.put(key(kind, price.session(), owner) + "|" + detail, Json.bytes(price));
        String own = key("oi", price.session(), owner);
        return store.get(own) == null ? List.of() : List.of(new Target(owner, price.session()));
    }

    /** Everything around one session's open interest; empty when that book is not known. */
    Optional<InputBooks> gather(Target target) {
        OpenInterestBook positions = read(key("oi", target.session(), target.underlying()), OpenInterestBook.class);
        if (positions == null) {
            return Optional.empty();
        }
        LocalDate session = target.session();
        String underlying = target.underlying();
        Optional<RatesCurve> curve = latest("curve", "PRE", session, RatesCurve.class);
        Optional<RatesCurve> futuresCurve = latest("curve", "DI1", session, RatesCurve.class);
        return Optional.of(new InputBooks(
                positions,
                latest("series", underlying, session, OptionSeriesBook.class).orElse(null),
                latest("prices", underlying, session, OptionPricesBook.class).orElse(null),
                prices(key("price", session, underlying) + "|"),
                prices("live|" + underlying + "|"),
                newer(curve, futuresCurve),
                latest("surface", SURFACES.getOrDefault(underlying, underlying), session, VolSurface.class)
                        .filter(surface -> sessionsBetween(surface.session(), session) <= surfaceMaxAgeSessions)
                        .orElse(null)));
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
        try (var entries = store.range(prefix, prefix + "\uffff")) {
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
