package b3.stream.normalize;

import b3.schema.MarketRecord;
import b3.schema.Rejection;
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
 */
public record Normalized(@Nullable LocalDate session, List<MarketRecord> records, List<Rejection> rejections) {

    public Normalized {
        records = List.copyOf(records);
        rejections = List.copyOf(rejections);
    }

    /** This and more of the same document. */
    public Normalized and(Normalized more) {
        return new Normalized(
                session,
                Stream.concat(records.stream(), more.records.stream()).toList(),
                Stream.concat(rejections.stream(), more.rejections.stream()).toList());
    }
}
