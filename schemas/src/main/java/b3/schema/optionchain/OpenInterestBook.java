package b3.schema.optionchain;

import static b3.schema.columns.Code.TICKER;
import static b3.schema.columns.Code.UNDERLYING;
import static b3.schema.columns.Descriptions.BOOK_OF;
import static b3.schema.columns.Descriptions.POSITIONS;
import static b3.schema.columns.Descriptions.SERIES;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import b3.schema.columns.Nested;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open interest of every option series on one underlying at the end of one session, whole.
 */
public record OpenInterestBook(
        @Column(value = BOOK_OF, key = true, distinct = 4096, code = UNDERLYING)
        String underlying,

        @Column(value = "The session after which the positions stood", key = true)
        LocalDate session,

        @Nested("One per series, by ticker") List<Position> positions,
        Provenance provenance)
        implements MarketRecord {

    /**
     * One series' open interest, in contracts; for options on shares in shares (one option = one share).
     */
    public record Position(
            @Column(value = SERIES, key = true, distinct = 524288, code = TICKER)
            String ticker,

            @Column(value = "Open positions in total", unit = POSITIONS)
            double total,

            @Column(
                    value = "Positions written against a deposited share",
                    unit = "as `total`",
                    orNull = "when the source does not split")
            @Nullable
            Double covered,

            @Column(
                    value = "Positions written against another series",
                    unit = "as `total`",
                    orNull = "when the source does not split")
            @Nullable
            Double locked,

            @Column(
                    value = "Positions written against neither",
                    unit = "as `total`",
                    orNull = "when the source does not split")
            @Nullable
            Double uncovered) {}

    public OpenInterestBook {
        positions = List.copyOf(positions);
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        for (Position position : positions) {
            figures.put(position.ticker() + " total", position.total());
            figures.put(position.ticker() + " covered", position.covered());
            figures.put(position.ticker() + " locked", position.locked());
            figures.put(position.ticker() + " uncovered", position.uncovered());
        }
        return MarketRecord.given(figures);
    }
}
