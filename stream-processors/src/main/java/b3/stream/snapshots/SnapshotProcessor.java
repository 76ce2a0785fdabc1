package b3.stream.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.RawScrape;
import b3.schema.adjustments.Adjustment;
import b3.schema.contracts.Product;
import b3.schema.indicators.Indicator;
import b3.schema.snapshots.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps what stands per instrument and session; see {@link SnapshotTopology} for the rules. */
final class SnapshotProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final String LATEST = "snapshots-latest";
    static final String PENDING = "snapshots-pending";

    private static final String END = "\uffff";

    /** What a task has, once it is initialized. */
    private record Task(
            ProcessorContext<byte[], byte[]> context,
            KeyValueStore<String, Latest> latest,
            KeyValueStore<String, byte[]> pending) {}

    private final Set<Product> futures;
    private @Nullable Task initialized;

    /** When something arrived last, by the clock of the stream's thread; at first, when the task began. */
    private long arrived;

    SnapshotProcessor(Set<Product> futures) {
        this.futures = futures;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        initialized = new Task(context, context.getStateStore(LATEST), context.getStateStore(PENDING));
        arrived = context.currentSystemTimeMs();
        context.schedule(SnapshotTopology.QUIET, PunctuationType.WALL_CLOCK_TIME, this::publishWhenQuiet);
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        arrived = task().context().currentSystemTimeMs();
        String topic = task().context().recordMetadata().orElseThrow().topic();
        Optional<Snapshot> snapshot = topic.equals(Datasets.ADJUSTMENTS.topic())
                ? Latest.of(Json.read(input.value(), Adjustment.class), futures)
                : Latest.of(Json.read(input.value(), Indicator.class));
        snapshot.map(figure -> new Latest(
                        figure,
                        header(input, "ce_source").orElse(figure.provenance().source()),
                        header(input, RawScrape.RAW_HEADER).orElse("")))
                .ifPresent(this::keep);
    }

    private void keep(Latest offered) {
        String key = offered.snapshot().businessKey();
        if (offered.replaces(task().latest().get(key))) {
            task().latest().put(key, offered);
            task().pending().put(key, new byte[0]);
        }
    }

    private void publishWhenQuiet(long now) {
        if (now - arrived < SnapshotTopology.QUIET.toMillis()) {
            return;
        }
        List<String> due = new ArrayList<>();
        try (var entries = task().pending().all()) {
            entries.forEachRemaining(entry -> due.add(entry.key));
        }
        // in the order of the keys: of every instrument the oldest session first
        Map<String, Latest> last = new LinkedHashMap<>();
        for (String key : due) {
            Latest latest = Objects.requireNonNull(task().latest().get(key), key);
            forward(latest);
            last.put(latest.snapshot().instrument(), latest);
            task().pending().delete(key);
        }
        last.forEach((instrument, published) -> {
            Latest newest = newest(instrument);
            if (!newest.equals(published)) {
                forward(newest);
            }
        });
    }

    private Latest newest(String instrument) {
        try (var sessions = task().latest().reverseRange(instrument + "|", instrument + "|" + END)) {
            return sessions.next().value;
        }
    }

    private void forward(Latest latest) {
        Snapshot snapshot = latest.snapshot();
        String topic = Datasets.SNAPSHOTS.topic();
        Headers headers = new RecordHeaders();
        CloudEvent.ofComputed(snapshot, latest.url()).writeTo(headers);
        RawScrape.put(headers, RawScrape.RAW_HEADER, latest.raw());
        byte[] key = snapshot.businessKey().getBytes(UTF_8);
        long ts = snapshot.ts().toEpochMilli();
        task().context().forward(new Record<>(key, Json.bytes(snapshot), ts, headers), topic);
    }

    private static Optional<String> header(Record<byte[], byte[]> input, String name) {
        return Optional.ofNullable(RawScrape.get(input.headers(), name));
    }

    private Task task() {
        return Objects.requireNonNull(initialized, "init comes first");
    }
}
