package b3.schema.document;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one raw document yielded; travels on {@code b3.documents.v1} in the same transaction as its records, so whoever
 * sees the report sees the records too.
 */
public record DocumentReport(
        @JsonPropertyDescription("Name of the feed.") String feed,

        @JsonPropertyDescription("The session of the document; null when none was found.") @Nullable
        LocalDate session,

        @JsonPropertyDescription("SHA-256 of the raw document.")
        String document,

        @JsonPropertyDescription("Topic/partition/offset of the raw record.")
        String raw,

        @JsonPropertyDescription("Rows found per dataset, revisions that change nothing included.")
        Map<String, Integer> rows,

        @JsonPropertyDescription("Records published per dataset: those that are new or say something new.")
        Map<String, Integer> published,

        @JsonPropertyDescription("Entries on `b3.rejected.v1`.")
        int rejected,

        @JsonPropertyDescription(
                "Name and version of the normalizer that read it, `b3-price-report/1`; null when none did.")
        @Nullable
        String reader,

        @JsonPropertyDescription("Why the document as a whole was not taken; null when it was.") @Nullable
        Reason failure,

        @JsonPropertyDescription(
                "What was seen and expected, for a failure; why, for a document that was read and of which nothing is taken; null otherwise.")
        @Nullable
        String detail) {}
