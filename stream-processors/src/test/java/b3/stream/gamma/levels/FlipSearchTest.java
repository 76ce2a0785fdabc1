package b3.stream.gamma.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import b3.stream.gamma.levels.FlipSearch.Crossing;
import b3.stream.gamma.levels.FlipSearch.Found;
import b3.stream.gamma.math.Black76;
import org.junit.jupiter.api.Test;

class FlipSearchTest {

    private static Found search(double[] amplitudes, double[] centres, double[] widths) {
        GammaProfile profile = new GammaProfile(amplitudes, centres, widths);
        SearchGrid.Builder builder = new SearchGrid.Builder();
        profile.refine(builder);
        SearchGrid grid = builder.build();
        SearchGrid.Curves curves = grid.curves();
        profile.addTo(grid, curves);
        return FlipSearch.search(profile, grid, curves);
    }

    @Test
    void findsTheClosedFormZeroOfTwoGaussiansOfOneWidth() {
        // y = (c1 + c2)/2 + w^2 ln(a1/a2)/(c2 - c1)
        Found found = search(new double[] {-3, 2}, new double[] {-0.05, 0.06}, new double[] {0.1, 0.1});

        double exact = 0.005 + 0.01 * Math.log(1.5) / 0.11;
        assertThat(found.crossings()).singleElement().satisfies(crossing -> {
            assertThat(crossing.y()).isCloseTo(exact, within(1e-13));
            assertThat(crossing.upward()).isTrue();
        });
    }

    @Test
    void findsAPairOfCrossingsHiddenBetweenTwoNodes() {
        // a narrow long peak just pierces a wide short hill, over less than one cell of the grid
        double hill = 1 / Math.exp(-0.5 * Math.pow(0.0007 / 0.3, 2));
        Found found = search(new double[] {-hill, 1.00001}, new double[] {0, 0.0007}, new double[] {0.3, 0.05});

        assertThat(found.crossings()).hasSize(2);
        assertThat(found.crossings().get(1).y() - found.crossings().get(0).y()).isLessThan(0.0025);
        assertThat(found.crossings()).extracting(Crossing::upward).containsExactly(true, false);
    }

    @Test
    void findsNoCrossingWhereTheCurveOnlyComesNear() {
        Found found = search(new double[] {-1, 0.99999}, new double[] {0, 0}, new double[] {0.3, 0.05});

        assertThat(found.crossings()).isEmpty();
        assertThat(found.balanced()).isFalse();
    }

    @Test
    void reportsBooksThatCancelEverywhereAsBalanced() {
        Found found = search(
                new double[] {5, -5, 3, -3}, new double[] {-0.1, -0.1, 0.2, 0.2}, new double[] {0.1, 0.1, 0.05, 0.05});

        assertThat(found.balanced()).isTrue();
        assertThat(found.crossings()).isEmpty();
    }

    @Test
    void dropsCrossingsInFarTailsWhereNobodyHedges() {
        Found found = search(new double[] {1000, -1e-3}, new double[] {-0.3, 0.3}, new double[] {0.05, 0.05});

        assertThat(found.crossings()).isEmpty();
    }

    @Test
    void seesASameDayExpiryBetweenTheNodesOfTheCoarseGrid() {
        Found found = search(
                new double[] {-1, 50, 50}, new double[] {0, 0.00013, 0.0211}, new double[] {0.2, 0.0001, 0.0001});

        assertThat(found.crossings()).hasSize(4);
    }

    @Test
    void theProfileEqualsRepricingEveryOption() {
        double forward = 103;
        double discount = 0.96;
        double total = 0.12;
        double strike = 97;
        double amplitude = 0.01 * discount * strike / (total * Math.sqrt(2 * Math.PI));
        double centre = Math.log(strike / forward) + total * total / 2;
        GammaProfile profile = new GammaProfile(new double[] {amplitude}, new double[] {centre}, new double[] {total});

        GammaProfile.Point point = new GammaProfile.Point();
        for (double y = -0.3; y < 0.3; y += 0.01) {
            double moved = forward * Math.exp(y);
            profile.at(y, point);
            double repriced = 0.01 * Black76.cashGamma(discount, moved, Black76.d1(moved, strike, total), total);
            assertThat(point.net).isCloseTo(repriced, within(1e-13));
        }
    }
}
