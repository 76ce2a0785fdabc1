package b3.stream;

import b3.schema.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * The processors while they run: starts them, says how they are, stops them. An outage (broker, disk) replaces the thread
 * that met it, and nothing is lost; a bug stops the processor for good and makes the program's liveness broken.
 */
final class RunningStreams implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(RunningStreams.class);
    private static final Duration STOPPING = Duration.ofSeconds(30);
    private static final long PING_SECONDS = 2;

    private final ProcessorConfig config;
    private final Map<String, Topology> topologies;
    private final Admin admin;
    private final MeterRegistry meters;
    private final ApplicationEventPublisher events;
    private final Map<String, KafkaStreams> running = new ConcurrentHashMap<>();
    private final List<KafkaStreamsMetrics> bound = new ArrayList<>();

    RunningStreams(
            ProcessorConfig config,
            Map<String, Topology> topologies,
            Admin admin,
            MeterRegistry meters,
            ApplicationEventPublisher events) {
        this.config = config;
        this.topologies = topologies;
        this.admin = admin;
        this.meters = meters;
        this.events = events;
    }

    @Override
    public void start() {
        try {
            Topic.createMissing(admin, config.kafka().replication());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
        topologies.forEach((name, topology) -> running.put(name, started(name, topology)));
    }

    @Override
    public void stop() {
        running.forEach((name, streams) -> streams.close(CloseOptions.timeout(STOPPING)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)));
        running.clear();
        bound.forEach(KafkaStreamsMetrics::close);
        bound.clear();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    @Override
    public Health health() {
        Map<String, Object> states = new TreeMap<>();
        running.forEach((name, streams) -> states.put(name, streams.state().name()));
        boolean well =
                !states.isEmpty() && running.values().stream().allMatch(streams -> streams.state() == State.RUNNING);
        Health.Builder health = well && brokerAnswers() ? Health.up() : Health.down();
        return health.withDetails(states).build();
    }

    private KafkaStreams started(String name, Topology topology) {
        KafkaStreams streams = new KafkaStreams(topology, StreamsSettings.of(config, name));
        streams.setUncaughtExceptionHandler(e -> {
            boolean outage = isOutage(e);
            LOG.error("processor {} met {}", name, outage ? "an outage, its thread is replaced" : "a bug, it stops", e);
            return outage
                    ? StreamThreadExceptionResponse.REPLACE_THREAD
                    : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            LOG.info("processor {} is {} (was {})", name, now, before);
            if (now == State.ERROR) {
                AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
            }
        });
        KafkaStreamsMetrics streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(meters);
        bound.add(streamsMetrics);
        streams.start();
        return streams;
    }

    /** Whether the deepest cause lies outside this program. */
    static boolean isOutage(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof KafkaException || cause instanceof IOException;
    }

    private boolean brokerAnswers() {
        try {
            return !admin.describeCluster()
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
