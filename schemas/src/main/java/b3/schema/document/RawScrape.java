package b3.schema.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.CloudEvent;
import b3.schema.Feed;
import b3.schema.Sha256;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A document exactly as its source served it. On the raw topic the bytes are the value and everything else is a header:
 * CloudEvents Kafka binding, binary mode.
 *
 * @param feed name of the {@link Feed}
 * @param session the session that was asked for; null when the document itself must tell
 * @param part which of the feed's documents of the session was asked for, {@code DOL}; null for a feed with one a
 *     session, and for an import
 * @param bytes what was served, untouched
 * @param contentType media type as served, or {@code application/octet-stream}
 * @param url where it was fetched, without secrets; {@code file:name} for an import
 * @param fetchedAt when the bytes were first fetched, UTC, to the millisecond
 * @param httpStatus status of the answer; 0 for an import
 */
public record RawScrape(
        String feed,
        @Nullable LocalDate session,
        @Nullable String part,
        byte[] bytes,
        String contentType,
        String url,
        Instant fetchedAt,
        int httpStatus) {

    public RawScrape {
        fetchedAt = fetchedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A document that is no part of several. */
    public RawScrape(
            String feed,
            @Nullable LocalDate session,
            byte[] bytes,
            String contentType,
            String url,
            Instant fetchedAt,
            int httpStatus) {
        this(feed, session, null, bytes, contentType, url, fetchedAt, httpStatus);
    }

    /** Header with the raw record's topic/partition/offset on every record that was made from it. */
    public static final String RAW_HEADER = "b3-raw";

    /** Header that tells the normalizer to take the document although its layout looks changed: an operator's word. */
    public static final String ACCEPT_LAYOUT_HEADER = "b3-accept-layout";

    private static final String STATUS_HEADER = "b3-http-status";
    private static final String PART_HEADER = "b3-part";

    /** Key on the raw topic. */
    public String key() {
        return feed + "|" + (session == null ? "" : session) + (part == null ? "" : "|" + part);
    }

    /** SHA-256 of the bytes, lower-case hexadecimal: the document's identity. */
    public String sha256() {
        return Sha256.hex(bytes);
    }

    /** Writes everything but the bytes. */
    public void writeTo(Headers headers) {
        new CloudEvent(
                        sha256(),
                        "b3.raw." + feed + ".v1",
                        url,
                        fetchedAt.toString(),
                        session == null ? null : session.toString(),
                        contentType)
                .writeTo(headers);
        if (part != null) {
            put(headers, PART_HEADER, part);
        }
        put(headers, STATUS_HEADER, Integer.toString(httpStatus));
        String version = RawScrape.class.getPackage().getImplementationVersion();
        put(headers, "b3-collector-version", version == null ? "dev" : version);
    }

    /**
     * Reads a raw record back.
     *
     * @throws IllegalArgumentException if a header that every raw record has is absent or unreadable
     */
    public static RawScrape read(String topic, byte[] value, Headers headers) {
        if (!topic.startsWith("b3.raw.") || !topic.endsWith(".v1")) {
            throw new IllegalArgumentException("expected a topic b3.raw.<feed>.v1, saw " + topic);
        }
        String subject = get(headers, "ce_subject");
        String status = get(headers, STATUS_HEADER);
        try {
            return new RawScrape(
                    topic.substring("b3.raw.".length(), topic.length() - ".v1".length()),
                    subject == null ? null : LocalDate.parse(subject),
                    get(headers, PART_HEADER),
                    value,
                    orElse(get(headers, "content-type"), "application/octet-stream"),
                    orElse(get(headers, "ce_source"), "unknown"),
                    Instant.parse(orElse(get(headers, "ce_time"), "absent")),
                    status == null ? 0 : Integer.parseInt(status));
        } catch (java.time.DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected CloudEvents headers ce_time, ce_subject and b3-http-status, saw: " + e.getMessage(), e);
        }
    }

    /** Adds one text header. */
    public static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }

    /** The last value of a text header, or null. */
    public static @Nullable String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null ? other : value;
    }
}
