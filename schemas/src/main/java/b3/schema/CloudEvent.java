package b3.schema;

import b3.schema.document.RawScrape;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What every message says of itself: CloudEvents attributes in the Kafka binding's binary mode.
 *
 * @param id the same for the same content, so that a replay emits it again
 * @param type the topic; on {@link Topic#HISTORY} that of the dataset
 * @param source where the content comes from, without secrets
 * @param time since when it is known, UTC
 * @param subject the session; null when there is none
 * @param contentType media type of the value
 */
public record CloudEvent(
        String id,
        String type,
        String source,
        String time,
        @Nullable String subject,
        String contentType) {

    private static final String JSON = "application/json";

    /** A message whose value is JSON. */
    public static CloudEvent ofJson(String id, String type, String source, String time, @Nullable String subject) {
        return new CloudEvent(id, type, source, time, subject, JSON);
    }

    /**
     * One step of a key's history, a record or a withdrawal. Its identity is what it says and from what, so that reading the
     * same documents again yields the same identities, and two different records never share one.
     *
     * @param businessKey the key, of which the topic may be {@link Topic#HISTORY}
     * @param origin what the step was made from: a document and its reading, or the inputs of a calculation
     * @param source where the content comes from, without secrets
     * @param knownAt since when it is known
     */
    public static CloudEvent ofStep(
            Dataset<?> dataset,
            String businessKey,
            Revision revision,
            String origin,
            String source,
            Instant knownAt,
            LocalDate session) {
        return ofJson(
                dataset.historyKey(businessKey) + "|" + revision.standsFrom() + "|" + revision.change() + "|" + origin,
                dataset.topic(),
                source,
                knownAt.toString(),
                session.toString());
    }

    /** Adds the attributes to a message. */
    public void writeTo(Headers headers) {
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("ce_specversion", "1.0");
        attributes.put("ce_id", id);
        attributes.put("ce_type", type);
        attributes.put("ce_source", source);
        attributes.put("ce_time", time);
        attributes.put("ce_subject", subject);
        attributes.put("content-type", contentType);
        attributes.forEach((name, value) -> {
            if (value != null) {
                RawScrape.put(headers, name, value);
            }
        });
    }
}
