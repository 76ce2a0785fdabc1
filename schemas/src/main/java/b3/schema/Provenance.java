package b3.schema;

import java.time.Instant;

/**
 * Where a record comes from.
 *
 * @param source name of the {@link Feed} whose document carried the figures, or {@code computed}
 * @param knownAt when the source's bytes were first fetched, UTC; of two revisions the later one stands
 * @param document SHA-256 of the raw document, lower-case hexadecimal
 */
public record Provenance(String source, Instant knownAt, String document) {}
