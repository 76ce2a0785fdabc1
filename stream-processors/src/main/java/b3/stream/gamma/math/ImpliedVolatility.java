package b3.stream.gamma.math;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * Volatility from a premium, to the last few bits even for premiums of 1e-34 of the forward.
 *
 * <p>With beta = time value / (DF sqrt(F K)) and x = -|ln(F/K)| every premium is an out-of-the-money call on a forward
 * of 1, b(x, w) = exp(x/2) N(h+t) - exp(-x/2) N(h-t), h = x/w, t = w/2, w = sigma sqrt(T). The root of ln b(x, w) =
 * ln beta is found by a third-order Newton (Halley) step that never leaves its bracket; the logarithm makes the
 * function nearly straight, in 1/w^2 for tails and in w elsewhere. In the tails b = exp(-(h^2+t^2)/2) D/2 with D =
 * erfcx(-(h+t)/sqrt(2)) - erfcx(-(h-t)/sqrt(2)), so that nothing underflows.
 *
 * <p>P. Jaeckel, "Let's Be Rational", Wilmott 2015, sections 2 and 3, uses the same normalisation.
 */
public final class ImpliedVolatility {
    private static final double ROOT_HALF = 0.7071067811865476;
    private static final double ROOT_TWO_PI = 2.5066282746310007;
    private static final double ROOT_TWO_OVER_PI = 0.7978845608028654;
    private static final double TAYLOR_BELOW = 0.02;
    private static final double SCALED_BELOW = 0.84;
    private static final double CLOSE_ENOUGH = 1e-8;
    private static final int MOST_STEPS = 100;

    private ImpliedVolatility() {}

    /**
     * sigma of a premium (1.0 = 100 %).
     *
     * @param theta +1 call, -1 put
     * @param premium points, above the intrinsic value and below the value at infinite volatility
     * @param years T, positive
     */
    public static double of(
            double theta, double discount, double forward, double strike, double premium, double years) {
        double intrinsic = discount * Math.max(theta * (forward - strike), 0);
        double beta = (premium - intrinsic) / (discount * Math.sqrt(forward * strike));
        return totalVolatility(-Math.abs(Math.log(forward / strike)), beta) / Math.sqrt(years);
    }

    /** w with b(x, w) = beta, for x not positive and 0 &lt; beta &lt; exp(x/2); NaN outside. */
    static double totalVolatility(double x, double beta) {
        if (!(beta > 0 && beta < Math.exp(x / 2))) {
            return Double.NaN;
        }
        double logBeta = Math.log(beta);
        double low = beta * ROOT_TWO_PI; // vega never exceeds 1/sqrt(2 pi), hence w >= beta sqrt(2 pi)
        double high = Double.POSITIVE_INFINITY;
        double w = Math.max(low, Math.sqrt(-2 * x));
        for (int step = 0; step < MOST_STEPS; step++) {
            double h = x / w;
            double t = w / 2;
            double excess;
            double slope;
            if (t < SCALED_BELOW) {
                double difference = scaledDifference(h, t);
                excess = Math.log(0.5 * difference) - (h * h + t * t) / 2 - logBeta;
                slope = ROOT_TWO_OVER_PI / difference;
            } else {
                double call = callByDistributions(x, h, t);
                excess = Math.log(call) - logBeta;
                slope = Math.exp(-(h * h + t * t) / 2) / (ROOT_TWO_PI * call);
            }
            if (excess == 0) {
                return w;
            }
            if (excess > 0) {
                high = w;
            } else {
                low = w;
            }
            double next = improve(w, h, t, excess, slope);
            if (!(next > low && next < high)) {
                if (Math.abs(next - w) <= 2 * Math.ulp(w)) {
                    return w;
                }
                next = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * w;
            } else if (Math.abs(next - w) <= CLOSE_ENOUGH * w) {
                return next;
            }
            w = next;
        }
        return w;
    }

    /** The next w: Newton in 1/w^2 when far below, where ln b is almost -x^2/(2 w^2); Halley in w otherwise. */
    private static double improve(double w, double h, double t, double excess, double slope) {
        double relative = excess / (w * slope);
        if (h * h > 1 && relative > 0.1) {
            return w / Math.sqrt(1 + 2 * relative);
        }
        double newton = -excess / slope;
        double curvature = (h * h - t * t) / w - slope;
        double damping = 1 + 0.5 * newton * curvature;
        return w + newton / Math.max(damping, 0.5);
    }

    /** D = g(h+t) - g(h-t), g(z) = erfcx(-z/sqrt(2)); by Taylor for small t, where the difference cancels. */
    private static double scaledDifference(double h, double t) {
        if (t >= TAYLOR_BELOW) {
            return Erfcx.value(-(h + t) * ROOT_HALF) - Erfcx.value(-(h - t) * ROOT_HALF);
        }
        // g' = z g + sqrt(2/pi); g(k+1) = z g(k) + k g(k-1)
        double g0 = Erfcx.value(-h * ROOT_HALF);
        double g1 = h * g0 + ROOT_TWO_OVER_PI;
        double g2 = h * g1 + g0;
        double g3 = h * g2 + 2 * g1;
        double g4 = h * g3 + 3 * g2;
        double g5 = h * g4 + 4 * g3;
        double g6 = h * g5 + 5 * g4;
        double g7 = h * g6 + 6 * g5;
        double tt = t * t;
        return 2 * t * (g1 + tt / 6 * (g3 + tt / 20 * (g5 + tt / 42 * g7)));
    }

    private static double callByDistributions(double x, double h, double t) {
        double growth = Math.exp(x / 2);
        return 0.5 * (growth * Erfc.value(-(h + t) * ROOT_HALF) - Erfc.value(-(h - t) * ROOT_HALF) / growth);
    }
}
