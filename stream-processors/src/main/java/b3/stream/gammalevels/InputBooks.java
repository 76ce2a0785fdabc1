package b3.stream.gammalevels;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.calendar.BusinessDays;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.schema.volsurface.VolSurface;
import b3.stream.gamma.GammaCalculator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one calculation is made from.
 *
 * @param target what it is for
 * @param positions the open interest: the book that the others are gathered around
 * @param series the latest series book up to that session; null when none is known
 * @param prices option prices of that session; null when none are known
 * @param closing settlement and closing prices of that session: the underlying's own and its futures'
 * @param futures settlement prices of that session of another underlying's futures, which are forwards of this one
 * @param trades last trades at the target's moment; empty for a session's end
 * @param curve the latest curve up to that session; null when none is known
 * @param surface the latest surface up to that session; null when none is known
 */
record InputBooks(
        Target target,
        OpenInterestBook positions,
        @Nullable OptionSeriesBook series,
        @Nullable OptionPricesBook prices,
        List<UnderlyingPrice> closing,
        List<UnderlyingPrice> futures,
        List<UnderlyingPrice> trades,
        @Nullable RatesCurve curve,
        @Nullable VolSurface surface) {

    InputBooks {
        closing = List.copyOf(closing);
        futures = List.copyOf(futures);
        trades = List.copyOf(trades);
    }

    /** Session of the open interest. */
    LocalDate session() {
        return positions.session();
    }

    /** Every record that takes part, in a fixed order. */
    Stream<MarketRecord> all() {
        return Stream.of(
                        Stream.<@Nullable MarketRecord>of(positions, series, prices, curve, surface)
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull),
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

    /** One SHA-256 over all of them, the method and the calendar: only equal calculations share it. Lower-case hexadecimal. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(GammaCalculator.METHOD_VERSION.getBytes(UTF_8));
            digest.update(BusinessDays.knownOn(target.session()).version().getBytes(UTF_8));
            all().forEach(record -> digest.update(Json.bytes(record)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
