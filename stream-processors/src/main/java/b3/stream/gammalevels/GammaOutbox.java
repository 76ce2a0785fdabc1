package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.schema.Topic;
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
     * A record that stands from a time of knowledge on.
     *
     * @param stands whether it is what stands now
     */
    void publish(MarketRecord record, Revision revision, boolean stands) {
        Headers headers = new RecordHeaders();
        CloudEvent.ofComputed(record, record.provenance().source()).writeTo(headers);
        revision.writeTo(headers);
        Dataset<?> dataset = Datasets.of(record);
        String key = record.businessKey();
        forward(
                new Record<>(
                        (stands ? key : dataset.name() + "|" + key).getBytes(UTF_8),
                        Json.bytes(record),
                        record.ts().toEpochMilli(),
                        headers),
                stands ? dataset.topic() : Topic.HISTORY);
    }

    /**
     * Nothing stands for a key from a time of knowledge on.
     *
     * @param key {@code dataset|business key}
     * @param session session of the open interest
     * @param stood whether it is what stands now that is taken back
     */
    void withdraw(String key, LocalDate session, Revision revision, boolean stood) {
        int end = key.indexOf('|');
        String topic = Datasets.named(key.substring(0, end)).orElseThrow().topic();
        Headers headers = new RecordHeaders();
        CloudEvent.ofJson(
                        revision.standsFrom() + "-" + key.replace('|', '-'),
                        topic,
                        GammaLevels.COMPUTED,
                        revision.standsFrom().toString(),
                        session.toString())
                .writeTo(headers);
        revision.writeTo(headers);
        forward(
                new Record<>(
                        (stood ? key.substring(end + 1) : key).getBytes(UTF_8),
                        null,
                        revision.ts().toEpochMilli(),
                        headers),
                stood ? topic : Topic.HISTORY);
    }

    private void forward(Record<byte[], byte[]> message, String topic) {
        context.forward(message, topic);
    }
}
