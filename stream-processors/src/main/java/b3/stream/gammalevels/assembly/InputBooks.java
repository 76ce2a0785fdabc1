package b3.stream.gammalevels.assembly;

import b3.schema.MarketRecord;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.schema.volsurface.VolSurface;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one calculation is made from.
 *
 * @param calculation what it is for
 * @param positions the open interest: the book that the others are gathered around
 * @param series the latest series book up to that session; null when none is known
 * @param siblings series books of the other classes of its root, which tell whose positions in the root's book are
 * @param prices option prices of that session; null when none are known
 * @param closing settlement and closing prices of that session: the underlying's own and its futures'
 * @param futures settlement prices of that session of another underlying's futures, which are forwards of this one
 * @param trades last trades at the calculation's moment; empty for a session's end
 * @param curve the latest curve up to that session; null when none is known
 * @param surface the latest surface up to that session; null when none is known
 * @param hash SHA-256 that only equal inputs share, lower-case hexadecimal
 */
public record InputBooks(
        Calculation calculation,
        OpenInterestBook positions,
        @Nullable OptionSeriesBook series,
        List<OptionSeriesBook> siblings,
        @Nullable OptionPricesBook prices,
        List<UnderlyingPrice> closing,
        List<UnderlyingPrice> futures,
        List<UnderlyingPrice> trades,
        @Nullable RatesCurve curve,
        @Nullable VolSurface surface,
        String hash) {

    public InputBooks {
        siblings = List.copyOf(siblings);
        closing = List.copyOf(closing);
        futures = List.copyOf(futures);
        trades = List.copyOf(trades);
    }

    /** Session of the open interest. */
    public LocalDate session() {
        return positions.session();
    }

    /** Every record that takes part, in a fixed order. */
    Stream<MarketRecord> all() {
        return Stream.of(
                        Stream.<@Nullable MarketRecord>of(positions, series, prices, curve, surface)
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull),
                        siblings.stream(),
                        closing.stream(),
                        futures.stream(),
                        trades.stream())
                .flatMap(records -> records);
    }

    /** Since when the latest of them is known. */
    Instant knownAt() {
        return all().map(record -> record.provenance().knownAt())
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
