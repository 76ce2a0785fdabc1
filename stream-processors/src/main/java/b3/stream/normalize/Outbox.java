package b3.stream.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Json;
import b3.schema.RawScrape;
import b3.schema.Reason;
import b3.schema.Topic;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Everything that leaves while one raw record is processed, with the headers that tell where it comes from. */
final class Outbox {

    /** Header of a dead letter: the {@link Reason}. */
    static final String REASON_HEADER = "b3-reason";

    /** Header of a dead letter: what was seen and what was expected. */
    static final String DETAIL_HEADER = "b3-detail";

    private final ProcessorContext<byte[], byte[]> context;
    private final Record<byte[], byte[]> raw;
    private final String rawPosition;
    private final String sha256;
    private final RawScrape document;

    /** @param document the raw record read, or what could be read of it */
    Outbox(
            ProcessorContext<byte[], byte[]> context,
            Record<byte[], byte[]> raw,
            String rawPosition,
            RawScrape document) {
        this.context = context;
        this.raw = raw;
        this.rawPosition = rawPosition;
        this.sha256 = document.sha256();
        this.document = document;
    }

    /** The document. */
    RawScrape document() {
        return document;
    }

    /** SHA-256 of the document. */
    String sha256() {
        return sha256;
    }

    /** Topic/partition/offset of the raw record. */
    String rawPosition() {
        return rawPosition;
    }

    /**
     * A message made from this document.
     *
     * @param position place in the document, unique within it
     */
    Message message(String topic, String key, String position, @Nullable Object session, Object value) {
        return new Message(
                topic,
                key,
                sha256 + "-" + position,
                document.url(),
                document.fetchedAt().toString(),
                session == null ? null : session.toString(),
                rawPosition,
                Json.text(value));
    }

    /** Sends a message, of this document or of an earlier one. */
    void send(Message message) {
        Headers headers = new RecordHeaders();
        CloudEvent.ofJson(message.id(), message.topic(), message.source(), message.time(), message.subject())
                .writeTo(headers);
        RawScrape.put(headers, RawScrape.RAW_HEADER, message.raw());
        Record<byte[], byte[]> out =
                new Record<>(message.key().getBytes(UTF_8), message.json().getBytes(UTF_8), raw.timestamp(), headers);
        context.forward(out, message.topic());
    }

    /** Sends the raw record itself to the dead letters, with the reason. */
    void sendDeadLetter(Reason reason, String detail) {
        Headers headers = new RecordHeaders(raw.headers());
        RawScrape.put(headers, REASON_HEADER, reason.name());
        RawScrape.put(headers, DETAIL_HEADER, detail);
        RawScrape.put(headers, RawScrape.RAW_HEADER, rawPosition);
        context.forward(raw.withHeaders(headers), Topic.DEAD_LETTERS);
    }
}
