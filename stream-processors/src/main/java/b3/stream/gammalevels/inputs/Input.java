package b3.stream.gammalevels.inputs;

import b3.schema.MarketRecord;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One message as an input of calculations.
 *
 * @param key which input it is about
 * @param segment since when it stands
 * @param said the content; null: the input is withdrawn
 * @param message the message as it came, for the dead letters
 */
public record Input(InputKey key, Segment segment, @Nullable Said said, Record<byte[], byte[]> message) {

    /**
     * What a message says.
     *
     * @param record the record
     * @param json the same as it came
     */
    public record Said(MarketRecord record, byte[] json) {}

    /** Since when it is current. */
    public Instant standsFrom() {
        return segment.standsFrom();
    }
}
