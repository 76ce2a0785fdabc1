package b3.stream.gamma.levels;

import b3.stream.gamma.math.NeumaierSum;
import b3.stream.gamma.result.GammaResult.StrikeExposure;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Levels that are strikes, found in the exposures by strike (docs/gamma.md). Two values closer than 1e-12 of the
 * highest are a tie: the strike nearest to the spot price wins, then the lower one.
 */
public final class Walls {
    private static final double TIE = 1e-12;

    private Walls() {}

    /** The strike of the highest positive value among those allowed; null if there is none. */
    static @Nullable Double highest(
            List<StrikeExposure> strikes,
            double spot,
            DoublePredicate allowed,
            ToDoubleFunction<StrikeExposure> value) {
        double highest = 0;
        for (StrikeExposure exposure : strikes) {
            if (allowed.test(exposure.strike())) {
                highest = Math.max(highest, value.applyAsDouble(exposure));
            }
        }
        double best = Double.NaN;
        for (StrikeExposure exposure : strikes) {
            double strike = exposure.strike();
            if (highest > 0
                    && allowed.test(strike)
                    && value.applyAsDouble(exposure) >= highest * (1 - TIE)
                    && (Double.isNaN(best) || Math.abs(strike - spot) < Math.abs(best - spot))) {
                best = strike;
            }
        }
        return Double.isNaN(best) ? null : best;
    }

    /**
     * Where the running sum of net exposure over ascending strikes changes sign, linear between the strikes; the one
     * nearest to the spot price, null if there is none. Sums up to 1e-12 of gross count as zero.
     */
    static @Nullable Double cumulativeFlip(List<StrikeExposure> strikes, double spot, double gross) {
        double noise = TIE * gross;
        NeumaierSum running = new NeumaierSum();
        double best = Double.NaN;
        double previous = 0;
        double definite = 0;
        double zeroAt = Double.NaN;
        double previousStrike = Double.NaN;
        for (StrikeExposure exposure : strikes) {
            running.add(exposure.netGex());
            double sum = Math.abs(running.value()) <= noise ? 0 : running.value();
            if (sum * definite < 0) {
                double crossing = previous == 0
                        ? zeroAt
                        : previousStrike + (exposure.strike() - previousStrike) * previous / (previous - sum);
                if (Double.isNaN(best) || Math.abs(crossing - spot) < Math.abs(best - spot)) {
                    best = crossing;
                }
            }
            if (sum != 0) {
                definite = sum;
            } else if (previous != 0) {
                zeroAt = exposure.strike();
            }
            previous = sum;
            previousStrike = exposure.strike();
        }
        return Double.isNaN(best) ? null : best;
    }

    /**
     * The strike at which the holders of one expiry receive least, sum of quantity times intrinsic value [BRL]; null
     * without open interest. One pass up adds what calls pay, one pass down what puts pay.
     */
    public static @Nullable Double maxPain(List<StrikeExposure> strikes, double spot) {
        int size = strikes.size();
        double[] pain = new double[size];
        double quantity = 0;
        double paid = 0;
        for (int i = 1; i < size; i++) {
            quantity += strikes.get(i - 1).callQuantity();
            paid += quantity * (strikes.get(i).strike() - strikes.get(i - 1).strike());
            pain[i] += paid;
        }
        double puts = 0;
        paid = 0;
        for (int i = size - 2; i >= 0; i--) {
            puts += strikes.get(i + 1).putQuantity();
            paid += puts * (strikes.get(i + 1).strike() - strikes.get(i).strike());
            pain[i] += paid;
        }
        if (size == 0
                || quantity
                                + strikes.get(size - 1).callQuantity()
                                + puts
                                + strikes.get(0).putQuantity()
                        == 0) {
            return null;
        }
        return least(strikes, pain, spot);
    }

    private static Double least(List<StrikeExposure> strikes, double[] pain, double spot) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double value : pain) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double best = Double.NaN;
        for (int i = 0; i < pain.length; i++) {
            double strike = strikes.get(i).strike();
            if (pain[i] <= least + TIE * most
                    && (Double.isNaN(best) || Math.abs(strike - spot) < Math.abs(best - spot))) {
                best = strike;
            }
        }
        return best;
    }
}
