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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The latest revision of every input, by kind, session and underlying, over one key-value store. Inputs of different
 * sessions meet by one rule: around a session's open interest stand that session's own prices and the latest of each
 * other kind up to that session, but none that is older than {@link #WINDOW_DAYS}. A moment within a session goes with
 * the open interest of the last session before it.
 */
final class BookStore {

    /** Calendar days that a book stands for the sessions after it. */
    static final int WINDOW_DAYS = 10;

    private static final int ROOT = 4;
    private static final String END = "\uffff";
    private static final byte[] NOTHING = {};

    /** Curves that discount, the preferred first. */
    private static final List<String> CURVES = List.of("PRE", "DI1", "DI1-PREVIOUS");

    /** Which surface prices which underlying's options. */
    private static final Map<String, String> SURFACES =
            Map.of("DOL", "DOL", "WDO", "DOL", "IND", "IBOV", "WIN", "IBOV", "IBOV", "IBOV");

    /** Whose futures are forwards of an underlying that has none of its own name. */
    private static final Map<String, String> FUTURES = Map.of("IBOV", "IND");

    private final KeyValueStore<String, byte[]> store;
    private final TradingCalendar calendar;
    private final GammaConfig config;

    BookStore(KeyValueStore<String, byte[]> store, TradingCalendar calendar, GammaConfig config) {
        this.store = store;
        this.calendar = calendar;
        this.config = config;
    }

    /** Keeps a record and tells which calculations it may change. */
    List<Target> put(MarketRecord record) {
        LocalDate session = record.session();
        if (record instanceof OptionSeriesBook book) {
            store.put(key("has-series", session, book.underlying()), NOTHING);
            keep("series", book.underlying(), book);
            // what one class of a root claims, the others do not have
            return around(
                    root(book.underlying()),
                    any -> true,
                    session.minusDays(WINDOW_DAYS),
                    session.plusDays(WINDOW_DAYS));
        } else if (record instanceof OpenInterestBook book) {
            store.put(key("has-oi", session, book.underlying()), NOTHING);
            keep("oi", book.underlying(), book);
            return around(book.underlying(), any -> true, session, session);
        } else if (record instanceof OptionPricesBook book) {
            keep("prices", book.underlying(), book);
            return around(book.underlying(), any -> true, session, session);
        } else if (record instanceof UnderlyingPrice price) {
            return putPrice(price);
        } else if (record instanceof RatesCurve curve) {
            return CURVES.contains(curve.curve())
                    ? putShared("curve", curve.curve(), curve, session.plusDays(WINDOW_DAYS), any -> true)
                    : List.of();
        } else if (record instanceof VolSurface surface) {
            return putShared(
                    "surface", surface.asset(), surface, surfaceStandsUntil(session), underlying -> surface.asset()
                            .equals(surface(underlying)));
        }
        throw new IllegalArgumentException("no input of gamma: " + record.getClass());
    }

    private void keep(String kind, String owner, MarketRecord record) {
        store.put(key(kind, record.session(), owner), Json.bytes(record));
    }

    private List<Target> putShared(
            String kind, String owner, MarketRecord record, LocalDate last, Predicate<String> concerns) {
        keep(kind, owner, record);
        return around(null, concerns, record.session(), last);
    }

    /** The last session that this one's surface may stand in for. */
    private LocalDate surfaceStandsUntil(LocalDate session) {
        LocalDate last = session;
        for (int i = 0; i < config.surfaceMaxAgeSessions(); i++) {
            last = calendar.nextSession(last);
        }
        return last;
    }

    private List<Target> putPrice(UnderlyingPrice price) {
        String owner = price.underlying();
        if (price.kind() != UnderlyingPrice.Kind.LAST) {
            String detail = price.instrument() + "|" + price.kind();
            store.put(key("price", price.session(), owner) + "|" + detail, Json.bytes(price));
            List<Target> targets = new ArrayList<>(around(owner, any -> true, price.session(), price.session()));
            FUTURES.forEach((underlying, futures) -> {
                if (futures.equals(owner)) {
                    targets.addAll(around(underlying, any -> true, price.session(), price.session()));
                }
            });
            return targets;
        }
        return price.at() == null ? List.of() : putTrade(price, price.at());
    }

    /** Of the trades within one interval the last one counts. */
    private List<Target> putTrade(UnderlyingPrice price, Instant at) {
        long interval = config.interval().toMillis();
        Instant moment = Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), interval) * interval);
        Target target = new Target(price.underlying(), price.session(), moment);
        String key = trades(target) + price.instrument();
        UnderlyingPrice known = read(key, UnderlyingPrice.class);
        if (known != null && known.ts().isAfter(at)) {
            return List.of();
        }
        forgetMoments(price.underlying(), price.session().minusDays(2L * WINDOW_DAYS));
        store.put(key, Json.bytes(price));
        store.put("moment|" + target.key(), NOTHING);
        return List.of(target);
    }

    private void forgetMoments(String underlying, LocalDate before) {
        List<String> old = new ArrayList<>();
        String owner = "trade|" + underlying + "|";
        keys(owner, owner + before, old::add);
        old.forEach(key -> {
            String[] parts = key.split("\\|", -1);
            String target = parts[2] + "|" + underlying + "|" + parts[3];
            List.of(key, "moment|" + target, "done|" + target).forEach(store::delete);
        });
    }

    /**
     * The calculations around the open interest of these days: at the end of each, and the moments that go with it.
     *
     * @param owner the underlying, or its root; null: every underlying
     */
    private List<Target> around(@Nullable String owner, Predicate<String> concerns, LocalDate first, LocalDate last) {
        List<Target> targets = new ArrayList<>();
        keys(key("has-oi", first, ""), key("has-oi", last, END), key -> {
            String[] parts = key.split("\\|", -1);
            LocalDate session = LocalDate.parse(parts[1]);
            if (owner == null || related(owner, parts[2])) {
                underlyings(parts[2], session).stream()
                        .filter(underlying -> owner == null || related(owner, underlying))
                        .filter(concerns)
                        .forEach(underlying -> targets.add(new Target(underlying, session, null)));
            }
        });
        keys("moment|" + first.plusDays(1), "moment|" + last.plusDays(WINDOW_DAYS) + END, key -> {
            Target target = Target.parse(key.substring(key.indexOf('|') + 1));
            if ((owner == null || related(owner, target.underlying())) && concerns.test(target.underlying())) {
                targets.add(target);
            }
        });
        return targets;
    }

    private static boolean related(String owner, String underlying) {
        return covers(owner, underlying) || covers(underlying, owner);
    }

    /**
     * What a book of positions is about: the underlyings with series that it covers. A root without any is no underlying;
     * every other owner is one.
     */
    private Set<String> underlyings(String owner, LocalDate session) {
        Set<String> underlyings = new TreeSet<>();
        for (int day = -WINDOW_DAYS; day <= WINDOW_DAYS; day++) {
            String from = key("has-series", session.plusDays(day), owner);
            keys(from, from + END, key -> {
                String underlying = key.substring(key.lastIndexOf('|') + 1);
                if (covers(owner, underlying)) {
                    underlyings.add(underlying);
                }
            });
        }
        return underlyings.isEmpty() && owner.length() != ROOT ? Set.of(owner) : underlyings;
    }

    /** Everything that a calculation needs; empty when there is no open interest for it. */
    Optional<InputBooks> gather(Target target) {
        String underlying = target.underlying();
        LocalDate session = target.at() == null ? target.session() : sessionBefore(target);
        if (session == null) {
            return Optional.empty();
        }
        OptionSeriesBook series = series(underlying, session).orElse(null);
        OpenInterestBook positions = positions(underlying, session, series);
        if (positions == null) {
            return Optional.empty();
        }
        String futures = FUTURES.getOrDefault(underlying, underlying);
        return Optional.of(new InputBooks(
                target,
                positions,
                series,
                Stream.of(underlying, root(underlying))
                        .map(owner -> Optional.ofNullable(read(key("prices", session, owner), OptionPricesBook.class)))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(null),
                prices(key("price", session, underlying) + "|"),
                futures.equals(underlying) ? List.of() : prices(key("price", session, futures) + "|"),
                target.at() == null ? List.of() : prices(trades(target)),
                curve(session),
                surface(surface(underlying), session)));
    }

    /**
     * What was published last for a target.
     *
     * @param inputs hash of what it was computed from
     * @param scopes what it spoke of, {@code scope|basis}
     */
    record Published(String inputs, Set<String> scopes) {

        static final Published NOTHING = new Published("", Set.of());
    }

    /** What was published last for a target. */
    Published published(Target target) {
        Published published = read("done|" + target.key(), Published.class);
        return published == null ? Published.NOTHING : published;
    }

    /** Keeps what has just been published for a target. */
    void published(Target target, Published published) {
        store.put("done|" + target.key(), Json.bytes(published));
    }

    /** The last session before a moment's own whose open interest is known. */
    private @Nullable LocalDate sessionBefore(Target moment) {
        for (int back = 1; back <= WINDOW_DAYS; back++) {
            LocalDate day = moment.session().minusDays(back);
            for (String owner : List.of(moment.underlying(), root(moment.underlying()))) {
                if (store.get(key("has-oi", day, owner)) != null) {
                    return day;
                }
            }
        }
        return null;
    }

    /**
     * The underlying's own book, or its share of the book of its root: what no other class of the root claims by ticker, so
     * that positions of unknown series are missed rather than lost.
     */
    private @Nullable OpenInterestBook positions(
            String underlying, LocalDate session, @Nullable OptionSeriesBook series) {
        OpenInterestBook own = read(key("oi", session, underlying), OpenInterestBook.class);
        OpenInterestBook shared =
                own != null ? null : read(key("oi", session, root(underlying)), OpenInterestBook.class);
        if (shared == null || series == null) {
            return own;
        }
        Set<String> claimed = underlyings(root(underlying), session).stream()
                .filter(other -> !other.equals(underlying))
                .map(other -> series(other, session))
                .flatMap(Optional::stream)
                .flatMap(book -> book.series().stream())
                .map(OptionSeriesBook.Series::ticker)
                .collect(Collectors.toCollection(HashSet::new));
        series.series().forEach(one -> claimed.remove(one.ticker()));
        return new OpenInterestBook(
                underlying,
                session,
                shared.positions().stream()
                        .filter(position -> !claimed.contains(position.ticker()))
                        .toList(),
                shared.provenance());
    }

    private Optional<OptionSeriesBook> series(String underlying, LocalDate session) {
        return latest("series", underlying, session, OptionSeriesBook.class)
                .or(() -> next("series", underlying, session, OptionSeriesBook.class));
    }

    /** The curve of the latest session; of two of one session the preferred one. */
    private @Nullable RatesCurve curve(LocalDate session) {
        return CURVES.stream()
                .map(code -> latest("curve", code, session, RatesCurve.class))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(RatesCurve::session).thenComparing(curve -> -CURVES.indexOf(curve.curve())))
                .orElse(null);
    }

    /** The latest surface up to a session, if it is not too old. */
    private @Nullable VolSurface surface(String asset, LocalDate session) {
        LocalDate day = session;
        for (int age = 0; age <= config.surfaceMaxAgeSessions(); age++) {
            VolSurface found = read(key("surface", day, asset), VolSurface.class);
            if (found != null) {
                return found;
            }
            day = calendar.previousSession(day);
        }
        return null;
    }

    private static String surface(String underlying) {
        return SURFACES.getOrDefault(underlying, underlying);
    }

    private static String root(String underlying) {
        return underlying.length() > ROOT ? underlying.substring(0, ROOT) : underlying;
    }

    private <T> Optional<T> next(String kind, String owner, LocalDate session, Class<T> type) {
        return first(kind, owner, session, 1, type);
    }

    private <T> Optional<T> latest(String kind, String owner, LocalDate session, Class<T> type) {
        return first(kind, owner, session, -1, type);
    }

    /** The nearest of the days in one direction, the session itself first. */
    private <T> Optional<T> first(String kind, String owner, LocalDate session, int step, Class<T> type) {
        for (int days = 0; days <= WINDOW_DAYS; days++) {
            T found = read(key(kind, session.plusDays((long) days * step), owner), type);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private List<UnderlyingPrice> prices(String prefix) {
        List<UnderlyingPrice> prices = new ArrayList<>();
        entries(prefix, prefix + END, (key, value) -> prices.add(Json.read(value, UnderlyingPrice.class)));
        return prices;
    }

    private void keys(String from, String to, Consumer<String> taker) {
        entries(from, to, (key, value) -> taker.accept(key));
    }

    private void entries(String from, String to, BiConsumer<String, byte[]> taker) {
        try (var entries = store.range(from, to)) {
            entries.forEachRemaining(entry -> taker.accept(entry.key, entry.value));
        }
    }

    private <T> @Nullable T read(String key, Class<T> type) {
        byte[] json = store.get(key);
        return json == null ? null : Json.read(json, type);
    }

    private static String key(String kind, LocalDate session, String owner) {
        return kind + "|" + session + "|" + owner;
    }

    private static String trades(Target target) {
        return "trade|" + target.underlying() + "|" + target.session() + "|" + target.at() + "|";
    }
}
