package b3.schema;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;

/**
 * Where a record comes from.
 */
public record Provenance(
        @JsonPropertyDescription("Name of the `Feed` whose document carried the figures, or `computed`.")
        String source,

        @JsonPropertyDescription(
                "When the source's bytes were first fetched, UTC; of two revisions the later one stands.")
        Instant knownAt,

        @JsonPropertyDescription("SHA-256 of the raw document, lower-case hexadecimal.")
        String document) {}
