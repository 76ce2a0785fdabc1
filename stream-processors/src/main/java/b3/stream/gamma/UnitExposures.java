package b3.stream.gamma;

import b3.stream.gamma.Chain.Row;
import b3.stream.gamma.EarlyExercise.Greeks;
import b3.stream.gamma.GammaInputs.Expiry;
import b3.stream.gamma.GammaInputs.Model;

/**
 * Dealer exposures of every live row per 1 BRL per point of position (open interest times multiplier = 1), and its
 * Gaussian in the profile. Rows without volatility stay at zero and are never read.
 */
final class UnitExposures {
    private static final double ROOT_TWO_PI = 2.5066282746310007;
    private static final double PER_CENT = 0.01;
    private static final double DAYS = 252;

    /** Per forward, without dealer sign. */
    final double[] delta;
    /** Per point squared of the spot price, without dealer sign. */
    final double[] gamma;
    /** Points per 1 %, with dealer sign, as everything below. */
    final double[] gex;

    final double[] dex;
    final double[] vanna;
    final double[] charm;
    /** a of {@link GammaProfile}. */
    final double[] amplitude;
    /** c of {@link GammaProfile}. */
    final double[] centre;
    /** w of {@link GammaProfile}. */
    final double[] width;

    final boolean[] approximate;

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

    static UnitExposures of(GammaInputs inputs, Chain chain, Volatilities volatilities, EarlyExercise earlyExercise) {
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
        double d1 = BlackScholes.d1(forward, row.strike(), total);
        double european = BlackScholes.cashGamma(discount, forward, d1, total);
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
                ? BlackScholes.cashCharmOnFuture(theta, discount, forward, d1, volatility, years)
                : BlackScholes.cashCharmOnSpot(theta, discount, forward, spot, d1, volatility, years);
        return new Greeks(
                BlackScholes.delta(theta, discount, d1),
                BlackScholes.cashGamma(discount, forward, d1, volatility * Math.sqrt(years)),
                BlackScholes.cashVanna(discount, forward, d1, volatility, years),
                charm);
    }
}
