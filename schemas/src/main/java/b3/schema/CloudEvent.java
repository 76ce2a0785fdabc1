package b3.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What every message says of itself: CloudEvents attributes in the Kafka binding's binary mode.
 *
 * @param id the same for the same content, so that a replay emits it again
 * @param type the topic
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

    /** A record that was computed from others. */
    public static CloudEvent ofComputed(MarketRecord record, String source) {
        return ofJson(
                record.provenance().document() + "-" + record.businessKey().replace('|', '-'),
                Datasets.of(record).topic(),
                source,
                record.provenance().knownAt().toString(),
                record.session().toString());
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
