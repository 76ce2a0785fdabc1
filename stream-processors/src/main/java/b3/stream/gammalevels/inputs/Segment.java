package b3.stream.gammalevels.inputs;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * The content of one input from one time of knowledge on, until its next segment.
 *
 * @param input the input, as text of its key
 * @param standsFrom the time of knowledge
 * @param number the number of the message; of two messages about one segment the greater number is right
 * @param fingerprint fingerprint of the content, in lower-case hexadecimal; empty: the input is withdrawn
 */
public record Segment(String input, Instant standsFrom, long number, String fingerprint) {

    private static final int DIGITS = 19;
    private static final long NANOS = 1_000_000_000;

    /** Whether the input is withdrawn. */
    boolean withdrawn() {
        return fingerprint.isEmpty();
    }

    /** The session of the input's key. */
    LocalDate session() {
        return InputKey.parse(input).session();
    }

    /** The detail of the input's key. */
    String detail() {
        return input.split("\\|", 4)[3];
    }

    /** One text per segment, those of one input in the order of knowledge. */
    String key() {
        return input + "|" + sortable(standsFrom);
    }

    /** Everything but the key. */
    byte[] value() {
        byte[] content = HexFormat.of().parseHex(fingerprint);
        return ByteBuffer.allocate(Long.BYTES + content.length)
                .putLong(number)
                .put(content)
                .array();
    }

    /** The segment of a {@link #key} and a {@link #value}. */
    static Segment of(String key, byte[] value) {
        int end = key.lastIndexOf('|');
        String fingerprint = HexFormat.of().formatHex(value, Long.BYTES, value.length);
        return new Segment(
                key.substring(0, end),
                instant(key.substring(end + 1)),
                ByteBuffer.wrap(value).getLong(),
                fingerprint);
    }

    /**
     * A moment as text of one length, so that texts sort as the moments do: nanoseconds since 1970.
     *
     * @throws DateTimeException if it lies before 1970 or after 2262
     */
    public static String sortable(Instant moment) {
        try {
            long nanos = Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS), moment.getNano());
            if (nanos >= 0) {
                String digits = Long.toString(nanos);
                return "0".repeat(DIGITS - digits.length()) + digits;
            }
        } catch (ArithmeticException tooLate) {
            throw new DateTimeException("expected a moment before 2262, saw " + moment, tooLate);
        }
        throw new DateTimeException("expected a moment after 1970, saw " + moment);
    }

    /** The moment of a {@link #sortable} text. */
    static Instant instant(String sortable) {
        long nanos = Long.parseLong(sortable);
        return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    }
}
