package b3.stream.gammalevels;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.RawScrape;
import b3.schema.calendar.TradingCalendar;
import b3.stream.gamma.GammaCalculator;
import b3.stream.gammalevels.BookStore.Target;
import b3.stream.gammalevels.InputsAssembler.Assembled;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every input and computes what has changed, at most once an interval for each underlying and session. What is to
 * be computed is itself kept in a store, so a crash between an input and its calculation loses nothing. A calculation
 * depends on the stores alone: whatever the order of the inputs, the last result of a key is the same.
 */
final class GammaProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    static final String BOOKS = "gamma-books";
    static final String PENDING = "gamma-pending";

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
        books = new BookStore(initialized.getStateStore(BOOKS), TradingCalendar.load(), config.surfaceMaxAgeSessions());
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
            pending().put(target.session() + "|" + target.underlying(), new byte[0]);
        }
    }

    private void computePending(long now) {
        List<String> due = new ArrayList<>();
        try (var entries = pending().all()) {
            entries.forEachRemaining(entry -> due.add(entry.key));
        }
        for (String key : due) {
            int bar = key.indexOf('|');
            Target target = new Target(key.substring(bar + 1), LocalDate.parse(key.substring(0, bar)));
            books().gather(target).ifPresent(inputs -> compute(inputs).forEach(this::forward));
            pending().delete(key);
        }
    }

    private static List<MarketRecord> compute(InputBooks inputs) {
        Assembled assembled = InputsAssembler.assemble(inputs);
        if (assembled.inputs() == null) {
            return List.of(GammaRecords.none(inputs, java.util.Objects.requireNonNull(assembled.missing())));
        }
        return GammaRecords.of(inputs, GammaCalculator.calculate(assembled.inputs()));
    }

    private void forward(MarketRecord record) {
        String topic = Datasets.of(record).topic();
        Headers headers = new RecordHeaders();
        RawScrape.put(headers, "ce_specversion", "1.0");
        RawScrape.put(
                headers,
                "ce_id",
                record.provenance().document() + "-" + record.businessKey().replace('|', '-'));
        RawScrape.put(headers, "ce_type", topic);
        RawScrape.put(headers, "ce_source", record.provenance().source());
        RawScrape.put(headers, "ce_time", record.provenance().knownAt().toString());
        RawScrape.put(headers, "ce_subject", record.session().toString());
        RawScrape.put(headers, "content-type", "application/json");
        context()
                .forward(
                        new Record<>(
                                record.topicKey().getBytes(StandardCharsets.UTF_8),
                                Json.bytes(record),
                                record.ts().toEpochMilli(),
                                headers),
                        topic);
    }

    private ProcessorContext<byte[], byte[]> context() {
        return java.util.Objects.requireNonNull(context);
    }

    private BookStore books() {
        return java.util.Objects.requireNonNull(books);
    }

    private KeyValueStore<String, byte[]> pending() {
        return java.util.Objects.requireNonNull(pending);
    }
}
