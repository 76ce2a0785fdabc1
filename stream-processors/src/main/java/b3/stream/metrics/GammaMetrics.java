package b3.stream.metrics;

import b3.stream.gammalevels.GammaObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calculations of levels: {@code b3_gamma_pending}, {@code b3_gamma_failed},
 * {@code b3_gamma_store_entries{store}}, {@code b3_gamma_rounds_seconds}, {@code b3_gamma_calculations_total},
 * {@code b3_gamma_dead_letters_total} and {@code b3_gamma_forgotten_total}, the calculations that were not repeated
 * because their inputs have been deleted.
 */
public final class GammaMetrics implements GammaObserver {

    private final MeterRegistry meters;
    private final AtomicLong pending;
    private final AtomicLong failed;
    private final Map<String, AtomicLong> stores = new ConcurrentHashMap<>();

    public GammaMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.pending = gauge("b3.gamma.pending");
        this.failed = gauge("b3.gamma.failed");
    }

    /** Calculations that are still to be made. */
    public long pending() {
        return pending.get();
    }

    @Override
    public void round(Round round) {
        pending.set(round.pending());
        failed.set(round.failed());
        round.stores().forEach((store, entries) -> stores.computeIfAbsent(
                        store, name -> gauge("b3.gamma.store.entries", "store", name))
                .set(entries));
        if (round.made() > 0) {
            meters.timer("b3.gamma.rounds").record(round.nanos(), TimeUnit.NANOSECONDS);
            meters.counter("b3.gamma.calculations").increment(round.made());
        }
    }

    @Override
    public void deadLetter() {
        meters.counter("b3.gamma.dead.letters").increment();
    }

    @Override
    public void forgotten() {
        meters.counter("b3.gamma.forgotten").increment();
    }

    private AtomicLong gauge(String name, String... tags) {
        AtomicLong value = new AtomicLong();
        meters.gauge(name, Tags.of(tags), value);
        return value;
    }
}
