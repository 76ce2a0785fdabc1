package b3.schema;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something in a document that was not taken, while the rest went on; travels on {@code b3.rejected.v1}.
 *
 * @param feed name of the feed
 * @param session the document's session; null when it is unknown
 * @param reason why, as a countable label
 * @param where the place in the document: a row, a ticker, a member of the zip
 * @param detail what was seen and what was expected
 * @param document SHA-256 of the raw document
 */
public record Rejection(
        String feed, @Nullable LocalDate session, Reason reason, String where, String detail, String document) {}
