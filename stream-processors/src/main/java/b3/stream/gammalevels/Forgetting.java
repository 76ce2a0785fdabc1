package b3.stream.gammalevels;

import b3.stream.gammalevels.assembly.Calculation;
import b3.stream.gammalevels.inputs.Gathering;
import b3.stream.gammalevels.inputs.InputKey;
import b3.stream.gammalevels.inputs.InputKey.Kind;
import b3.stream.gammalevels.inputs.Inputs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Deletes old inputs from the stores, a few at a time. The contents of inputs are kept for the newest
 * {@value #SESSIONS} sessions, and the list of inputs for ever; intraday calculations are kept for
 * {@value #INTRADAY_DAYS} days before the newest session. Older sessions arrive with a back-fill: nothing of them is
 * deleted before no message about them and their neighbours has arrived for a day. Payments are listed decades back and
 * announced weeks ahead, so they make no session: they are forgotten with the other inputs of their session, and those of
 * a session without any are kept for its back-fill.
 *
 * <p>The published records of such a session are left as they are. A calculation that needs a deleted input is not made
 * from the others alone, and a trade of a session whose trades have been deleted is ignored.
 */
final class Forgetting {

    static final int SESSIONS = 250;
    static final int INTRADAY_DAYS = 2 * Gathering.WINDOW_DAYS;
    static final Duration QUIET = Duration.ofDays(1);

    /** Entries deleted at one time. */
    private static final int MOST = 500;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final String FORGOTTEN = "forgotten|";
    private static final byte[] NOTHING = {};

    /** The stores that are forgotten from. */
    record Stores(
            KeyValueStore<String, byte[]> sessions,
            KeyValueStore<String, byte[]> segments,
            KeyValueStore<String, byte[]> bodies,
            KeyValueStore<String, byte[]> steps) {}

    private final Stores stores;
    private final NavigableMap<LocalDate, Long> books = new TreeMap<>();
    private final NavigableMap<LocalDate, Long> intraday = new TreeMap<>();
    private long looked;

    /** Reads from the store when the last message about each session arrived. */
    Forgetting(Stores stores) {
        this.stores = stores;
        for (Kind kind : List.of(Kind.POSITIONS, Kind.TRADE)) {
            try (var entries = stores.sessions().range(kind + "|", kind + "|" + Inputs.END)) {
                entries.forEachRemaining(entry -> heard(kind)
                        .put(
                                LocalDate.parse(entry.key.substring(entry.key.indexOf('|') + 1)),
                                ByteBuffer.wrap(entry.value).getLong()));
            }
        }
    }

    /** Whether this is a trade of a session whose intraday calculations have been deleted. */
    boolean isForgotten(InputKey input) {
        return input.kind() == Kind.TRADE && stores.sessions().get(forgotten(input.session(), input.owner())) != null;
    }

    /** Something was heard of a session. */
    void hear(InputKey input, long now) {
        if (input.kind() == Kind.CORPORATE_ACTION) {
            return;
        }
        Long last = heard(input.kind()).get(input.session());
        if (last == null || now - last >= MINUTE) {
            heard(input.kind()).put(input.session(), now);
            stores.sessions()
                    .put(
                            session(input.kind(), input.session()),
                            ByteBuffer.allocate(Long.BYTES).putLong(now).array());
        }
    }

    /** Forgets some of what is to be forgotten. */
    void forgetSome(long now) {
        if (now - looked < MINUTE) {
            return;
        }
        LocalDate newestBooks = newest(books, SESSIONS);
        LocalDate oldBooks =
                newestBooks == null ? null : oldest(books, now, newestBooks.minusDays(Gathering.WINDOW_DAYS));
        LocalDate oldIntraday = intraday.isEmpty()
                ? null
                : oldest(intraday, now, intraday.lastKey().minusDays(INTRADAY_DAYS));
        boolean more = false;
        if (oldBooks != null) {
            more = forgetBooks(oldBooks);
        }
        if (oldIntraday != null) {
            more |= forgetIntraday(oldIntraday);
        }
        looked = more ? looked : now;
    }

    /** The first of the newest sessions. */
    private static @Nullable LocalDate newest(NavigableMap<LocalDate, Long> heard, int sessions) {
        return heard.descendingKeySet().stream().skip(sessions - 1L).findFirst().orElse(null);
    }

    /**
     * The oldest session before a day for which no message has arrived for long, nor for its neighbours, whose levels
     * depend on it.
     */
    private static @Nullable LocalDate oldest(NavigableMap<LocalDate, Long> heard, long now, LocalDate before) {
        for (LocalDate session : heard.headMap(before, false).keySet()) {
            boolean quiet = heard
                    .subMap(
                            session.minusDays(Gathering.WINDOW_DAYS),
                            true,
                            session.plusDays(Gathering.WINDOW_DAYS),
                            true)
                    .values()
                    .stream()
                    .allMatch(last -> now - last >= QUIET.toMillis());
            if (quiet) {
                return session;
            }
        }
        return null;
    }

    private boolean forgetBooks(LocalDate session) {
        boolean more = delete(stores.bodies(), session, key -> !key.contains("|" + Kind.TRADE + "|"));
        if (!more) {
            forgetHearing(Kind.POSITIONS, session);
        }
        return more;
    }

    /**
     * Deletes the intraday calculations before their trades, so that a crash leaves no calculation without its trades.
     */
    private boolean forgetIntraday(LocalDate session) {
        try (var trades = stores.segments().range(trades(session), trades(session) + Inputs.END)) {
            trades.forEachRemaining(trade -> stores.sessions()
                    .putIfAbsent(forgotten(session, InputKey.parse(trade.key).owner()), NOTHING));
        }
        boolean more =
                delete(stores.steps(), session, key -> Calculation.parse(key).at() != null)
                        || delete(stores.bodies(), session, key -> key.startsWith(trades(session)))
                        || delete(stores.segments(), session, key -> key.startsWith(trades(session)));
        if (!more) {
            forgetHearing(Kind.TRADE, session);
        }
        return more;
    }

    private void forgetHearing(Kind kind, LocalDate session) {
        heard(kind).remove(session);
        stores.sessions().delete(session(kind, session));
    }

    /** Deletes some entries of a session and returns whether there may be more. */
    private static boolean delete(KeyValueStore<String, byte[]> store, LocalDate session, Predicate<String> old) {
        List<String> keys = new ArrayList<>();
        try (var entries = store.range(session + "|", session + "|" + Inputs.END)) {
            while (entries.hasNext() && keys.size() < MOST) {
                String key = entries.next().key;
                if (old.test(key)) {
                    keys.add(key);
                }
            }
        }
        keys.forEach(store::delete);
        return keys.size() == MOST;
    }

    private NavigableMap<LocalDate, Long> heard(Kind kind) {
        return kind == Kind.TRADE ? intraday : books;
    }

    private static String session(Kind kind, LocalDate session) {
        return (kind == Kind.TRADE ? Kind.TRADE : Kind.POSITIONS) + "|" + session;
    }

    private static String trades(LocalDate session) {
        return session + "|" + Kind.TRADE + "|";
    }

    private static String forgotten(LocalDate session, String owner) {
        return FORGOTTEN + session + "|" + owner;
    }
}
