package b3.stream.gamma.inputs;

import b3.stream.gamma.result.GammaResult;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The choices of the method that a caller may change; every one is stated on the result.
 *
 * @param callSign dealer sign of calls: +1 dealers hold them (long gamma), -1 dealers wrote them
 * @param putSign dealer sign of puts, as {@code callSign}
 * @param americanPuts how American puts are valued
 * @param volatilityRule where volatilities come from
 * @param minimumVolatility smallest volatility accepted, a fraction per square-root year (1.0 = 100 %)
 * @param maximumVolatility largest volatility accepted, same unit
 * @param profileMoves prices at which the profile is published, as multiples of the spot price, ascending
 */
public record GammaSettings(
        double callSign,
        double putSign,
        AmericanPuts americanPuts,
        VolatilityRule volatilityRule,
        double minimumVolatility,
        double maximumVolatility,
        List<Double> profileMoves) {

    /** How American puts are valued; American calls on an underlying without dividends are European. */
    public enum AmericanPuts {
        /** European formulas; the rows and levels carry {@link GammaResult.Flag#STYLE_APPROX}. */
        EUROPEAN_APPROXIMATION,
        /**
         * Leisen-Reimer tree for volatility, delta, gamma, vanna and charm at the spot price. The profile keeps the
         * shape of the European option scaled to the tree's gamma at the spot price, and is flagged as approximate.
         */
        TREE
    }

    /** Where volatilities come from. */
    public enum VolatilityRule {
        /** Published, else premium, else smile, else surface, else flat. */
        METHOD,
        /** Only the flat volatility of the inputs: what-if runs and tests that must be reproducible by hand. */
        FLAT_ONLY
    }

    /** Dealers long calls and short puts, American puts by tree, 121 profile points from 0.80 to 1.20. */
    public static final GammaSettings DEFAULT = new GammaSettings(
            1,
            -1,
            AmericanPuts.TREE,
            VolatilityRule.METHOD,
            1e-4,
            10,
            IntStream.rangeClosed(0, 120).mapToObj(i -> (240 + i) / 300.0).toList());

    public GammaSettings {
        profileMoves = List.copyOf(profileMoves);
        if (!(minimumVolatility > 0 && maximumVolatility > minimumVolatility)) {
            throw new IllegalArgumentException("volatility range: expected 0 < minimum < maximum, saw "
                    + minimumVolatility + " and " + maximumVolatility);
        }
        if (!Double.isFinite(callSign) || !Double.isFinite(putSign)) {
            throw new IllegalArgumentException("dealer signs: expected numbers, saw " + callSign + " and " + putSign);
        }
        if (!profileMoves.stream().allMatch(move -> move >= 0.5 && move <= 1.5)) {
            throw new IllegalArgumentException("profile moves: expected 0.5 to 1.5, saw " + profileMoves);
        }
    }

    /** These settings with another treatment of American puts. */
    public GammaSettings with(AmericanPuts treatment) {
        return new GammaSettings(
                callSign, putSign, treatment, volatilityRule, minimumVolatility, maximumVolatility, profileMoves);
    }

    /** These settings with another source of volatilities. */
    public GammaSettings with(VolatilityRule rule) {
        return new GammaSettings(
                callSign, putSign, americanPuts, rule, minimumVolatility, maximumVolatility, profileMoves);
    }

    /** These settings with another accepted range of volatilities. */
    public GammaSettings withVolatilityRange(double minimum, double maximum) {
        return new GammaSettings(callSign, putSign, americanPuts, volatilityRule, minimum, maximum, profileMoves);
    }

    /** These settings with another dealer sign convention. */
    public GammaSettings withSigns(double calls, double puts) {
        return new GammaSettings(
                calls, puts, americanPuts, volatilityRule, minimumVolatility, maximumVolatility, profileMoves);
    }

    /** These settings with other profile points. */
    public GammaSettings withProfileMoves(List<Double> moves) {
        return new GammaSettings(
                callSign, putSign, americanPuts, volatilityRule, minimumVolatility, maximumVolatility, moves);
    }

    /** The sign convention in words, as published on every record. */
    public String signConvention() {
        return "calls " + signed(callSign) + ", puts " + signed(putSign);
    }

    private static String signed(double sign) {
        return (sign < 0 ? "-" : "+") + (Math.abs(sign) == 1 ? "1" : String.valueOf(Math.abs(sign)));
    }
}
