package b3.stream.gamma.chain;

import b3.stream.gamma.math.Linear;

/** The smile of one expiry: volatility by strike, ascending, linear between strikes and flat outside. */
public final class Smile {
    private final double[] strikes;
    private final double[] volatilities;
    private int size;

    Smile(int capacity) {
        strikes = new double[capacity];
        volatilities = new double[capacity];
    }

    /** Adds the volatility of a strike above all earlier ones. */
    void add(double strike, double value) {
        strikes[size] = strike;
        volatilities[size++] = value;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Volatility at a strike (1.0 = 100 %); of no meaning if the smile is empty. */
    public double at(double strike) {
        return Linear.at(strikes, volatilities, size, strike);
    }
}
