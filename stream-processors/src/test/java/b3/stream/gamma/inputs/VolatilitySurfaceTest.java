package b3.stream.gamma.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import b3.stream.gamma.inputs.VolatilitySurface.Pillar;
import b3.stream.gamma.inputs.VolatilitySurface.Tenor;
import b3.stream.gamma.math.Black76;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolatilitySurfaceTest {
    private static final LocalDate SESSION = LocalDate.of(2025, 1, 6);

    private static VolatilitySurface sample() {
        return new VolatilitySurface(
                SESSION,
                false,
                List.of(
                        new Tenor(21, List.of(new Pillar(0.25, 0.18), new Pillar(0.5, 0.16), new Pillar(0.75, 0.17))),
                        new Tenor(63, List.of(new Pillar(0.25, 0.20), new Pillar(0.5, 0.18), new Pillar(0.75, 0.19)))));
    }

    @Test
    void returnsThePillarsVolatilityAtThePillarsStrike() {
        double years = 21 / 252.0;
        for (Pillar pillar : sample().tenors().get(0).pillars()) {
            double strike = VolatilitySurface.strike(pillar, 6000, years);

            assertThat(sample().at(strike, 6000, years)).isCloseTo(pillar.volatility(), within(1e-12));
            double d1 = Black76.d1(6000, strike, pillar.volatility() * Math.sqrt(years));
            assertThat(Black76.distribution(d1)).isCloseTo(pillar.delta(), within(1e-12));
        }
    }

    @Test
    void isLinearInTheStrikeAndFlatOutside() {
        double years = 21 / 252.0;
        double low = VolatilitySurface.strike(new Pillar(0.75, 0.17), 6000, years);
        double middle = VolatilitySurface.strike(new Pillar(0.5, 0.16), 6000, years);

        assertThat(sample().at((low + middle) / 2, 6000, years)).isCloseTo(0.165, within(1e-12));
        assertThat(sample().at(low / 2, 6000, years)).isCloseTo(0.17, within(1e-12));
        assertThat(sample().at(12000, 6000, years)).isCloseTo(0.18, within(1e-12));
    }

    @Test
    void isLinearInBusinessDaysAndFlatOutside() {
        assertThat(atTheMiddlePillar(42)).isCloseTo(0.17, within(1e-12));
        assertThat(atTheMiddlePillar(1)).isCloseTo(0.16, within(1e-12));
        assertThat(atTheMiddlePillar(500)).isCloseTo(0.18, within(1e-12));
    }

    private static double atTheMiddlePillar(int days) {
        double years = days / 252.0;
        double volatility = days <= 21 ? 0.16 : days >= 63 ? 0.18 : 0.17;
        return sample().at(VolatilitySurface.strike(new Pillar(0.5, volatility), 6000, years), 6000, years);
    }
}
