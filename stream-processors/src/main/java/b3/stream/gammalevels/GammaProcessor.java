package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.calendar.TradingCalendar;
import b3.schema.gammalevels.GammaLevels;
import b3.stream.gamma.GammaCalculator;
import b3.stream.gammalevels.BookStore.Published;
import b3.stream.gammalevels.InputsAssembler.Assembled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every input and computes what has changed, at most once an interval for each target: every session's end, and
 * every moment of a moving price. What is to be computed is itself kept in a store, so a crash between an input and its
 * calculation loses nothing. A calculation depends on the stores alone: whatever the order of the inputs, the last result
 * of a key is the same; inputs that do not change a target publish nothing for it.
 */
final class GammaProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(GammaProcessor.class);

    static final String BOOKS = "gamma-books";
    static final String PENDING = "gamma-pending";

    /** How long one round of calculations may take before the stream goes on. */
    private static final long LONGEST_MILLIS = 1000;

    private final GammaConfig config;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable BookStore books;
    private @Nullable KeyValueStore<String, byte[]> pending;

    GammaProcessor(GammaConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initialized) {
        context = initialized;
        books = new BookStore(initialized.getStateStore(BOOKS), TradingCalendar.load(), config);
        pending = initialized.getStateStore(PENDING);
        initialized.schedule(config.interval(), PunctuationType.WALL_CLOCK_TIME, this::computePending);
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        String topic = context().recordMetadata().orElseThrow().topic();
        Class<? extends MarketRecord> type = Datasets.ALL.stream()
                .filter(dataset -> dataset.topic().equals(topic))
                .findFirst()
                .orElseThrow()
                .type();
        for (Target target : books().put(Json.read(input.value(), type))) {
            pending().put(target.key(), new byte[0]);
        }
    }

    /** The latest sessions first, and no longer than a transaction may wait: the rest comes at the next call. */
    private void computePending(long scheduled) {
        long start = context().currentSystemTimeMs();
        List<String> due = new ArrayList<>();
        try (var entries = pending().reverseAll()) {
            entries.forEachRemaining(entry -> due.add(entry.key));
        }
        for (String key : due) {
            Target target = Target.parse(key);
            books().gather(target).ifPresent(inputs -> compute(target, inputs));
            pending().delete(key);
            if (context().currentSystemTimeMs() - start > LONGEST_MILLIS) {
                return;
            }
        }
    }

    private void compute(Target target, InputBooks inputs) {
        Published before = books().published(target);
        String hash = inputs.hash();
        if (hash.equals(before.inputs())) {
            return;
        }
        Assembled assembled = assembled(inputs);
        List<MarketRecord> records = records(inputs, assembled);
        records.forEach(this::forward);
        Set<String> scopes = new TreeSet<>();
        records.forEach(record -> {
            if (record instanceof GammaLevels levels) {
                scopes.add(levels.scope() + "|" + levels.oiBasis());
            }
        });
        before.scopes().stream()
                .filter(scope -> !scopes.contains(scope))
                .forEach(scope -> forward(GammaRecords.none(inputs, scope, reason(assembled))));
        books().published(target, new Published(hash, scopes));
    }

    /** Figures that no calculation can take would be refused at every start: they are a reason, not a bug. */
    private static Assembled assembled(InputBooks inputs) {
        try {
            return InputsAssembler.assemble(inputs);
        } catch (IllegalArgumentException e) {
            LOG.warn("no levels of {}: {}", inputs.target(), e.getMessage());
            return new Assembled(null, InputsAssembler.Missing.BAD_INPUT);
        }
    }

    private static List<MarketRecord> records(InputBooks inputs, Assembled assembled) {
        if (assembled.inputs() != null) {
            return GammaRecords.of(inputs, GammaCalculator.calculate(assembled.inputs()));
        }
        // a moment without a price of its own says nothing; the session's end says what is missing
        return inputs.target().at() != null
                ? List.of()
                : List.of(GammaRecords.none(inputs, "ALL|TOTAL", reason(assembled)));
    }

    private static String reason(Assembled assembled) {
        return assembled.missing() == null ? "NO_ROWS" : assembled.missing().name();
    }

    private void forward(MarketRecord record) {
        String topic = Datasets.of(record).topic();
        Headers headers = new RecordHeaders();
        CloudEvent.ofComputed(record, record.provenance().source()).writeTo(headers);
        byte[] key = record.businessKey().getBytes(UTF_8);
        long ts = record.ts().toEpochMilli();
        context().forward(new Record<>(key, Json.bytes(record), ts, headers), topic);
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context);
    }

    private BookStore books() {
        return Objects.requireNonNull(books);
    }

    private KeyValueStore<String, byte[]> pending() {
        return Objects.requireNonNull(pending);
    }
}
