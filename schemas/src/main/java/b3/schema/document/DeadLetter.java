package b3.schema.document;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What a dead letter says beside the key, bytes and headers that its message came with: why nothing can take it, and
 * where it lay.
 */
public final class DeadLetter {

    /** Header with the {@link Reason}. */
    public static final String REASON_HEADER = "b3-reason";

    /** Header that says what was seen and what was expected. */
    public static final String DETAIL_HEADER = "b3-detail";

    /** Header with topic/partition/offset of the message, by which a repeated dead letter is recognised. */
    public static final String FROM_HEADER = "b3-dead-from";

    private DeadLetter() {}

    /** Headers of the dead letter of a message with these headers. */
    public static Headers headers(Headers original, Reason reason, String detail, String from) {
        Headers headers = new RecordHeaders(original.toArray());
        RawScrape.put(headers, REASON_HEADER, reason.name());
        RawScrape.put(headers, DETAIL_HEADER, detail);
        RawScrape.put(headers, FROM_HEADER, from);
        return headers;
    }
}
