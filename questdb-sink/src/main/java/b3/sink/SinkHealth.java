package b3.sink;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether rows get from Kafka into QuestDB and become visible there. Every fault has a name, a text for people and the
 * moment it was first seen; the health is red while there is one.
 */
public final class SinkHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(SinkHealth.class);
    private static final String DELIVERY = "delivery";

    private final Clock clock;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    /** A fault and since when it stands. */
    private record Fault(String detail, Instant since) {}

    SinkHealth(Clock clock) {
        this.clock = clock;
    }

    void outage(@Nullable String detail) {
        fault(DELIVERY, detail);
    }

    void delivering() {
        well(DELIVERY);
    }

    void fault(String name, @Nullable String detail) {
        String text = detail == null ? "no detail" : detail;
        Fault before = faults.get(name);
        faults.put(name, new Fault(text, before == null ? clock.instant() : before.since()));
        if (before == null) {
            LOG.warn("{}: {}", name, text);
        }
    }

    void well(String name) {
        Fault before = faults.remove(name);
        if (before != null) {
            LOG.info("{}: well again, in trouble since {}", name, before.since());
        }
    }

    @Override
    public Health health() {
        Health.Builder health = faults.isEmpty() ? Health.up() : Health.down();
        new TreeMap<>(faults)
                .forEach((name, fault) -> health.withDetail(name, fault.detail() + " (since " + fault.since() + ")"));
        return health.build();
    }
}
