package b3.sink;

import b3.schema.Json;
import b3.schema.MarketRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;

/**
 * A message that was read: what came, what it says, where it goes.
 *
 * @param raw the message as it came
 * @param table its table
 * @param record what it says
 * @param <T> the record
 */
record Message<T extends MarketRecord>(ConsumerRecord<byte[], byte[]> raw, Table<T> table, T record) {

    /** @throws JacksonException if the bytes are not JSON of the table's record */
    static <T extends MarketRecord> Message<T> read(ConsumerRecord<byte[], byte[]> raw, Table<T> table) {
        return new Message<>(raw, table, Json.read(raw.value(), table.dataset().type()));
    }

    void write(Row row) {
        table.write(record, row);
    }
}
