package b3.stream.gamma.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class Black76Test {

    @Property
    void callLessPutIsTheDiscountedForwardLessStrike(
            @ForAll @Scale(6) @DoubleRange(min = 0.5, max = 2) double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 1.5) double total) {
        double strike = 100 * moneyness;

        double call = Black76.premium(1, 0.95, 100, strike, total);
        double put = Black76.premium(-1, 0.95, 100, strike, total);

        assertThat(call - put).isCloseTo(0.95 * (100 - strike), within(1e-12));
    }

    @Property
    void cashGammaIsTheSameSeenFromForwardAndFromStrike(
            @ForAll @Scale(6) @DoubleRange(min = 0.5, max = 2) double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 1.5) double total) {
        double d1 = Black76.d1(100, 100 * moneyness, total);

        double fromForward = Black76.cashGamma(0.95, 100, d1, total);
        double fromStrike = 0.95 * 100 * moneyness * Black76.density(d1 - total) / total;

        assertThat(fromForward).isCloseTo(fromStrike, Percentage.withPercentage(1e-10));
    }

    @Property
    void cashGammaIsTheSecondDifferenceOfThePremium(
            @ForAll @Scale(6) @DoubleRange(min = 0.8, max = 1.25) double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 0.6) double total) {
        double strike = 100 * moneyness;
        double step = 0.02;

        double second = (Black76.premium(-1, 0.9, 100 + step, strike, total)
                        - 2 * Black76.premium(-1, 0.9, 100, strike, total)
                        + Black76.premium(-1, 0.9, 100 - step, strike, total))
                / (step * step);

        double d1 = Black76.d1(100, strike, total);
        assertThat(Black76.cashGamma(0.9, 100, d1, total)).isCloseTo(second * 1e4, within(0.02));
    }

    @Test
    void vannaIsTheChangeOfDeltaPerUnitOfVolatility() {
        double years = 0.3;
        double d1 = Black76.d1(100, 107, 0.25 * Math.sqrt(years));

        double difference = (delta(107, 0.2501, years) - delta(107, 0.2499, years)) / 0.0002 * 100;

        assertThat(Black76.cashVanna(0.97, 100, d1, 0.25, years)).isCloseTo(difference, within(1e-4));
    }

    private static double delta(double strike, double volatility, double years) {
        return Black76.delta(1, 0.97, Black76.d1(100, strike, volatility * Math.sqrt(years)));
    }

    @Test
    void charmIsTheChangeOfDeltaAsTimePasses() {
        double years = 0.3;
        double rate = 0.12;
        for (double theta : new double[] {1, -1}) {
            double later = deltaOnSpot(theta, years - 1e-5, rate);
            double earlier = deltaOnSpot(theta, years + 1e-5, rate);
            double forward = 100 * Math.exp(rate * years);
            double d1 = Black76.d1(forward, 107, 0.25 * Math.sqrt(years));

            double charm = Black76.cashCharmOnSpot(theta, Math.exp(-rate * years), forward, 100, d1, 0.25, years);

            assertThat(charm).isCloseTo((later - earlier) / 2e-5, within(1e-4));
        }
    }

    /** Cash delta of an option on a spot price of 100 without yield. */
    private static double deltaOnSpot(double theta, double years, double rate) {
        double forward = 100 * Math.exp(rate * years);
        double d1 = Black76.d1(forward, 107, 0.25 * Math.sqrt(years));
        return forward * Black76.delta(theta, Math.exp(-rate * years), d1);
    }

    @Test
    void gammaVanishesAwayFromTheForwardAsTimeRunsOut() {
        double total = 1e-3;

        assertThat(Black76.cashGamma(1, 100, Black76.d1(100, 101, total), total))
                .isLessThan(1e-15);
        assertThat(Black76.cashGamma(1, 100, Black76.d1(100, 100, total), total))
                .isGreaterThan(3e4);
    }
}
