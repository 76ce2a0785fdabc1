package b3.schema.optionchain;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open interest of every option series on one underlying at the end of one session, whole.
 *
 * @param underlying {@code DOL}, {@code IBOV}, {@code PETR4}; only the root {@code PETR} where the source names no more
 *     than that, and then the book covers {@code PETR3} and {@code PETR4}: join by ticker
 * @param session the session after which the positions stood
 * @param positions one per series, by ticker
 * @param provenance source and time of knowledge
 */
public record OpenInterestBook(String underlying, LocalDate session, List<Position> positions, Provenance provenance)
        implements MarketRecord {

    /**
     * One series' open interest, in contracts; for options on shares in shares (one option = one share).
     *
     * @param ticker the exchange's code
     * @param total all open positions
     * @param covered written against the deposited share; null when the source does not split
     * @param locked written against another series; null when the source does not split
     * @param uncovered written with neither; null when the source does not split
     */
    public record Position(
            String ticker,
            double total,
            @Nullable Double covered,
            @Nullable Double locked,
            @Nullable Double uncovered) {}

    public OpenInterestBook {
        positions = List.copyOf(positions);
    }

    @Override
    public String businessKey() {
        return underlying + "|" + session;
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

    @Override
    public int rows() {
        return positions.size();
    }
}
