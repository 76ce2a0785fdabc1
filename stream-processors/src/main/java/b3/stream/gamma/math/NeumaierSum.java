package b3.stream.gamma.math;

/**
 * A running sum that carries the rounding error of every addition, so that the total is as if computed in twice the
 * precision and then rounded (A. Neumaier, ZAMM 54, 1974).
 */
public final class NeumaierSum {
    private double sum;
    private double error;

    /** Adds a value. */
    public void add(double value) {
        double next = sum + value;
        error += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    /** The sum of the values added so far. */
    public double value() {
        return sum + error;
    }

    /** The total so far; the sum starts again at zero. */
    public double take() {
        double total = value();
        sum = 0;
        error = 0;
        return total;
    }
}
