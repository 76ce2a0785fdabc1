package b3.stream.gamma.math;

/** Linear interpolation between points of ascending abscissa, flat outside. */
public final class Linear {

    private Linear() {}

    /** The ordinate at {@code x} among the first {@code count} points, of which there is at least one. */
    public static double at(double[] xs, double[] ys, int count, double x) {
        if (x <= xs[0]) {
            return ys[0];
        }
        for (int i = 1; i < count; i++) {
            if (x <= xs[i]) {
                return x == xs[i] ? ys[i] : ys[i - 1] + (x - xs[i - 1]) / (xs[i] - xs[i - 1]) * (ys[i] - ys[i - 1]);
            }
        }
        return ys[count - 1];
    }
}
