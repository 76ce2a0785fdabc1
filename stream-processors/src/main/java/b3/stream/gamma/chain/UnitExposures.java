package b3.stream.gamma.chain;

import b3.stream.gamma.chain.Chain.Row;
import b3.stream.gamma.chain.EarlyExercise.Greeks;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.math.Black76;

/**
 * Dealer exposures of every live row per 1 BRL per point of position (open interest times multiplier = 1), and its
 * Gaussian in the profile. Rows without volatility stay at zero and are never read.
 */
public final class UnitExposures {
    private static final double ROOT_TWO_PI = 2.5066282746310007;
    private static final double PER_CENT = 0.01;
    private static final double DAYS = 252;

    private final double[] delta;
    private final double[] gamma;
    private final double[] gex;
    private final double[] dex;
    private final double[] vanna;
    private final double[] charm;
    private final double[] amplitude;
    private final double[] centre;
    private final double[] width;
    private final boolean[] approximate;

    private UnitExposures(int rows) {
        delta = new double[rows];
        gamma = new double[rows];
        gex = new double[rows];
        dex = new double[rows];
        vanna = new double[rows];
        charm = new double[rows];
        amplitude = new double[rows];
        centre = new double[rows];
        width = new double[rows];
        approximate = new boolean[rows];
    }

    /** Computes the exposures of every row that has a volatility. */
    public static UnitExposures of(
            GammaInputs inputs, Chain chain, Volatilities volatilities, EarlyExercise earlyExercise) {
        UnitExposures result = new UnitExposures(chain.rows().size());
        for (int i = 0; i < chain.rows().size(); i++) {
            Row row = chain.rows().get(i);
            Expiry expiry = row.expiry();
            if (expiry != null && volatilities.isKnown(i)) {
                result.set(i, row, expiry, volatilities.at(i), inputs, earlyExercise);
            }
        }
        return result;
    }

    private void set(
            int i, Row row, Expiry expiry, double volatility, GammaInputs inputs, EarlyExercise earlyExercise) {
        double spot = inputs.snapshot().spot();
        double forward = expiry.forward();
        double discount = expiry.discountFactor();
        double total = volatility * Math.sqrt(expiry.years());
        double d1 = Black76.d1(forward, row.strike(), total);
        double european = Black76.cashGamma(discount, forward, d1, total);
        Greeks onTree = earlyExercise.needsTree(row, expiry) ? earlyExercise.greeks(row, expiry, volatility) : null;
        boolean tree = onTree != null && onTree.areFinite();
        Greeks greeks = onTree != null && tree
                ? onTree
                : european(row, expiry, volatility, d1, inputs.snapshot().model(), spot);
        double sign =
                row.isCall() ? inputs.settings().callSign() : inputs.settings().putSign();
        delta[i] = greeks.delta();
        gamma[i] = greeks.cashGamma() / (spot * spot);
        gex[i] = sign * PER_CENT * greeks.cashGamma();
        dex[i] = sign * greeks.delta() * forward;
        vanna[i] = sign * greeks.cashVanna() * PER_CENT;
        charm[i] = sign * greeks.cashCharm() / DAYS;
        double scale = tree && european > 0 ? greeks.cashGamma() / european : 1;
        amplitude[i] = scale * sign * PER_CENT * discount * row.strike() / (total * ROOT_TWO_PI);
        centre[i] = Math.log(row.strike() / forward) + total * total / 2;
        width[i] = total;
        approximate[i] = earlyExercise.isApproximate(row, expiry);
    }

    private static Greeks european(Row row, Expiry expiry, double volatility, double d1, Model model, double spot) {
        double theta = row.theta();
        double forward = expiry.forward();
        double discount = expiry.discountFactor();
        double years = expiry.years();
        double charm = model == Model.FUTURES
                ? Black76.cashCharmOnFuture(theta, discount, forward, d1, volatility, years)
                : Black76.cashCharmOnSpot(theta, discount, forward, spot, d1, volatility, years);
        return new Greeks(
                Black76.delta(theta, discount, d1),
                Black76.cashGamma(discount, forward, d1, volatility * Math.sqrt(years)),
                Black76.cashVanna(discount, forward, d1, volatility, years),
                charm);
    }

    /** Delta of a row per forward, without dealer sign. */
    public double delta(int row) {
        return delta[row];
    }

    /** Gamma of a row per point squared of the spot price, without dealer sign. */
    public double gamma(int row) {
        return gamma[row];
    }

    /** Gamma exposure of a row, points per 1 % move, with dealer sign. */
    public double gex(int row) {
        return gex[row];
    }

    /** Delta exposure of a row, points, with dealer sign. */
    public double dex(int row) {
        return dex[row];
    }

    /** Vanna of a row, points of delta per volatility point, with dealer sign. */
    public double vanna(int row) {
        return vanna[row];
    }

    /** Charm of a row, points of delta per business day, with dealer sign. */
    public double charm(int row) {
        return charm[row];
    }

    /** Amplitude of a row's Gaussian in the profile, with dealer sign. */
    public double amplitude(int row) {
        return amplitude[row];
    }

    /** Centre of a row's Gaussian in the profile, log price. */
    public double centre(int row) {
        return centre[row];
    }

    /** Width of a row's Gaussian in the profile, log price. */
    public double width(int row) {
        return width[row];
    }

    /** Whether some figure of a row uses European formulas although early exercise may pay. */
    public boolean isApproximate(int row) {
        return approximate[row];
    }
}
