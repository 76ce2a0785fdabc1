package b3.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.schema.Revision.Change;
import b3.schema.Topic;
import b3.schema.document.RawScrape;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Messages as the processors write them. */
final class Messages {

    private static final String READER = "test/1";

    private Messages() {}

    /** A record that stands since it is known; of two of one key the one that is known later. */
    static ProducerRecord<byte[], byte[]> of(MarketRecord row) {
        Instant knownAt = row.provenance().knownAt();
        return of(row, step(Revision.numberAfter(0, knownAt), knownAt, row.ts()));
    }

    static ProducerRecord<byte[], byte[]> of(MarketRecord row, Revision revision) {
        return message(
                Datasets.of(row),
                row.businessKey(),
                Json.bytes(row),
                revision,
                row.provenance().knownAt(),
                row.session());
    }

    static ProducerRecord<byte[], byte[]> withdrawal(MarketRecord row, Revision revision) {
        return message(Datasets.of(row), row.businessKey(), null, revision, revision.standsFrom(), row.session());
    }

    static Revision step(long number, Instant standsFrom, Instant ts) {
        return new Revision(number, standsFrom, ts, Change.NEW, READER);
    }

    /** The same step, which became known too late to stand. */
    static ProducerRecord<byte[], byte[]> late(ProducerRecord<byte[], byte[]> message) {
        String name = message.topic().replaceAll("b3\\.(.*)\\.v1", "$1|");
        byte[] key = (name + new String(message.key(), UTF_8)).getBytes(UTF_8);
        return new ProducerRecord<>(Topic.HISTORY, null, key, message.value(), message.headers());
    }

    /** The message as a consumer gets it. */
    static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private static ProducerRecord<byte[], byte[]> message(
            Dataset<?> dataset,
            String key,
            byte @Nullable [] value,
            Revision revision,
            Instant knownAt,
            LocalDate session) {
        RecordHeaders headers = new RecordHeaders();
        CloudEvent.ofStep(dataset, key, revision, "d", "file:test", knownAt, session)
                .writeTo(headers);
        if (!dataset.keyColumns().isEmpty()) {
            revision.writeTo(headers);
        }
        RawScrape.put(headers, RawScrape.RAW_HEADER, "b3.raw.test.v1/0/0");
        return new ProducerRecord<>(dataset.topic(), null, key.getBytes(UTF_8), value, headers);
    }
}
