package b3.stream.gammalevels;

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
 * Everything known about one underlying that belongs to one session's open interest.
 *
 * @param positions the open interest: the book that the others are gathered around
 * @param series the latest series book up to that session; null when none is known
 * @param prices the latest option prices up to that session; null when none is known
 * @param closing settlement and closing prices of that session: the underlying's own and its futures'
 * @param live last trades after that session, newest per instrument; empty outside market hours
 * @param curve the latest curve up to that session; null when none is known
 * @param surface the latest surface up to that session; null when none is known
 */
record InputBooks(
        OpenInterestBook positions,
        @Nullable OptionSeriesBook series,
        @Nullable OptionPricesBook prices,
        List<UnderlyingPrice> closing,
        List<UnderlyingPrice> live,
        @Nullable RatesCurve curve,
        @Nullable VolSurface surface) {

    InputBooks {
        closing = List.copyOf(closing);
        live = List.copyOf(live);
    }

    LocalDate session() {
        return positions.session();
    }

    /** Every record that takes part, in a fixed order. */
    Stream<MarketRecord> all() {
        return Stream.concat(
                Stream.<@Nullable MarketRecord>of(positions, series, prices, curve, surface)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull),
                Stream.concat(closing.stream(), live.stream()));
    }

    /** Since when the latest of them is known. */
    Instant knownAt() {
        return all().map(record -> record.provenance().knownAt())
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
