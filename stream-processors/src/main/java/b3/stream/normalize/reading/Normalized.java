package b3.stream.normalize.reading;

import b3.schema.MarketRecord;
import b3.schema.document.Rejection;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one document says.
 *
 * @param session the document's own session; null when it covers several or none
 * @param records the records, in the document's order; no business key twice
 * @param rejections what was not taken, and why
 * @param preliminary whether the source says that a final document of the same session follows
 */
public record Normalized(
        @Nullable LocalDate session, List<MarketRecord> records, List<Rejection> rejections, boolean preliminary) {

    public Normalized {
        records = List.copyOf(records);
        rejections = List.copyOf(rejections);
    }

    /** What a final document says. */
    public Normalized(@Nullable LocalDate session, List<MarketRecord> records, List<Rejection> rejections) {
        this(session, records, rejections, false);
    }

    /** The same, of a document that a final one follows. */
    public Normalized asPreliminary() {
        return new Normalized(session, records, rejections, true);
    }

    /**
     * Why no record of the document is taken, as a message for the person who imported it; null when there is a record.
     */
    public @Nullable String whyNothing() {
        if (!records.isEmpty()) {
            return null;
        }
        if (rejections.isEmpty()) {
            return "nothing in it is a row of this feed";
        }
        Rejection first = rejections.get(0);
        String more = rejections.size() > 1 ? "; and " + (rejections.size() - 1) + " more rejections" : "";
        return first.where() + ": " + first.detail() + more;
    }

    /** This and more of the same document. */
    public Normalized and(Normalized more) {
        return new Normalized(
                session,
                Stream.concat(records.stream(), more.records.stream()).toList(),
                Stream.concat(rejections.stream(), more.rejections.stream()).toList(),
                preliminary || more.preliminary);
    }
}
