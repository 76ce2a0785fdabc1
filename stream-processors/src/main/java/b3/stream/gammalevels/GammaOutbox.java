package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.document.RawScrape;
import b3.schema.gammalevels.GammaLevels;
import b3.stream.gamma.GammaCalculator;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Messages about levels on their way out. */
final class GammaOutbox {

    /** Header with the SHA-256 of the inputs that a record was computed from: the {@code document} of its provenance. */
    private static final String INPUTS_HEADER = "b3-inputs";

    /** SHA-256 of no inputs at all. */
    private static final String NO_INPUTS = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String READER = "gamma/" + GammaCalculator.METHOD_VERSION;

    private final ProcessorContext<byte[], byte[]> context;

    GammaOutbox(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    /** Time of the clock. */
    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    static Revision revision(long number, Instant from, Instant ts, Revision.Change change) {
        return new Revision(number, from, ts, change, READER);
    }

    /**
     * Publishes a record that is current from a time of knowledge on.
     *
     * @param current whether the record is the current one
     */
    void publish(MarketRecord record, Revision revision, boolean current) {
        Headers headers = new RecordHeaders();
        Dataset<?> dataset = Datasets.of(record);
        String key = record.businessKey();
        String inputs = record.provenance().document();
        CloudEvent.ofStep(
                        dataset,
                        key,
                        revision,
                        inputs,
                        record.provenance().source(),
                        record.provenance().knownAt(),
                        record.session())
                .writeTo(headers);
        RawScrape.put(headers, INPUTS_HEADER, inputs);
        revision.writeTo(headers);
        forward(
                new Record<>(
                        (current ? key : dataset.historyKey(key)).getBytes(UTF_8),
                        Json.bytes(record),
                        record.ts().toEpochMilli(),
                        headers),
                current ? dataset.topic() : Topic.HISTORY);
    }

    /**
     * Publishes that a key has no record from a time of knowledge on.
     *
     * @param key {@code dataset|business key}
     * @param session session of the open interest
     * @param inputs SHA-256 of the inputs that are left; empty when there are none
     * @param current whether the record that is taken back is the current one
     */
    void withdraw(String key, LocalDate session, String inputs, Revision revision, boolean current) {
        int end = key.indexOf('|');
        Dataset<?> dataset = Datasets.named(key.substring(0, end)).orElseThrow();
        String topic = dataset.topic();
        String left = inputs.isEmpty() ? NO_INPUTS : inputs;
        Headers headers = new RecordHeaders();
        CloudEvent.ofStep(
                        dataset,
                        key.substring(end + 1),
                        revision,
                        left,
                        GammaLevels.COMPUTED,
                        revision.standsFrom(),
                        session)
                .writeTo(headers);
        RawScrape.put(headers, INPUTS_HEADER, left);
        revision.writeTo(headers);
        forward(
                new Record<>(
                        (current ? key.substring(end + 1) : key).getBytes(UTF_8),
                        null,
                        revision.ts().toEpochMilli(),
                        headers),
                current ? topic : Topic.HISTORY);
    }

    private void forward(Record<byte[], byte[]> message, String topic) {
        context.forward(message, topic);
    }
}
