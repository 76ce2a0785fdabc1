package b3.schema;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one raw document yielded; travels on {@code b3.documents.v1} in the same transaction as its records, so whoever
 * sees the report sees the records too.
 *
 * @param feed name of the feed
 * @param session the session of the document; null when none was found
 * @param document SHA-256 of the raw document
 * @param raw topic/partition/offset of the raw record
 * @param rows rows found per dataset, revisions that change nothing included
 * @param published records published per dataset: those that are new or say something new
 * @param rejected entries on {@code b3.rejected.v1}
 * @param reader name and version of the normalizer that read it, {@code b3-price-report/1}; null when none did
 * @param failure why the document as a whole was not taken; null when it was
 * @param detail what was seen and expected, for a failure; why, for a document that was read and of which nothing is taken;
 *     null otherwise
 */
public record DocumentReport(
        String feed,
        @Nullable LocalDate session,
        String document,
        String raw,
        Map<String, Integer> rows,
        Map<String, Integer> published,
        int rejected,
        @Nullable String reader,
        @Nullable Reason failure,
        @Nullable String detail) {}
