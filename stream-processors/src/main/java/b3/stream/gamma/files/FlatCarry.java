package b3.stream.gamma.files;

import b3.stream.gamma.inputs.BusinessDays;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Time, discount factor and forward of any expiry from one interest rate: t = du/252, DF = (1 + r)^-t, F = S
 * exp(-q t)/DF, du business days after the valuation date up to the expiry.
 *
 * @param valuationDate the day from which time is counted
 * @param spot S, points
 * @param rate r, a year of 252 business days, compounded (0.144 = 14.4 %); null: unknown
 * @param yield q, continuous a year of 252 business days
 * @param days the calendar
 */
record FlatCarry(
        LocalDate valuationDate, double spot, @Nullable Double rate, double yield, BusinessDays days) {

    /** Business days to a date; 0 if it has passed. */
    int businessDays(LocalDate date) {
        return date.isAfter(valuationDate) ? days.between(valuationDate, date) : 0;
    }

    double years(LocalDate date) {
        return businessDays(date) / 252.0;
    }

    /** DF = (1 + r)^-t; null without a rate. */
    @Nullable
    Double discountFactor(double years) {
        return rate == null ? null : (Double) Math.pow(1 + rate, -years);
    }

    /** F = S exp(-q t)/DF [points]. */
    double forward(double discountFactor, double years) {
        return spot * Math.exp(-yield * years) / discountFactor;
    }

    /** The expiry at a date, with the forward given or the carried one; null without a rate. */
    @Nullable
    Expiry expiry(LocalDate date, @Nullable Double givenForward) {
        double years = years(date);
        Double discount = discountFactor(years);
        if (discount == null) {
            return null;
        }
        double forward = givenForward == null ? forward(discount, years) : givenForward;
        ForwardSource source = givenForward == null ? ForwardSource.CARRY : ForwardSource.GIVEN;
        return new Expiry(date, businessDays(date), years, discount, forward, source);
    }
}
