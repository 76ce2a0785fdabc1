package b3.stream.gammalevels;

import b3.schema.calendar.TradingCalendar;
import b3.stream.gammalevels.Pending.Work;
import b3.stream.gammalevels.assembly.Calculation;
import b3.stream.gammalevels.inputs.AffectedCalculations;
import b3.stream.gammalevels.inputs.Gathering;
import b3.stream.gammalevels.inputs.Input;
import b3.stream.gammalevels.inputs.InputKey;
import b3.stream.gammalevels.inputs.InputKey.Kind;
import b3.stream.gammalevels.inputs.Inputs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every input and makes the calculations that it changes, in rounds. A new live price is calculated at once, but
 * at most once an interval for each underlying. Books arrive in bursts, so their calculations wait for one interval
 * until the other books are there. While messages arrive, the pause between two rounds is as long as a round; live
 * prices do not wait for it.
 */
final class GammaProcessor implements Processor<InputKey, Input, byte[], byte[]> {

    static final String INPUTS = "gamma-inputs";
    static final String BODIES = "gamma-bodies";
    static final String STEPS = "gamma-steps";
    static final String PENDING = "gamma-pending";
    static final String SESSIONS = "gamma-sessions";

    private static final Logger LOG = LoggerFactory.getLogger(GammaProcessor.class);

    /** How often a round begins. */
    private static final Duration OFTEN = Duration.ofMillis(50);

    /** How long a round may take; its last calculation may exceed the limit. */
    private static final long LONGEST_NANOS = Duration.ofMillis(100).toNanos();

    /** How many calculations a round makes: their records are one transaction. */
    private static final int MOST = 500;

    /** What a task has, once it is initialized. */
    private record Task(
            ProcessorContext<byte[], byte[]> context,
            Inputs inputs,
            AffectedCalculations affected,
            Publication publication,
            Pending pending,
            Forgetting forgetting) {}

    private final GammaConfig config;
    private final GammaObserver observer;
    private final LongSupplier nanos;
    private final Map<String, Long> livelyMade = new HashMap<>();
    private @Nullable Task initialized;
    private boolean busy;
    private long ended;
    private long took;

    /** @param nanos a clock that moves while a round lasts */
    GammaProcessor(GammaConfig config, GammaObserver observer, LongSupplier nanos) {
        this.config = config;
        this.observer = observer;
        this.nanos = nanos;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<String, byte[]> segments = context.getStateStore(INPUTS);
        KeyValueStore<String, byte[]> bodies = context.getStateStore(BODIES);
        KeyValueStore<String, byte[]> steps = context.getStateStore(STEPS);
        TradingCalendar calendar = TradingCalendar.load();
        Inputs inputs = new Inputs(segments, bodies);
        Gathering gathering = new Gathering(inputs, calendar, config.surfaceMaxAgeSessions());
        initialized = new Task(
                context,
                inputs,
                new AffectedCalculations(inputs, calendar, config.surfaceMaxAgeSessions()),
                new Publication(gathering, inputs, steps, new GammaOutbox(context)),
                new Pending(context.getStateStore(PENDING), nanos.getAsLong()),
                new Forgetting(new Forgetting.Stores(context.getStateStore(SESSIONS), segments, bodies, steps)));
        ended = nanos.getAsLong();
        context.schedule(OFTEN, PunctuationType.WALL_CLOCK_TIME, now -> round());
    }

    @Override
    public void process(Record<InputKey, Input> message) {
        Input input = message.value();
        busy = true;
        try {
            take(task(), input);
        } catch (KafkaException outage) {
            throw outage;
        } catch (RuntimeException e) {
            new DeadLetters(task().context(), observer).send(input.message(), e);
        }
    }

    private void take(Task task, Input input) {
        InputKey key = input.key();
        if (task.forgetting().isForgotten(key)) {
            LOG.warn("{}: the trades of that session have been deleted; its published records stay as they are", key);
            observer.forgotten();
            return;
        }
        task.forgetting().hear(key, task.context().currentSystemTimeMs());
        if (task.inputs().put(input)) {
            long now = nanos.getAsLong();
            boolean live = key.kind() == Kind.TRADE;
            task.affected().by(key).forEach(calculation -> task.pending()
                    .add(new Work(calculation, input.standsFrom(), due(calculation, live, now), live)));
        }
    }

    private long due(Calculation calculation, boolean live, long now) {
        long interval = config.interval().toNanos();
        Long made = livelyMade.get(calculation.underlying());
        return !live ? now + interval : made == null ? now : made + interval;
    }

    private void round() {
        Task task = task();
        long start = nanos.getAsLong();
        boolean resting = busy && start - ended < took;
        int made = 0;
        Optional<Work> work = task.pending().next(start, resting);
        while (work.isPresent()) {
            make(task, work.get());
            made++;
            long now = nanos.getAsLong();
            work = made < MOST && now - start < LONGEST_NANOS ? task.pending().next(now, resting) : Optional.empty();
        }
        long end = nanos.getAsLong();
        if (!resting) {
            if (made == 0) {
                task.forgetting().forgetSome(task.context().currentSystemTimeMs());
            }
            busy = false;
            ended = end;
            took = end - start;
        }
        observer.round(new GammaObserver.Round(
                made, end - start, task.pending().size(), task.pending().failed(), sizes(task)));
    }

    private void make(Task task, Work work) {
        Calculation calculation = work.calculation();
        if (work.live()) {
            livelyMade.put(calculation.underlying(), nanos.getAsLong());
        }
        boolean failed = false;
        try {
            failed = task.publication().update(calculation, work.since());
        } catch (KafkaException outage) {
            throw outage;
        } catch (Inputs.ForgottenException e) {
            LOG.warn(
                    "{} needs an input that has been deleted ({}); its published records stay as they are",
                    calculation,
                    e.getMessage());
            observer.forgotten();
        } catch (RuntimeException e) {
            LOG.error("{} fails; its published records stay as they are", calculation, e);
            failed = true;
        }
        task.pending().done(work, failed);
    }

    private static Map<String, Long> sizes(Task task) {
        Map<String, Long> sizes = new HashMap<>();
        for (String store : GammaTopology.STORES) {
            KeyValueStore<String, byte[]> entries = task.context().getStateStore(store);
            sizes.put(store, entries.approximateNumEntries());
        }
        return sizes;
    }

    private Task task() {
        return Objects.requireNonNull(initialized, "init comes first");
    }
}
