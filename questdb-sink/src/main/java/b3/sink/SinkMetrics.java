package b3.sink;

import b3.sink.questdb.Message;
import b3.sink.questdb.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the sink counts: {@code b3.sink.rows} by dataset, {@code b3.sink.delivery} (time of one batch, rows to
 * acknowledgement), {@code b3.sink.outages} (failed attempts), {@code b3.sink.dead.letters} by topic and reason,
 * {@code b3.sink.lag} (messages not yet in QuestDB) by dataset and of the history, {@code b3.sink.table.suspended} and
 * {@code b3.sink.table.invisible} (transactions acknowledged but not yet readable) by table.
 */
final class SinkMetrics {

    private final MeterRegistry registry;
    private final Timer delivery;
    private final Map<String, Long> gauges = new ConcurrentHashMap<>();

    SinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.delivery = registry.timer("b3.sink.delivery");
        registry.counter("b3.sink.outages");
    }

    <T> T timed(Supplier<T> work) {
        return delivery.record(work);
    }

    void outage() {
        registry.counter("b3.sink.outages").increment();
    }

    void delivered(List<Message> messages, List<Refusal> refusals) {
        Set<ConsumerRecord<byte[], byte[]>> refused = new HashSet<>();
        for (Refusal refusal : refusals) {
            refused.add(refusal.raw());
            String reason = refusal.reason().name();
            registry.counter("b3.sink.dead.letters", "topic", refusal.raw().topic(), "reason", reason)
                    .increment();
        }
        Map<String, Integer> rows = new HashMap<>();
        for (Message message : messages) {
            if (!refused.contains(message.raw())) {
                rows.merge(message.dataset().name(), message.rows(), Integer::sum);
            }
        }
        rows.forEach((dataset, count) ->
                registry.counter("b3.sink.rows", "dataset", dataset).increment(count));
    }

    void lag(String dataset, long messages) {
        gauge("b3.sink.lag", "dataset", dataset, messages);
    }

    void table(String table, boolean suspended, long invisible) {
        gauge("b3.sink.table.suspended", "table", table, suspended ? 1 : 0);
        gauge("b3.sink.table.invisible", "table", table, invisible);
    }

    private void gauge(String name, String tag, String of, long value) {
        String key = name + "|" + of;
        if (gauges.put(key, value) == null) {
            registry.gauge(name, List.of(io.micrometer.core.instrument.Tag.of(tag, of)), gauges, all -> all.get(key));
        }
    }
}
