package b3.schema;

import static b3.schema.document.RawScrape.put;

import b3.schema.document.RawScrape;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;

/**
 * A message's place in the history of its key, in the headers of every message on a dataset topic and on
 * {@link Topic#HISTORY}.
 *
 * <p>What stands for a key is a step function of the time of knowledge. A message says one step of it: from
 * {@code standsFrom} on the record is the answer, until the next step. Of two messages about the same step the one with the
 * greater {@code number} is right. A message without a value says that nothing stands from then on.
 *
 * @param number grows with every message of a key and never shrinks, whatever is reset or moved: microseconds of the
 *     writer's clock, or one more than the last one
 * @param standsFrom the time of knowledge at which this step begins, UTC
 * @param ts the exchange's own time of the fact: a message without a value has no record that tells it
 * @param change what has changed
 * @param reader name and version of what read the document or computed the record, {@code b3-price-report/1}
 */
public record Revision(long number, Instant standsFrom, Instant ts, Change change, String reader) {

    /** What a message changes for its key. */
    public enum Change {
        /** The first that stands. */
        NEW,
        /** Other figures than those that stood. */
        CORRECTED,
        /** The figures that stood, said by another document. */
        RESTATED,
        /** The same document, read otherwise by a newer reader. */
        REREAD,
        /** Nobody says it any more: nothing stands. */
        WITHDRAWN
    }

    /** Header of {@link #number}. */
    public static final String NUMBER_HEADER = "b3-revision";

    /** Header of {@link #standsFrom}. */
    public static final String STANDS_FROM_HEADER = "b3-stands-from";

    private static final String TS_HEADER = "b3-ts";
    private static final String CHANGE_HEADER = "b3-change";
    private static final String READER_HEADER = "b3-reader";
    private static final long MICROS = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    /** The number that follows another one of the same key. */
    public static long numberAfter(long last, Instant now) {
        return Math.max(last + 1, now.getEpochSecond() * MICROS + now.getNano() / NANOS_PER_MICRO);
    }

    /** Adds the headers to a message. */
    public void writeTo(Headers headers) {
        put(headers, NUMBER_HEADER, Long.toString(number));
        put(headers, STANDS_FROM_HEADER, standsFrom.toString());
        put(headers, TS_HEADER, ts.toString());
        put(headers, CHANGE_HEADER, change.name());
        put(headers, READER_HEADER, reader);
    }

    /**
     * Reads the headers of a message.
     *
     * @throws IllegalArgumentException if one is absent or unreadable; its message says which
     */
    public static Revision read(Headers headers) {
        return new Revision(
                header(headers, NUMBER_HEADER, Long::parseLong),
                header(headers, STANDS_FROM_HEADER, Instant::parse),
                header(headers, TS_HEADER, Instant::parse),
                header(headers, CHANGE_HEADER, Change::valueOf),
                header(headers, READER_HEADER, Function.identity()));
    }

    private static <T> T header(Headers headers, String name, Function<String, T> parser) {
        String value = RawScrape.get(headers, name);
        if (value == null) {
            throw new IllegalArgumentException("expected the header " + name + ", saw none");
        }
        try {
            return parser.apply(value);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("header " + name + " cannot be read: \"" + value + "\"", e);
        }
    }
}
