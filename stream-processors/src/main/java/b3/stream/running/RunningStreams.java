package b3.stream.running;

import b3.schema.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * The processors while they run: starts them, reports their state and stops them. Each processor fails alone: it is
 * started again a few times and then stops, while the others go on. When all of them have stopped, the program's
 * liveness is broken.
 */
public final class RunningStreams implements SmartLifecycle, HealthIndicator {

    private static final long PING_SECONDS = 2;

    /** What exists between start and stop. */
    private record Running(
            Map<String, RunningProcessor> processors, ScheduledThreadPoolExecutor supervisor, Heartbeats heartbeats) {}

    private final Map<String, Program> programs;
    private final Cluster cluster;
    private final MeterRegistry meters;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Restarts restarts;
    private volatile @Nullable Running running;

    /** @param programs of each processor, by its name */
    public RunningStreams(
            Map<String, Program> programs,
            Cluster cluster,
            MeterRegistry meters,
            ApplicationEventPublisher events,
            Clock clock,
            Restarts restarts) {
        this.programs = programs;
        this.cluster = cluster;
        this.meters = meters;
        this.events = events;
        this.clock = clock;
        this.restarts = restarts;
    }

    @Override
    public void start() {
        try {
            Topic.createMissing(cluster.admin(), cluster.kafka().replication());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
        ScheduledThreadPoolExecutor supervisor =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "processor-supervisor"));
        // a stopped client still reports states, which are ignored
        supervisor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        Heartbeats heartbeats = new Heartbeats(cluster.kafka(), clock);
        Map<String, RunningProcessor> processors = new TreeMap<>();
        Running begun = new Running(processors, supervisor, heartbeats);
        running = begun;
        programs.forEach((name, program) -> processors.put(
                name,
                new RunningProcessor(
                        name,
                        () -> new KafkaStreams(
                                program.topology().get(), program.settings().get()),
                        new RunningProcessor.Surroundings(restarts, supervisor, meters, clock, () -> changed(name)))));
        processors.values().forEach(RunningProcessor::start);
        ScheduledFuture<?> unused = supervisor.scheduleWithFixedDelay(
                () -> processors.keySet().forEach(name -> sayHowItIs(begun, name)),
                0,
                Heartbeats.INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        Running stopping = running;
        running = null;
        if (stopping == null) {
            return;
        }
        stopping.processors().values().forEach(RunningProcessor::stop);
        stopping.supervisor().shutdownNow();
        stopping.processors().keySet().forEach(name -> sayHowItIs(stopping, name));
        stopping.heartbeats().close();
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public Health health() {
        Map<String, Object> states = new TreeMap<>();
        boolean well = true;
        Running now = running;
        if (now != null) {
            for (Map.Entry<String, RunningProcessor> processor :
                    now.processors().entrySet()) {
                RunningProcessor.Status status = processor.getValue().status();
                states.put(processor.getKey(), status.toString());
                well &= status.isRunning();
            }
        }
        Health.Builder health = well && !states.isEmpty() && brokerAnswers() ? Health.up() : Health.down();
        return health.withDetails(states).build();
    }

    private void changed(String name) {
        Running now = running;
        if (now == null) {
            return;
        }
        sayHowItIs(now, name);
        if (now.processors().values().stream().allMatch(RunningProcessor::givenUp)) {
            AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        }
    }

    private void sayHowItIs(Running now, String name) {
        RunningProcessor processor = Objects.requireNonNull(now.processors().get(name), name);
        LongSupplier pending = Objects.requireNonNull(programs.get(name), name).pending();
        now.heartbeats().send(name, processor.status(), pending == null ? null : pending.getAsLong());
    }

    private boolean brokerAnswers() {
        try {
            return !cluster.admin()
                    .describeCluster()
                    .nodes()
                    .get(PING_SECONDS, TimeUnit.SECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
