package b3.sink.questdb;

import b3.schema.document.Reason;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message that can never be rows.
 *
 * @param raw the message as it came
 * @param reason why, as a countable label
 * @param detail what was seen and expected
 */
public record Refusal(ConsumerRecord<byte[], byte[]> raw, Reason reason, String detail) {

    public static Refusal of(ConsumerRecord<byte[], byte[]> raw, Reason reason, Exception cause) {
        return new Refusal(raw, reason, Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
    }

    /** Topic, partition and offset of the message. */
    public String origin() {
        return raw.topic() + "/" + raw.partition() + "/" + raw.offset();
    }
}
