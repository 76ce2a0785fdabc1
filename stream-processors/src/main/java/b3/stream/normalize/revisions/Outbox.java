package b3.stream.normalize.revisions;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Dataset;
import b3.schema.Json;
import b3.schema.Revision;
import b3.schema.Topic;
import b3.schema.document.DeadLetter;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import java.time.LocalDate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends the messages about one raw record, with headers that name its origin. */
public final class Outbox {

    private final ProcessorContext<byte[], byte[]> context;
    private final Record<byte[], byte[]> raw;
    private final String rawPosition;

    /** @param rawPosition topic/partition/offset of the raw record */
    public Outbox(ProcessorContext<byte[], byte[]> context, Record<byte[], byte[]> raw, String rawPosition) {
        this.context = context;
        this.raw = raw;
        this.rawPosition = rawPosition;
    }

    /** Topic/partition/offset of the raw record. */
    public String rawPosition() {
        return rawPosition;
    }

    /** Milliseconds of the clock. */
    long now() {
        return context.currentSystemTimeMs();
    }

    /**
     * Sends one step of a key's history.
     *
     * @param document the document that states or withdraws the key
     * @param record the record as JSON; null: the key is withdrawn
     * @param current whether the revision is the current one
     */
    public void send(
            Dataset<?> dataset,
            String key,
            LocalDate session,
            Document document,
            Revision revision,
            byte @Nullable [] record,
            boolean current) {
        Headers headers = new RecordHeaders();
        CloudEvent.ofStep(dataset, key, revision, document.reading(), document.url(), document.knownAt(), session)
                .writeTo(headers);
        RawScrape.put(headers, RawScrape.RAW_HEADER, document.raw());
        revision.writeTo(headers);
        String place = current ? key : dataset.historyKey(key);
        forward(current ? dataset.topic() : Topic.HISTORY, place, record, headers);
    }

    /** Sends a message about the document itself. */
    public void send(String topic, RawScrape document, String place, @Nullable LocalDate session, Object value) {
        Headers headers = new RecordHeaders();
        CloudEvent.ofJson(
                        document.feed() + "|" + document.sha256() + "|" + rawPosition + "|" + place,
                        topic,
                        document.url(),
                        document.fetchedAt().toString(),
                        session == null ? null : session.toString())
                .writeTo(headers);
        RawScrape.put(headers, RawScrape.RAW_HEADER, rawPosition);
        forward(topic, document.feed(), Json.bytes(value), headers);
    }

    /** Sends the raw record itself to the dead letters, with the reason. */
    public void sendDeadLetter(Reason reason, String detail) {
        Headers headers = DeadLetter.headers(raw.headers(), reason, detail, rawPosition);
        RawScrape.put(headers, RawScrape.RAW_HEADER, rawPosition);
        context.forward(raw.withHeaders(headers), Topic.DEAD_LETTERS);
    }

    private void forward(String topic, String key, byte @Nullable [] value, Headers headers) {
        context.forward(new Record<>(key.getBytes(UTF_8), value, raw.timestamp(), headers), topic);
    }
}
