package b3.stream.gamma.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import b3.stream.gamma.math.LeisenReimer.Contract;
import b3.stream.gamma.math.LeisenReimer.Quote;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeisenReimerTest {
    private static final double RATE = Math.log(1.13);
    private final LeisenReimer tree = new LeisenReimer(1001);

    @ParameterizedTest
    @CsvSource({"-1, 85", "-1, 95", "-1, 100", "-1, 110", "1, 90", "1, 100", "1, 130"})
    void agreesWithTheClosedFormOfAEuropeanOption(double theta, double strike) {
        double years = 0.5;
        Quote quote = tree.quote(new Contract(theta, false, 100, strike, RATE, RATE, years), 0.4);

        double forward = 100 * Math.exp(RATE * years);
        double discount = Math.exp(-RATE * years);
        double total = 0.4 * Math.sqrt(years);
        double d1 = Black76.d1(forward, strike, total);
        assertThat(quote.value()).isCloseTo(Black76.premium(theta, discount, forward, strike, total), within(1e-4));
        assertThat(quote.cashDelta()).isCloseTo(forward * Black76.delta(theta, discount, d1), within(5e-3));
        assertThat(quote.cashGamma())
                .isCloseTo(Black76.cashGamma(discount, forward, d1, total), Percentage.withPercentage(0.05));
    }

    @Test
    void anAmericanPutIsEuropeanWhenInterestIsZero() {
        Quote american = tree.quote(new Contract(-1, true, 100, 105, 0, 0, 0.5), 0.4);
        Quote european = new Contract(-1, false, 100, 105, 0, 0, 0.5).closedForm(0.4);

        assertThat(american.value()).isCloseTo(european.value(), within(1e-9));
        assertThat(american.cashGamma()).isCloseTo(european.cashGamma(), within(1e-6));
    }

    @Test
    void anAmericanCallWithoutYieldIsEuropean() {
        Quote american = tree.quote(new Contract(1, true, 100, 95, RATE, RATE, 0.5), 0.4);
        Quote european = new Contract(1, false, 100, 95, RATE, RATE, 0.5).closedForm(0.4);

        assertThat(american.value()).isCloseTo(european.value(), within(1e-9));
    }

    /** Limits extrapolated from Cox-Ross-Rubinstein trees of 3,000 and 6,000 steps, another program. */
    @ParameterizedTest
    @CsvSource({
        "100, 5, 2.14158, -47.6369, 718.32",
        "100, 21, 4.17354, -45.4169, 357.944",
        "100, 63, 6.72349, -42.5862, 214.456",
        "100, 126, 8.85083, -40.1631, 158.347",
        "80, 126, 2.11785, -13.4246, 79.841",
        "110, 126, 14.53621, -56.4936, 182.739",
        "120, 126, 21.72613, -73.0547, 196.701"
    })
    void agreesWithAnotherTreeOnAmericanPuts(double strike, int days, double value, double delta, double gamma) {
        Quote quote = tree.quote(new Contract(-1, true, 100, strike, RATE, RATE, days / 252.0), 0.4);

        assertThat(quote.value()).isCloseTo(value, Percentage.withPercentage(0.015));
        assertThat(quote.cashDelta()).isCloseTo(delta, Percentage.withPercentage(0.015));
        assertThat(quote.cashGamma()).isCloseTo(gamma, Percentage.withPercentage(0.05));
    }

    @Test
    void europeanFormulasUnderstateTheGammaOfAnAmericanPut() {
        Contract halfYear = new Contract(-1, true, 100, 100, RATE, RATE, 0.5);

        double bias =
                halfYear.closedForm(0.4).cashGamma() / tree.quote(halfYear, 0.4).cashGamma() - 1;

        assertThat(bias).isCloseTo(-0.164, within(0.001));
    }

    @Test
    void anAmericanPutDeepInTheMoneyIsWorthItsExercise() {
        Quote quote = tree.quote(new Contract(-1, true, 50, 100, RATE, RATE, 0.5), 0.3);

        assertThat(quote.value()).isCloseTo(50, within(1e-9));
        assertThat(quote.cashDelta()).isCloseTo(-50, within(1e-6));
        assertThat(quote.cashGamma()).isCloseTo(0, within(1e-5));
    }

    @Test
    void returnsTheVolatilityBehindAnAmericanPremium() {
        Contract contract = new Contract(-1, true, 100, 104, RATE, RATE, 0.25);
        double premium = tree.quote(contract, 0.37).value();

        assertThat(tree.impliedVolatility(contract, premium, 0.5)).isCloseTo(0.37, within(1e-7));
    }

    @Test
    void hasNoVolatilityForAPremiumBelowExercise() {
        Contract contract = new Contract(-1, true, 100, 130, RATE, RATE, 0.25);

        assertThat(tree.impliedVolatility(contract, 29, 0.5)).isNaN();
    }
}
