package b3.schema.document;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something in a document that was not taken, while the rest went on; travels on {@code b3.rejected.v1}.
 */
public record Rejection(
        @JsonPropertyDescription("Name of the feed.") String feed,

        @JsonPropertyDescription("The document's session; null when it is unknown.") @Nullable
        LocalDate session,

        @JsonPropertyDescription("Why, as a countable label.")
        Reason reason,

        @JsonPropertyDescription("The place in the document: a row, a ticker, a member of the zip.")
        String where,

        @JsonPropertyDescription("What was seen and what was expected.")
        String detail,

        @JsonPropertyDescription("SHA-256 of the raw document.")
        String document) {}
