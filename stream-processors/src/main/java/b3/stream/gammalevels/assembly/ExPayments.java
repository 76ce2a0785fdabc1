package b3.stream.gammalevels.assembly;

import b3.schema.corporateactions.CorporateAction;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.gamma.inputs.GammaInputs.Option;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings strikes and closing prices of a share to the valuation date, over the payments in cash that the shares go ex of
 * in between.
 *
 * <p>On an ex-date the exchange lowers every strike by the net value of the payments of that date together and rounds it
 * to the cent, halves up: {@code K' = round(K - sum(net), 2)}, BRL a share. Strikes of a session before the valuation date
 * are lowered by the payments with an ex-date after that session and up to the valuation date, one date after the other.
 * Strikes of a session after it are raised by those that they were already lowered by. A closing price before the
 * valuation date is lowered by the sum, not rounded, so that a moving price is compared with what it would be without the
 * right.
 */
final class ExPayments {

    private static final int CENTS = 2;

    private final LocalDate valuationDate;
    private final LocalDate priced;
    private final @Nullable LocalDate listed;
    private final NavigableMap<LocalDate, BigDecimal> byExDate = new TreeMap<>();
    private final boolean known;

    private ExPayments(InputBooks books) {
        OptionSeriesBook series = books.series();
        valuationDate = books.calculation().session();
        priced = books.session();
        listed = series == null ? null : series.session();
        boolean all = true;
        for (CorporateAction payment : books.payments()) {
            LocalDate exDate = payment.exDate();
            Double net = payment.netValuePerShare();
            if (exDate == null || (isBetween(exDate) && net == null)) {
                all = false;
            } else if (net != null) {
                byExDate.merge(exDate, BigDecimal.valueOf(net), BigDecimal::add);
            }
        }
        known = all && (byExDate.isEmpty() || series == null || countsSingleShares(series));
    }

    static ExPayments of(InputBooks books) {
        return new ExPayments(books);
    }

    /**
     * Whether all of the adjustment is known: not where a payment between the sessions has no net value or no ex-date, nor
     * where the strikes are quoted for more than one share.
     */
    boolean areKnown() {
        return known;
    }

    /** The option with its strike of the valuation date: not positive, and without a premium, where payments reach it. */
    Option adjust(Option option) {
        Double stated = option.strike();
        if (listed == null || stated == null || !(stated > 0 && Double.isFinite(stated))) {
            return option;
        }
        double strike = strike(stated, listed);
        return strike == stated
                ? option
                : new Option(
                        option.id(),
                        option.index(),
                        option.type(),
                        option.style(),
                        strike,
                        option.expiry(),
                        option.openInterest(),
                        option.openInterestUncovered(),
                        option.multiplier(),
                        option.publishedVolatility(),
                        strike > 0 ? option.premium() : null,
                        option.tick(),
                        strike > 0 ? option.premiumSource() : null,
                        strike - stated);
    }

    private double strike(double stated, LocalDate listed) {
        NavigableMap<LocalDate, BigDecimal> toLower = between(listed, valuationDate);
        NavigableMap<LocalDate, BigDecimal> toRaise = between(valuationDate, listed);
        if (toLower.isEmpty() && toRaise.isEmpty()) {
            return stated;
        }
        BigDecimal strike = BigDecimal.valueOf(stated);
        for (BigDecimal net : toLower.values()) {
            strike = strike.subtract(net).setScale(CENTS, RoundingMode.HALF_UP);
        }
        for (BigDecimal net : toRaise.descendingMap().values()) {
            strike = strike.add(net).setScale(CENTS, RoundingMode.HALF_UP);
        }
        return strike.doubleValue();
    }

    /** The same books with the closing prices as they would have been without the right to the payments. */
    InputBooks withoutRight(InputBooks books) {
        BigDecimal sum = between(priced, valuationDate).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return !known || sum.signum() == 0
                ? books
                : books.withClosing(books.closing().stream()
                        .map(price -> lowered(price, sum))
                        .toList());
    }

    private static UnderlyingPrice lowered(UnderlyingPrice price, BigDecimal sum) {
        return new UnderlyingPrice(
                price.underlying(),
                price.instrument(),
                price.session(),
                price.kind(),
                price.at(),
                BigDecimal.valueOf(price.price()).subtract(sum).doubleValue(),
                price.expiry(),
                price.provenance());
    }

    private boolean isBetween(LocalDate exDate) {
        boolean price = exDate.isAfter(priced) && !exDate.isAfter(valuationDate);
        return price
                || (listed != null
                        && (exDate.isAfter(listed) ? !exDate.isAfter(valuationDate) : exDate.isAfter(valuationDate)));
    }

    /** The payments of each ex-date after one session and up to another; none if that is not later. */
    private NavigableMap<LocalDate, BigDecimal> between(LocalDate after, LocalDate upTo) {
        return after.isBefore(upTo) ? byExDate.subMap(after, false, upTo, true) : new TreeMap<>();
    }

    private static boolean countsSingleShares(OptionSeriesBook series) {
        return series.series().stream()
                .map(OptionSeriesBook.Series::multiplier)
                .allMatch(one -> one == null || one == 1);
    }
}
