package b3.stream.normalize;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way out, complete: the same message twice is the same bytes twice, headers included.
 *
 * @param topic where it goes
 * @param key key on that topic
 * @param id {@code ce_id}: SHA-256 of the raw document, a dash and the position in it
 * @param source {@code ce_source}: address of the raw document
 * @param time {@code ce_time}: when the document's bytes were first fetched, UTC
 * @param subject {@code ce_subject}: the session; null when there is none
 * @param raw {@code b3-raw}: topic/partition/offset of the raw record
 * @param json the value
 */
record Message(
        String topic,
        String key,
        String id,
        String source,
        String time,
        @Nullable String subject,
        String raw,
        String json) {}
