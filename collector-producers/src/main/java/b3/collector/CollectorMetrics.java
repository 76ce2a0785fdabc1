package b3.collector;

import b3.collector.publish.Publisher;
import b3.schema.document.RawScrape;
import b3.schema.jobs.Job;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts the attempts at each product of each feed: their number by outcome, their duration and bytes, the last success and
 * the overdue sessions. The tag {@code part} carries the product; it is empty for a feed with one document a session.
 */
final class CollectorMetrics implements AutoCloseable {

    private final MeterRegistry registry;
    private final List<Meter> gauges = new ArrayList<>();

    CollectorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Removes the gauges, which hold on to the collectors. */
    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }

    /** Returns the same publisher, which also counts every recorded attempt. */
    Publisher counting(Publisher publisher) {
        return new Publisher() {
            @Override
            public Map<LocalDate, Job> found(String feed, String product) {
                return publisher.found(feed, product);
            }

            @Override
            public void publish(Job job, @Nullable RawScrape document) {
                publisher.publish(job, document);
                count(job);
            }
        };
    }

    private void count(Job job) {
        Tags document = Tags.of("feed", job.feed(), "part", Objects.requireNonNullElse(job.part(), ""));
        registry.counter(
                        "b3.collector.attempts",
                        document.and("outcome", job.outcome().name()))
                .increment();
        registry.timer("b3.collector.duration", document).record(Duration.ofMillis(job.durationMillis()));
        if (job.bytes() != null) {
            registry.counter("b3.collector.bytes", document).increment(job.bytes());
        }
    }

    /** Adds the gauges of one collector. */
    void watch(CollectorLoop loop) {
        gauge(
                loop,
                "b3.collector.overdue.sessions",
                "sessions past their deadline without a document",
                condition -> condition.overdue().size());
        gauge(loop, "b3.collector.last.success.seconds", "when a document was last found, epoch seconds", condition -> {
            Job found = condition.found();
            return found == null ? Double.NaN : found.provenance().knownAt().getEpochSecond();
        });
        gauge(loop, "b3.collector.healthy", "1 when healthy", condition -> condition.problem() == null ? 1 : 0);
    }

    private void gauge(CollectorLoop loop, String name, String what, ToDoubleFunction<CollectorLoop.Condition> value) {
        gauges.add(Gauge.builder(name, loop, watched -> value.applyAsDouble(watched.condition()))
                .description(what)
                .tag("feed", loop.feed())
                .tag("part", loop.product())
                .strongReference(true)
                .register(registry));
    }
}
