package b3.stream.gammalevels.assembly;

import b3.schema.MarketRecord;
import b3.schema.corporateactions.CorporateAction;
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
 * @param positions the book of open interest, which decides which other inputs belong to the calculation
 * @param series the latest series book up to that session; null when none is known
 * @param siblings series books of the other classes of the same root, which decide to which class the positions in the
 *     root's book belong
 * @param prices option prices of that session; null when none are known
 * @param closing settlement and closing prices of that session: the underlying's own and its futures'
 * @param futures settlement prices of that session of another underlying's futures, which are forwards of this one
 * @param trades last trades at the time of an intraday calculation; empty for an end-of-day calculation
 * @param curve the latest curve up to that session; null when none is known
 * @param surface the latest surface up to that session; null when none is known
 * @param payments payments in cash on the underlying that the shares go ex of between the sessions of these books and the
 *     valuation date
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
        List<CorporateAction> payments,
        String hash) {

    public InputBooks {
        siblings = List.copyOf(siblings);
        closing = List.copyOf(closing);
        futures = List.copyOf(futures);
        trades = List.copyOf(trades);
        payments = List.copyOf(payments);
    }

    /** Session of the open interest. */
    public LocalDate session() {
        return positions.session();
    }

    /** The same books with other closing prices. */
    InputBooks withClosing(List<UnderlyingPrice> others) {
        return new InputBooks(
                calculation,
                positions,
                series,
                siblings,
                prices,
                others,
                futures,
                trades,
                curve,
                surface,
                payments,
                hash);
    }

    /** Every record that takes part, in a fixed order. */
    Stream<MarketRecord> all() {
        return inOrder(
                Stream.<@Nullable MarketRecord>of(positions, series, prices, curve, surface),
                List.of(siblings, closing, futures, trades, payments));
    }

    /**
     * The inputs of a calculation in the one order in which they are hashed and named.
     *
     * @param single the inputs of which there is one; null where there is none
     * @param several the inputs of which there may be several
     */
    public static <T> Stream<T> inOrder(Stream<@Nullable T> single, List<List<? extends T>> several) {
        Stream<T> known = single.filter(Objects::nonNull).map(Objects::requireNonNull);
        return Stream.concat(known, several.stream().flatMap(List::stream));
    }

    /** Since when the latest of them is known. */
    Instant knownAt() {
        return all().map(record -> record.provenance().knownAt())
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
