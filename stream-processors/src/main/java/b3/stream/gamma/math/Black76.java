package b3.stream.gamma.math;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Black-76 in total volatility: one formula for options on futures and on stocks.
 *
 * <p>Symbols: F forward and K strike [points]; DF discount factor to expiry; w = sigma sqrt(T) total volatility, sigma
 * as a fraction (0.155 = 15.5 %), T in years of 252 business days; theta = +1 call, -1 put; phi and N density and
 * distribution of the standard normal. Every function is per 1 unit of premium: times open interest and multiplier
 * gives BRL. w must be positive: as w tends to 0 gamma tends to 0 away from the forward and has no value at it.
 *
 * <p>F. Black, "The pricing of commodity contracts", Journal of Financial Economics 3 (1976); E. G. Haug, "The Complete
 * Guide to Option Pricing Formulas", 2nd ed., sections 1.1.6 and 2.
 */
public final class Black76 {
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;
    private static final double ROOT_HALF = 0.7071067811865476;

    private Black76() {}

    /** d1 = ln(F/K)/w + w/2; d2 = d1 - w. */
    public static double d1(double forward, double strike, double totalVolatility) {
        return Math.log(forward / strike) / totalVolatility + totalVolatility / 2;
    }

    /** phi(x) = exp(-x^2/2) / sqrt(2 pi). */
    static double density(double x) {
        return INVERSE_ROOT_TWO_PI * Math.exp(-x * x / 2);
    }

    /** N(x) = erfc(-x/sqrt(2)) / 2, to full relative precision in both tails. */
    public static double distribution(double x) {
        return 0.5 * Erfc.value(-x * ROOT_HALF);
    }

    /** Premium [points] = theta DF (F N(theta d1) - K N(theta d2)). */
    public static double premium(double theta, double discount, double forward, double strike, double totalVolatility) {
        double d1 = d1(forward, strike, totalVolatility);
        double d2 = d1 - totalVolatility;
        return theta * discount * (forward * distribution(theta * d1) - strike * distribution(theta * d2));
    }

    /** Change of premium per unit of sigma (100 volatility points) = DF F phi(d1) sqrt(T) [points]. */
    public static double vega(double discount, double forward, double d1, double years) {
        return discount * forward * density(d1) * Math.sqrt(years);
    }

    /**
     * Cash gamma = DF F phi(d1)/w = DF K phi(d2)/w [points]: gamma times the square of the price, the same number for
     * the forward and for the spot price. Times 0.01: change of delta [points of underlying] per 1 % move.
     */
    public static double cashGamma(double discount, double forward, double d1, double totalVolatility) {
        return discount * forward * density(d1) / totalVolatility;
    }

    /** Delta per forward = theta DF N(theta d1), without unit. */
    public static double delta(double theta, double discount, double d1) {
        return theta * discount * distribution(theta * d1);
    }

    /** Cash vanna = -DF F phi(d1) d2/sigma [points]: change of delta times F per unit of sigma. */
    public static double cashVanna(double discount, double forward, double d1, double volatility, double years) {
        double d2 = d1 - volatility * Math.sqrt(years);
        return -discount * forward * density(d1) * d2 / volatility;
    }

    /**
     * Cash charm of an option on a future [points per year]: change of delta times F as time passes and F stays,
     * F (theta r DF N(theta d1) + DF phi(d1) d2/(2T)), r = -ln(DF)/T.
     */
    public static double cashCharmOnFuture(
            double theta, double discount, double forward, double d1, double volatility, double years) {
        double rate = -Math.log(discount) / years;
        double d2 = d1 - volatility * Math.sqrt(years);
        double decay = density(d1) * d2 / (2 * years);
        return discount * forward * (theta * rate * distribution(theta * d1) + decay);
    }

    /**
     * Cash charm of an option on a cash price S [points per year]: change of delta times S as time passes and S stays,
     * theta y DF F N(theta d1) - DF F phi(d1) (b/(sigma sqrt(T)) - d2/(2T)), b = ln(F/S)/T carry, r = -ln(DF)/T,
     * y = r - b yield.
     */
    public static double cashCharmOnSpot(
            double theta, double discount, double forward, double spot, double d1, double volatility, double years) {
        double carry = Math.log(forward / spot) / years;
        double yield = -Math.log(discount) / years - carry;
        double totalVolatility = volatility * Math.sqrt(years);
        double drift = carry / totalVolatility - (d1 - totalVolatility) / (2 * years);
        return discount * forward * (theta * yield * distribution(theta * d1) - density(d1) * drift);
    }
}
