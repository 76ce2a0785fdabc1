package b3.schema.optionchain;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Code;
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
        @Column(
                value =
                        "What the options are on, such as DOL, IBOV or PETR4; only the root, such as PETR, where the source names no more, and then the book covers PETR3 and PETR4: join by ticker",
                key = true,
                distinct = 4096,
                code = Code.UNDERLYING)
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
            @Column(
                    value = "The exchange's code of the series; recycled over the years",
                    key = true,
                    distinct = 524288,
                    code = Code.TICKER)
            String ticker,

            @Column(value = "All open positions", unit = "contracts; shares for options on shares")
            double total,

            @Column(
                    value = "Written against the deposited share",
                    unit = "as `total`",
                    orNull = "when the source does not split")
            @Nullable
            Double covered,

            @Column(
                    value = "Written against another series",
                    unit = "as `total`",
                    orNull = "when the source does not split")
            @Nullable
            Double locked,

            @Column(value = "Written with neither", unit = "as `total`", orNull = "when the source does not split")
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
