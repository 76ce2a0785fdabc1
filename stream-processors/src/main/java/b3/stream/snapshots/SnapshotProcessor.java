package b3.stream.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.Provenance;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.contracts.Product;
import b3.schema.document.DeadLetter;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every step of every input and publishes the snapshots that follow; {@link SnapshotTopology} gives the rules.
 * Nothing is ever deleted, because a contract's session is one step of some 700 bytes, and one more for each
 * correction.
 */
final class SnapshotProcessor implements Processor<byte[], byte @Nullable [], byte[], byte @Nullable []> {

    static final String INPUTS = "snapshots-inputs";
    static final String PENDING = "snapshots-pending";
    static final String PUBLISHED = "snapshots-published";

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotProcessor.class);
    private static final String READER = "snapshots/1";
    private static final String END = "\uffff";

    /** What a task has, once it is initialized. */
    private record Task(
            ProcessorContext<byte[], byte @Nullable []> context,
            KeyValueStore<String, InputStep> inputs,
            KeyValueStore<String, byte[]> pending,
            KeyValueStore<String, Published> published) {}

    private final Set<Product> futures;
    private @Nullable Task initialized;

    /** When an input arrived last, by the clock of the stream's thread; at first, when the task began. */
    private long arrived;

    SnapshotProcessor(Set<Product> futures) {
        this.futures = futures;
    }

    @Override
    public void init(ProcessorContext<byte[], byte @Nullable []> context) {
        initialized = new Task(
                context,
                context.getStateStore(INPUTS),
                context.getStateStore(PENDING),
                context.getStateStore(PUBLISHED));
        arrived = context.currentSystemTimeMs();
        context.schedule(SnapshotTopology.QUIET, PunctuationType.WALL_CLOCK_TIME, this::publishWhenQuiet);
    }

    /**
     * Processes a message; one that cannot be read goes to the dead letters, because it would stop the processor at
     * every start.
     */
    @Override
    public void process(Record<byte[], byte @Nullable []> message) {
        RecordMetadata at = task().context().recordMetadata().orElseThrow();
        try {
            InputStep.read(at.topic(), message, futures).ifPresent(this::keep);
        } catch (RuntimeException e) {
            String position = at.topic() + "/" + at.partition() + "/" + at.offset();
            LOG.warn("dead-lettered {} detail={}", position, e.toString());
            Headers headers = DeadLetter.headers(message.headers(), Reason.UNREADABLE_DOCUMENT, e.toString(), position);
            task().context().forward(message.withHeaders(headers), Topic.DEAD_LETTERS);
        }
    }

    private void keep(InputStep step) {
        arrived = task().context().currentSystemTimeMs();
        InputStep known = task().inputs().get(step.key());
        if (known == null || known.number() < step.number()) {
            task().inputs().put(step.key(), step);
            task().pending().put(step.snapshotKey(), new byte[0]);
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
        for (String key : due) {
            publish(key, now);
            task().pending().delete(key);
        }
    }

    private void publish(String key, long now) {
        List<InputStep> steps = new ArrayList<>();
        try (var entries = task().inputs().range(key + "|", key + "|" + END)) {
            entries.forEachRemaining(entry -> steps.add(entry.value));
        }
        Published published = Objects.requireNonNullElse(task().published().get(key), Published.NOTHING);
        for (Published.Change change : published.to(new Inputs(steps))) {
            long number = Revision.numberAfter(published.number(), Instant.ofEpochMilli(now));
            published = published.with(change, number);
            forward(key, change, number, now);
        }
        task().published().put(key, published);
    }

    private void forward(String key, Published.Change change, long number, long now) {
        LocalDate session = LocalDate.parse(key.substring(key.lastIndexOf('|') + 1));
        Instant ts = session.atStartOfDay(ZoneOffset.UTC).toInstant();
        Revision revision = new Revision(number, change.from(), ts, kind(change), READER);
        Latest latest = change.latest();
        Headers headers = new RecordHeaders();
        if (latest == null) {
            CloudEvent.ofStep(Datasets.SNAPSHOTS, key, revision, READER, READER, change.from(), session)
                    .writeTo(headers);
        } else {
            Provenance origin = latest.snapshot().provenance();
            CloudEvent.ofStep(
                            Datasets.SNAPSHOTS,
                            key,
                            revision,
                            origin.document(),
                            latest.url(),
                            origin.knownAt(),
                            session)
                    .writeTo(headers);
            RawScrape.put(headers, RawScrape.RAW_HEADER, latest.raw());
        }
        revision.writeTo(headers);
        byte[] value = latest == null ? null : Json.bytes(latest.snapshot());
        byte[] place = (change.current() ? key : Datasets.SNAPSHOTS.historyKey(key)).getBytes(UTF_8);
        String topic = change.current() ? Datasets.SNAPSHOTS.topic() : Topic.HISTORY;
        task().context().forward(new Record<>(place, value, now, headers), topic);
    }

    private static Revision.Change kind(Published.Change change) {
        Latest before = change.before();
        Latest latest = change.latest();
        if (latest == null) {
            return Revision.Change.WITHDRAWN;
        }
        if (before == null) {
            return Revision.Change.NEW;
        }
        if (before.snapshot().provenance().equals(latest.snapshot().provenance())) {
            return Revision.Change.REREAD;
        }
        return before.saysTheSame(latest) ? Revision.Change.RESTATED : Revision.Change.CORRECTED;
    }

    private Task task() {
        return Objects.requireNonNull(initialized, "init comes first");
    }
}
