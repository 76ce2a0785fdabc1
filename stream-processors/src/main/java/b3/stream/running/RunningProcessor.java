package b3.stream.running;

import b3.schema.heartbeats.Heartbeat;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One processor while it runs. A failure ends its Kafka Streams client; after a pause another client begins where the
 * last transaction ended, so nothing is lost. {@link Restarts} says how often. A thread is never replaced inside a
 * client, because Kafka Streams would do so at once, again and again.
 */
final class RunningProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(RunningProcessor.class);
    private static final Duration STOPPING = Duration.ofSeconds(30);

    /** How a processor is. */
    record Status(Heartbeat.State state, @Nullable String reason) {

        boolean isRunning() {
            return state == Heartbeat.State.RUNNING;
        }

        @Override
        public String toString() {
            return reason == null ? state.name() : state + ": " + reason;
        }
    }

    /** What a processor needs from the program around it; told of every change of its status on an unknown thread. */
    record Surroundings(
            Restarts restarts,
            ScheduledExecutorService supervisor,
            MeterRegistry meters,
            Clock clock,
            Runnable changed) {}

    private final String name;
    private final Supplier<KafkaStreams> clients;
    private final Surroundings around;

    private @Nullable KafkaStreams client;
    private @Nullable KafkaStreamsMetrics metrics;
    private @Nullable Instant runningSince;
    private @Nullable Throwable thrown;
    private @Nullable String reason;
    private int failures;
    private boolean stopped;
    private boolean givenUp;

    /** @param clients a new client with a topology of its own each time, not started */
    RunningProcessor(String name, Supplier<KafkaStreams> clients, Surroundings around) {
        this.name = name;
        this.clients = clients;
        this.around = around;
    }

    /** Starts a client, unless the processor has been stopped. */
    synchronized void start() {
        if (stopped) {
            return;
        }
        KafkaStreams streams = clients.get();
        streams.setUncaughtExceptionHandler(this::failing);
        streams.setStateListener((now, before) -> {
            LOG.info("processor {} is {} (was {})", name, now, before);
            // the client's own thread may hold its locks
            around.supervisor().execute(() -> changed(streams, now));
        });
        metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(around.meters());
        thrown = null;
        runningSince = null;
        client = streams;
        streams.start();
    }

    /** Stops on purpose: the client leaves its group, and there is no other one. */
    void stop() {
        KafkaStreams streams;
        synchronized (this) {
            stopped = true;
            streams = client;
        }
        if (streams != null) {
            streams.close(CloseOptions.timeout(STOPPING)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
        synchronized (this) {
            forget();
        }
    }

    /** How it is now. */
    synchronized Status status() {
        if (stopped && !givenUp) {
            return new Status(Heartbeat.State.STOPPED, null);
        }
        if (client == null) {
            return new Status(reason == null ? Heartbeat.State.REBALANCING : Heartbeat.State.ERROR, reason);
        }
        return switch (client.state()) {
            case RUNNING -> new Status(Heartbeat.State.RUNNING, null);
            case CREATED, REBALANCING -> new Status(Heartbeat.State.REBALANCING, reason);
            case PENDING_SHUTDOWN, NOT_RUNNING -> new Status(Heartbeat.State.STOPPED, null);
            case PENDING_ERROR, ERROR -> new Status(Heartbeat.State.ERROR, reason);
        };
    }

    /** Whether it failed too often and is not started again. */
    synchronized boolean givenUp() {
        return givenUp;
    }

    private synchronized StreamThreadExceptionResponse failing(Throwable failure) {
        thrown = failure;
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void changed(KafkaStreams streams, State now) {
        synchronized (this) {
            if (streams == client && now == State.RUNNING) {
                runningSince = runningSince == null ? around.clock().instant() : runningSince;
                reason = null;
            }
            if (streams == client && now == State.ERROR && !stopped) {
                failed();
            }
        }
        around.changed().run();
    }

    private void failed() {
        Throwable failure = thrown == null ? new IllegalStateException("the client stopped without a cause") : thrown;
        Failure kind = Failure.of(failure);
        Instant now = around.clock().instant();
        boolean ranWell = runningSince != null
                && Duration.between(runningSince, now)
                                .compareTo(around.restarts().well())
                        >= 0;
        failures = ranWell ? 1 : failures + 1;
        Optional<Duration> pause = around.restarts().pause(kind, failures);
        reason = kind + ": " + deepest(failure);
        forget();
        if (pause.isPresent()) {
            LOG.error(
                    "processor {} met {}; restart {} of {} in {}",
                    name,
                    kind,
                    failures,
                    around.restarts().limit(kind),
                    pause.get(),
                    failure);
            ScheduledFuture<?> unused =
                    around.supervisor().schedule(this::restart, pause.get().toMillis(), TimeUnit.MILLISECONDS);
        } else {
            LOG.error("processor {} met {} again after {} restarts and stops", name, kind, failures - 1, failure);
            reason += ", stopped after " + (failures - 1) + " restarts";
            givenUp = true;
        }
    }

    /** Starts the next client; a client that cannot start counts as one that has failed. */
    private void restart() {
        try {
            start();
        } catch (RuntimeException e) {
            synchronized (this) {
                thrown = e;
                runningSince = null;
                failed();
            }
        }
        around.changed().run();
    }

    private void forget() {
        if (metrics != null) {
            metrics.close();
        }
        metrics = null;
        client = null;
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
