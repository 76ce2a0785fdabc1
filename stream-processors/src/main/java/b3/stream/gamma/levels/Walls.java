package b3.stream.gamma.levels;

import b3.stream.gamma.math.NeumaierSum;
import b3.stream.gamma.result.GammaResult.StrikeExposure;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Levels that are strikes, read off a ladder (docs/gamma.md). Two values closer than 1e-12 of the
 * highest are a tie: the strike nearest to the spot price wins, then the lower one.
 */
public final class Walls {
    private static final double TIE = 1e-12;

    private Walls() {}

    /** The strike of the highest positive value among those allowed; null if there is none. */
    static @Nullable Double highest(
            List<StrikeExposure> ladder, double spot, DoublePredicate allowed, ToDoubleFunction<StrikeExposure> value) {
        double highest = 0;
        for (StrikeExposure rung : ladder) {
            if (allowed.test(rung.strike())) {
                highest = Math.max(highest, value.applyAsDouble(rung));
            }
        }
        double best = Double.NaN;
        for (StrikeExposure rung : ladder) {
            double strike = rung.strike();
            if (highest > 0
                    && allowed.test(strike)
                    && value.applyAsDouble(rung) >= highest * (1 - TIE)
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
    static @Nullable Double cumulativeFlip(List<StrikeExposure> ladder, double spot, double gross) {
        double noise = TIE * gross;
        NeumaierSum running = new NeumaierSum();
        double best = Double.NaN;
        double previous = 0;
        double definite = 0;
        double zeroAt = Double.NaN;
        double previousStrike = Double.NaN;
        for (StrikeExposure rung : ladder) {
            running.add(rung.netGex());
            double sum = Math.abs(running.value()) <= noise ? 0 : running.value();
            if (sum * definite < 0) {
                double crossing = previous == 0
                        ? zeroAt
                        : previousStrike + (rung.strike() - previousStrike) * previous / (previous - sum);
                if (Double.isNaN(best) || Math.abs(crossing - spot) < Math.abs(best - spot)) {
                    best = crossing;
                }
            }
            if (sum != 0) {
                definite = sum;
            } else if (previous != 0) {
                zeroAt = rung.strike();
            }
            previous = sum;
            previousStrike = rung.strike();
        }
        return Double.isNaN(best) ? null : best;
    }

    /**
     * The strike at which the holders of one expiry receive least, sum of quantity times intrinsic value [BRL]; null
     * without open interest. One pass up adds what calls pay, one pass down what puts pay.
     */
    public static @Nullable Double maxPain(List<StrikeExposure> ladder, double spot) {
        int size = ladder.size();
        double[] pain = new double[size];
        double quantity = 0;
        double paid = 0;
        for (int i = 1; i < size; i++) {
            quantity += ladder.get(i - 1).callQuantity();
            paid += quantity * (ladder.get(i).strike() - ladder.get(i - 1).strike());
            pain[i] += paid;
        }
        double puts = 0;
        paid = 0;
        for (int i = size - 2; i >= 0; i--) {
            puts += ladder.get(i + 1).putQuantity();
            paid += puts * (ladder.get(i + 1).strike() - ladder.get(i).strike());
            pain[i] += paid;
        }
        if (size == 0
                || quantity
                                + ladder.get(size - 1).callQuantity()
                                + puts
                                + ladder.get(0).putQuantity()
                        == 0) {
            return null;
        }
        return least(ladder, pain, spot);
    }

    private static Double least(List<StrikeExposure> ladder, double[] pain, double spot) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double value : pain) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double best = Double.NaN;
        for (int i = 0; i < pain.length; i++) {
            double strike = ladder.get(i).strike();
            if (pain[i] <= least + TIE * most
                    && (Double.isNaN(best) || Math.abs(strike - spot) < Math.abs(best - spot))) {
                best = strike;
            }
        }
        return best;
    }
}
