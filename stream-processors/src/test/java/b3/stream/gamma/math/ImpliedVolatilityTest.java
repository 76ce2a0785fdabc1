package b3.stream.gamma.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ImpliedVolatilityTest {
    /** Premiums at 60 digits by implied_volatility_oracle.py: 1e-1 to 1e-200 of the forward. */
    @ParameterizedTest
    @CsvFileSource(resources = "implied-volatility.csv", numLinesToSkip = 1)
    void returnsTheVolatilityBehindAnOraclePremium(double x, double total, double beta) {
        // what one rounding of the premium does to the volatility: matters close to the upper bound only
        double conditioning = beta / (Black76.density(x / total) * Math.exp(-total * total / 8) * total);
        double tolerance = 1e-13 + 8 * Math.ulp(1.0) * conditioning;

        assertThat(ImpliedVolatility.totalVolatility(x, beta)).isCloseTo(total, within(tolerance * total));
    }

    @Property(tries = 2000)
    void pricingTheAnswerGivesThePremiumBack(
            @ForAll @Scale(6) @DoubleRange(min = -2, max = 0) double x,
            @ForAll @Scale(6) @DoubleRange(min = -12, max = -0.01) double log) {
        double beta = Math.exp(x / 2) * Math.pow(10, log);

        double total = ImpliedVolatility.totalVolatility(x, beta);

        double h = x / total;
        double t = total / 2;
        double plus = Math.exp(x / 2) * Black76.distribution(h + t);
        double minus = Math.exp(-x / 2) * Black76.distribution(h - t);
        assertThat(plus - minus).isCloseTo(beta, within(1e-11 * beta + 1e-13 * plus));
    }

    @Property
    void invertsCallsAndPutsToTheSameVolatility(
            @ForAll @Scale(6) @DoubleRange(min = 0.9, max = 1.1) double moneyness,
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 1) double volatility) {
        double strike = 6000 * moneyness;
        double total = volatility * Math.sqrt(0.25);

        double call = Black76.premium(1, 0.97, 6000, strike, total);
        double put = Black76.premium(-1, 0.97, 6000, strike, total);

        assertThat(ImpliedVolatility.of(1, 0.97, 6000, strike, call, 0.25))
                .isCloseTo(volatility, Percentage.withPercentage(1e-8));
        assertThat(ImpliedVolatility.of(-1, 0.97, 6000, strike, put, 0.25))
                .isCloseTo(volatility, Percentage.withPercentage(1e-8));
    }

    @Test
    void hasNoAnswerOutsideTheArbitrageBounds() {
        assertThat(ImpliedVolatility.totalVolatility(-0.1, 0)).isNaN();
        assertThat(ImpliedVolatility.totalVolatility(-0.1, -1e-9)).isNaN();
        assertThat(ImpliedVolatility.totalVolatility(-0.1, Math.exp(-0.05))).isNaN();
        assertThat(ImpliedVolatility.totalVolatility(-0.1, Double.NaN)).isNaN();
    }

    @Test
    void findsHugeVolatilitiesJustBelowTheUpperBound() {
        double h = -0.5 / 6;
        double beta = Math.exp(-0.25) * Black76.distribution(h + 3) - Math.exp(0.25) * Black76.distribution(h - 3);

        assertThat(ImpliedVolatility.totalVolatility(-0.5, beta)).isCloseTo(6, Percentage.withPercentage(1e-9));
    }
}
