package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.schema.Sha256;
import b3.schema.document.RawScrape;
import b3.stream.gammalevels.inputs.Input;
import b3.stream.gammalevels.inputs.InputKey;
import b3.stream.gammalevels.inputs.Segment;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Turns the messages of one topic into inputs of calculations. Messages that no calculation needs, such as those of
 * other datasets on {@link b3.schema.Topic#HISTORY}, end here. A message that cannot be read becomes a dead letter.
 */
final class InputReader implements Processor<byte[], byte[], Object, Object> {

    private static final int FINGERPRINT_DIGITS = 32;

    private final @Nullable Dataset<?> dataset;
    private final Duration interval;
    private final GammaObserver observer;
    private @Nullable ProcessorContext<Object, Object> context;

    /**
     * @param dataset the dataset of the topic; null for the topic of history, whose keys name the dataset
     * @param interval time within which the last trade counts
     */
    InputReader(@Nullable Dataset<?> dataset, Duration interval, GammaObserver observer) {
        this.dataset = dataset;
        this.interval = interval;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<Object, Object> initialized) {
        context = initialized;
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        ProcessorContext<Object, Object> out = Objects.requireNonNull(context, "init comes first");
        Optional<Input> input;
        try {
            input = read(message);
        } catch (RuntimeException | StackOverflowError e) {
            new DeadLetters(out, observer).send(message, e);
            return;
        }
        input.ifPresent(found -> out.forward(message.withKey(found.key()).withValue(found), GammaTopology.GAMMA));
    }

    private Optional<Input> read(Record<byte[], byte[]> message) {
        if (message.key() == null) {
            throw new IllegalArgumentException("expected a key, saw none");
        }
        String text = new String(message.key(), UTF_8);
        if (dataset != null) {
            return read(dataset, text, message);
        }
        String type = RawScrape.get(message.headers(), "ce_type");
        if (type == null) {
            throw new IllegalArgumentException("expected the header ce_type, saw none");
        }
        Optional<Dataset<?>> named = InputKey.DATASETS.stream()
                .filter(one -> one.topic().equals(type))
                .findFirst();
        return named.isEmpty()
                ? Optional.empty()
                : read(named.get(), text.substring(named.get().name().length() + 1), message);
    }

    private Optional<Input> read(Dataset<?> of, String businessKey, Record<byte[], byte[]> message) {
        Revision revision = Revision.read(message.headers());
        Optional<InputKey> key = InputKey.of(of, businessKey, interval);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        byte[] json = message.value();
        MarketRecord record = json == null ? null : Json.read(json, of.type());
        if (record != null && !record.businessKey().equals(businessKey)) {
            throw new IllegalArgumentException("expected a record of its key, saw one of " + record.businessKey());
        }
        Segment segment = new Segment(
                key.get().text(), revision.standsFrom(), revision.number(), json == null ? "" : fingerprint(json));
        Segment.sortable(revision.standsFrom());
        return Optional.of(
                new Input(key.get(), segment, record == null ? null : new Input.Said(record, json), message));
    }

    private static String fingerprint(byte[] json) {
        return Sha256.hex(json).substring(0, FINGERPRINT_DIGITS);
    }
}
