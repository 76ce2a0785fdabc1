package b3.stream.gammalevels.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Sha256;
import b3.schema.calendar.BusinessDays;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.schema.volsurface.VolSurface;
import b3.stream.gamma.GammaCalculator;
import b3.stream.gammalevels.assembly.Calculation;
import b3.stream.gammalevels.assembly.InputBooks;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the inputs of one calculation lie; see {@link InputBooks} for what each is.
 *
 * @param calculation the calculation
 * @param session session of the open interest
 * @param positions the underlying's own positions, or those of its root
 * @param series null when none are known
 * @param siblings series of the root's other classes, if the positions are the root's
 * @param premiums null when none are known
 * @param closing prices of the session
 * @param futures prices of the session of another product's futures
 * @param trades last trades of the moment
 * @param curve null when none is known
 * @param surface null when none is known
 * @param payments payments in cash that the shares go ex of between the sessions of the inputs
 */
public record GatheredInputs(
        Calculation calculation,
        LocalDate session,
        Segment positions,
        @Nullable Segment series,
        List<Segment> siblings,
        @Nullable Segment premiums,
        List<Segment> closing,
        List<Segment> futures,
        List<Segment> trades,
        @Nullable Segment curve,
        @Nullable Segment surface,
        List<Segment> payments) {

    /**
     * One SHA-256 over what all of them say, the calculation, the method and the calendar: only equal calculations share it.
     * Lower-case hexadecimal.
     */
    public String hash() {
        String calendar = BusinessDays.knownOn(calculation.session()).version();
        String said = all().map(segment -> segment.input() + segment.fingerprint() + "\n")
                .collect(Collectors.joining("", GammaCalculator.METHOD_VERSION + calendar + calculation.key(), ""));
        return Sha256.hex(said.getBytes(UTF_8));
    }

    /**
     * The inputs themselves.
     *
     * @throws Inputs.ForgottenException if one is not kept any more
     */
    public InputBooks books(Inputs inputs) {
        OptionSeriesBook known = series == null ? null : inputs.body(series, OptionSeriesBook.class);
        List<OptionSeriesBook> others = siblings.stream()
                .map(sibling -> inputs.body(sibling, OptionSeriesBook.class))
                .toList();
        return new InputBooks(
                calculation,
                share(inputs.body(positions, OpenInterestBook.class), known, others),
                known,
                others,
                premiums == null ? null : inputs.body(premiums, OptionPricesBook.class),
                prices(closing, inputs),
                prices(futures, inputs),
                prices(trades, inputs),
                curve == null ? null : inputs.body(curve, RatesCurve.class),
                surface == null ? null : inputs.body(surface, VolSurface.class),
                payments.stream()
                        .map(payment -> inputs.body(payment, CorporateAction.class))
                        .toList(),
                hash());
    }

    private Stream<Segment> all() {
        return InputBooks.inOrder(
                Stream.<@Nullable Segment>of(positions, series, premiums, curve, surface),
                List.of(siblings, closing, futures, trades, payments));
    }

    /**
     * The underlying's own book, or its share of the book of its root: without the positions whose series belongs to
     * another class only. Positions of unknown series are kept, so that they lower the coverage.
     */
    private OpenInterestBook share(
            OpenInterestBook book, @Nullable OptionSeriesBook known, List<OptionSeriesBook> others) {
        String underlying = calculation.underlying();
        if (book.underlying().equals(underlying) || known == null) {
            return book;
        }
        Set<String> foreign = others.stream()
                .flatMap(other -> other.series().stream())
                .map(OptionSeriesBook.Series::ticker)
                .collect(Collectors.toSet());
        known.series().forEach(one -> foreign.remove(one.ticker()));
        return new OpenInterestBook(
                underlying,
                session,
                book.positions().stream()
                        .filter(position -> !foreign.contains(position.ticker()))
                        .toList(),
                book.provenance());
    }

    private static List<UnderlyingPrice> prices(List<Segment> segments, Inputs inputs) {
        return segments.stream()
                .map(segment -> inputs.body(segment, UnderlyingPrice.class))
                .toList();
    }
}
