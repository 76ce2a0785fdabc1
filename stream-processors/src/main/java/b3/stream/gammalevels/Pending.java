package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.stream.gammalevels.assembly.Calculation;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The calculations that are still to be made, in a store, so that a crash loses none, and in memory in the order in
 * which they are made: of those that are due first the ones that a live price waits for, then the newest. The
 * calculations that have failed are kept too, and are made once more at the next start.
 */
final class Pending {

    private static final String FAILED = "failed|";
    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, byte[]> store;
    private final Map<Calculation, Work> works = new HashMap<>();
    private final Queue<Work> waiting = new PriorityQueue<>((a, b) -> Long.signum(a.due() - b.due()));
    private final Queue<Work> due = new PriorityQueue<>(Comparator.comparing((Work work) -> !work.live())
            .thenComparing(Work::calculation, Calculation.NEWEST_FIRST));
    private final Set<Calculation> failed = new HashSet<>();

    /**
     * One calculation to make.
     *
     * @param calculation the calculation
     * @param since the earliest time of knowledge at which an input has changed
     * @param due when to make it, in nanoseconds of the processor's clock
     * @param live whether a live price waits for it
     */
    record Work(Calculation calculation, Instant since, long due, boolean live) {}

    /** Reads the store. */
    Pending(KeyValueStore<String, byte[]> store, long now) {
        this.store = store;
        try (var entries = store.all()) {
            entries.forEachRemaining(entry -> {
                if (entry.key.startsWith(FAILED)) {
                    failed.add(Calculation.parse(entry.key.substring(FAILED.length())));
                } else {
                    Instant since = Instant.parse(new String(entry.value, UTF_8));
                    enqueue(new Work(Calculation.parse(entry.key), since, now, false));
                }
            });
        }
        failed.forEach(calculation -> add(new Work(calculation, Instant.MIN, now, false)));
    }

    /** Adds work; if the calculation is pending already, the earlier times count. */
    void add(Work work) {
        Work known = works.get(work.calculation());
        Work merged = known == null ? work : merge(known, work);
        if (merged.equals(known)) {
            return;
        }
        if (known == null || !merged.since().equals(known.since())) {
            store.put(work.calculation().key(), merged.since().toString().getBytes(UTF_8));
        }
        enqueue(merged);
    }

    /**
     * The next work; it stays pending until it is {@link #done}.
     *
     * @param liveOnly only what a moving price waits for
     */
    Optional<Work> next(long now, boolean liveOnly) {
        while (!waiting.isEmpty() && waiting.element().due() - now <= 0) {
            due.add(waiting.remove());
        }
        while (!due.isEmpty()) {
            Work work = due.element();
            // work that was merged into other work is still in its queue
            boolean merged = !work.equals(works.get(work.calculation()));
            if (!merged && liveOnly && !work.live()) {
                return Optional.empty();
            }
            due.remove();
            if (!merged) {
                return Optional.of(work);
            }
        }
        return Optional.empty();
    }

    /** Takes work away that has been done. */
    void done(Work work, boolean hasFailed) {
        Calculation calculation = work.calculation();
        works.remove(calculation);
        store.delete(calculation.key());
        if (hasFailed && failed.add(calculation)) {
            store.put(FAILED + calculation.key(), NOTHING);
        } else if (!hasFailed && failed.remove(calculation)) {
            store.delete(FAILED + calculation.key());
        }
    }

    int size() {
        return works.size();
    }

    /** How many calculations have failed on the inputs that they have. */
    int failed() {
        return failed.size();
    }

    private void enqueue(Work work) {
        works.put(work.calculation(), work);
        waiting.add(work);
    }

    private static Work merge(Work one, Work other) {
        return new Work(
                one.calculation(),
                one.since().isBefore(other.since()) ? one.since() : other.since(),
                one.due() - other.due() <= 0 ? one.due() : other.due(),
                one.live() || other.live());
    }
}
