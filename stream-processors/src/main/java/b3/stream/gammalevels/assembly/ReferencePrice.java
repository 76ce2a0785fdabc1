package b3.stream.gammalevels.assembly;

import b3.schema.calendar.TradingCalendar;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.gamma.inputs.GammaInputs.Anchor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The price that all levels are prices of: the underlying's own where it has one (shares, indexes), else its front future
 * (DOL, IND), the one that expires next after the day.
 *
 * @param price the price
 * @param anchor SETTLEMENT of the open interest's session, or LIVE for a price after it
 * @param valuationDate day from which time to expiry is counted
 * @param dayFractionLeft share of that day's session that is left, 0 at its end
 * @param moved by how much the price has moved since the session's settlement, as a ratio; null: not known
 */
public record ReferencePrice(
        UnderlyingPrice price,
        Anchor anchor,
        LocalDate valuationDate,
        double dayFractionLeft,
        @Nullable Double moved) {

    /** Market hours over which the last day's time to expiry runs off, São Paulo. */
    private static final LocalTime OPEN = LocalTime.of(9, 0);

    private static final LocalTime CLOSE = LocalTime.of(18, 0);

    /** The reference price of these books' calculation; empty when they have none. */
    static Optional<ReferencePrice> of(InputBooks books) {
        if (books.calculation().at() == null) {
            return settled(books);
        }
        Optional<UnderlyingPrice> closing = front(books.closing(), books.session());
        LocalDate day = books.calculation().session();
        boolean cash = closing.isPresent() && closing.get().expiry() == null;
        return front(
                        books.trades().stream()
                                .filter(trade -> closing.isEmpty() || cash == (trade.expiry() == null))
                                .toList(),
                        day)
                .map(trade ->
                        new ReferencePrice(trade, Anchor.LIVE, day, fractionLeft(trade.ts()), moved(books, trade)));
    }

    /** The settlement of the open interest's session; empty when it is not known. */
    static Optional<ReferencePrice> settled(InputBooks books) {
        return front(books.closing(), books.session())
                .map(price -> new ReferencePrice(price, Anchor.SETTLEMENT, books.session(), 0, 1.0));
    }

    /** Whether this is a future's price, and not one of the underlying itself. */
    boolean isFuture() {
        return price.expiry() != null;
    }

    private static @Nullable Double moved(InputBooks books, UnderlyingPrice trade) {
        return books.closing().stream()
                .filter(price -> price.instrument().equals(trade.instrument()))
                .findFirst()
                .map(close -> trade.price() / close.price())
                .orElse(null);
    }

    private static Optional<UnderlyingPrice> front(Collection<UnderlyingPrice> prices, LocalDate day) {
        return prices.stream()
                .filter(price -> price.expiry() == null || price.expiry().isAfter(day))
                .min(Comparator.comparing(UnderlyingPrice::expiry, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(UnderlyingPrice::instrument));
    }

    private static double fractionLeft(Instant at) {
        LocalTime time = at.atZone(TradingCalendar.SAO_PAULO).toLocalTime();
        double left = (double) (CLOSE.toSecondOfDay() - time.toSecondOfDay())
                / (CLOSE.toSecondOfDay() - OPEN.toSecondOfDay());
        return Math.max(0, Math.min(1, left));
    }
}
