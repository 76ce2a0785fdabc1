package b3.sink.questdb;

import b3.schema.Dataset;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.schema.document.Reason;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A message that was read.
 *
 * @param raw the message as it came
 * @param dataset what it is of
 * @param rows how many rows it becomes
 * @param writer writes them, the same every time
 */
public record Message(ConsumerRecord<byte[], byte[]> raw, Dataset<?> dataset, int rows, Consumer<Row> writer) {

    /**
     * Reads a message. A book without a line is to a table what a withdrawal is: nothing stands.
     *
     * @throws JacksonException if the bytes are not JSON of the dataset's record
     * @throws RefusedRowException if the key or a header cannot be read
     */
    public static Message read(ConsumerRecord<byte[], byte[]> raw, Dataset<?> dataset) {
        Revision revision = dataset.hasRevisions() ? revision(raw) : null;
        MarketRecord record = raw.value() == null ? null : Json.read(raw.value(), dataset.type());
        if (record != null && record.rows() > 0) {
            return new Message(
                    raw, dataset, record.rows(), row -> row.of(revision).write(record));
        }
        if (revision == null) {
            throw new RefusedRowException(Reason.MISSING_FIELD, "value: expected a record, saw none");
        }
        Withdrawal withdrawal = Withdrawal.read(raw, dataset, revision);
        return new Message(raw, dataset, 1, row -> row.of(revision).write(withdrawal));
    }

    private static @Nullable Revision revision(ConsumerRecord<byte[], byte[]> raw) {
        try {
            return Revision.read(raw.headers());
        } catch (IllegalArgumentException e) {
            throw new RefusedRowException(Reason.UNREADABLE_FIELD, String.valueOf(e.getMessage()));
        }
    }
}
