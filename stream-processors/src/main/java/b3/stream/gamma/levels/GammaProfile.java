package b3.stream.gamma.levels;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Gamma exposure as a function of the price, with sticky-strike volatilities and forwards that move in proportion to
 * the spot price.
 *
 * <p>With y = ln(S*&#47;S) the exposure of the chain at price S* is P(y) = sum of a exp(-(y-c)^2/(2 w^2)) [BRL of delta
 * per 1 % move], one Gaussian an option: a = sign Q 0.01 DF K/(w sqrt(2 pi)) [BRL], c = ln(K/F) + w^2/2, w = sigma
 * sqrt(T). G(y) is the same sum of |a|. The form is exact: it is Black-76 cash gamma DF K phi(d2)/w rewritten. See
 * docs/gamma.md.
 *
 * <p>Options of one strike, expiry and volatility, a call and its put above all, share one Gaussian. Gaussians too far
 * away to change G by more than 1e-14 of its maximum are skipped.
 */
public final class GammaProfile {
    /** Prices are searched from half to one and a half times the spot price. */
    static final double LOWEST = Math.log(0.5);

    static final double HIGHEST = Math.log(1.5);
    private static final double NEGLIGIBLE = 1e-14;

    private final int size;
    /** Sum of a over the options of one Gaussian. */
    private final double[] netAmplitude;
    /** Sum of |a| over them. */
    private final double[] grossAmplitude;

    private final double[] centre;
    private final double[] width;
    private final double[] reach;

    /**
     * A sum of Gaussians, added in the order given; neighbours of equal centre and width are joined, zero amplitudes are
     * dropped.
     *
     * @param amplitudes a [BRL]
     * @param centres c [log of price over spot price]
     * @param widths w, positive
     */
    public GammaProfile(double[] amplitudes, double[] centres, double[] widths) {
        int count = amplitudes.length;
        double[] net = new double[count];
        double[] gross = new double[count];
        centre = new double[count];
        width = new double[count];
        reach = new double[count];
        int joined = 0;
        for (int i = 0; i < count; i++) {
            boolean same = joined > 0 && centre[joined - 1] == centres[i] && width[joined - 1] == widths[i];
            int at = same ? joined - 1 : joined++;
            net[at] += amplitudes[i];
            gross[at] += Math.abs(amplitudes[i]);
            centre[at] = centres[i];
            width[at] = widths[i];
        }
        netAmplitude = net;
        grossAmplitude = gross;
        size = prune(joined);
    }

    /** Several sums as one, in the order given. */
    public GammaProfile(List<GammaProfile> parts) {
        size = parts.stream().mapToInt(part -> part.size).sum();
        netAmplitude = join(parts, part -> part.netAmplitude);
        grossAmplitude = join(parts, part -> part.grossAmplitude);
        centre = join(parts, part -> part.centre);
        width = join(parts, part -> part.width);
        reach = join(parts, part -> part.reach);
    }

    private static double[] join(List<GammaProfile> parts, Function<GammaProfile, double[]> field) {
        return parts.stream()
                .flatMapToDouble(part -> Arrays.stream(field.apply(part), 0, part.size))
                .toArray();
    }

    /** Works out how far each Gaussian matters and drops those that matter nowhere; answers how many are left. */
    private int prune(int joined) {
        double peak = 0;
        for (int i = 0; i < joined; i++) {
            double z = Math.max(0, Math.max(LOWEST - centre[i], centre[i] - HIGHEST)) / width[i];
            peak = Math.max(peak, grossAmplitude[i] * Math.exp(-z * z / 2));
        }
        int kept = 0;
        for (int i = 0; i < joined && peak > 0; i++) {
            double ratio = grossAmplitude[i] * joined / (NEGLIGIBLE * peak);
            if (ratio > 1) {
                netAmplitude[kept] = netAmplitude[i];
                grossAmplitude[kept] = grossAmplitude[i];
                centre[kept] = centre[i];
                width[kept] = width[i];
                reach[kept++] = width[i] * Math.sqrt(2 * Math.log(ratio));
            }
        }
        return kept;
    }

    /** P, its derivative and G at one price. */
    static final class Point {
        double net;
        double slope;
        double gross;
    }

    /** Evaluates P(y), P'(y) and G(y) into {@code point}. */
    void at(double y, Point point) {
        double sum = 0;
        double error = 0;
        double slope = 0;
        double gross = 0;
        for (int i = 0; i < size; i++) {
            double distance = y - centre[i];
            if (Math.abs(distance) <= reach[i]) {
                double z = distance / width[i];
                double bell = Math.exp(-0.5 * z * z);
                double value = netAmplitude[i] * bell;
                double next = sum + value;
                double part = next - sum;
                error += (sum - (next - part)) + (value - part);
                sum = next;
                slope -= value * z / width[i];
                gross += grossAmplitude[i] * bell;
            }
        }
        point.net = sum + error;
        point.slope = slope;
        point.gross = gross;
    }

    /** P and G at given prices, each sum with its rounding error. */
    public static final class Curve {
        private final double[] sum;
        private final double[] error;
        private final double[] gross;

        public Curve(int size) {
            sum = new double[size];
            error = new double[size];
            gross = new double[size];
        }

        double net(int k) {
            return sum[k] + error[k];
        }

        double gross(int k) {
            return gross[k];
        }

        public void add(Curve other) {
            for (int k = 0; k < sum.length; k++) {
                double value = other.sum[k];
                double before = sum[k];
                double next = before + value;
                double part = next - before;
                error[k] += (before - (next - part)) + (value - part) + other.error[k];
                sum[k] = next;
                gross[k] += other.gross[k];
            }
        }
    }

    /** Adds P and G at ascending prices to a curve. */
    public void addTo(double[] ys, Curve curve) {
        double[] sum = curve.sum;
        double[] error = curve.error;
        double[] gross = curve.gross;
        for (int i = 0; i < size; i++) {
            double c = centre[i];
            double a = netAmplitude[i];
            double absolute = grossAmplitude[i];
            double inverse = 1 / width[i];
            double end = c + reach[i];
            for (int k = firstAtLeast(ys, c - reach[i]); k < ys.length && ys[k] <= end; k++) {
                double z = (ys[k] - c) * inverse;
                double bell = Math.exp(-0.5 * z * z);
                double value = a * bell;
                double before = sum[k];
                double next = before + value;
                double part = next - before;
                error[k] += (before - (next - part)) + (value - part);
                sum[k] = next;
                gross[k] += absolute * bell;
            }
        }
    }

    /** Raises the resolution of the grid wherever one of these Gaussians is narrow. */
    public void refine(SearchGrid.Builder grid) {
        for (int i = 0; i < size; i++) {
            grid.refine(centre[i] - reach[i], centre[i] + reach[i], width[i] / 4);
        }
    }

    /** Adds P and G at every node of the grid, by {@link SearchGrid#add}. */
    public void addTo(SearchGrid grid, SearchGrid.Curves curves) {
        for (int i = 0; i < size; i++) {
            grid.add(netAmplitude[i], grossAmplitude[i], centre[i], width[i], reach[i], curves);
        }
    }

    private static int firstAtLeast(double[] ascending, double value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
