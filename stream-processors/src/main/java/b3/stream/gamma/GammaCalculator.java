package b3.stream.gamma;

import b3.stream.gamma.chain.Chain;
import b3.stream.gamma.chain.EarlyExercise;
import b3.stream.gamma.chain.UnitExposures;
import b3.stream.gamma.chain.Volatilities;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.result.GammaResult;
import b3.stream.gamma.result.GammaResult.ExcludedOption;
import b3.stream.gamma.result.GammaResult.OptionExposure;
import b3.stream.gamma.result.GammaResult.ScopeResult;
import b3.stream.gamma.result.Levels.OiBasis;
import java.util.ArrayList;
import java.util.List;

/**
 * Gamma levels of one underlying: a pure function of its inputs. The same inputs give the same bits, in whatever order
 * the rows come. {@code docs/gamma.md} is the specification.
 *
 * <p>Steps: sort out live and dirty rows ({@link Chain}), give each a volatility ({@link Volatilities}), compute
 * exposures per unit ({@link UnitExposures}), then sum, search and rank for every scope and every basis of open
 * interest ({@link BasisCalculation}). The uncovered basis is there if any row publishes uncovered open interest.
 */
public final class GammaCalculator {
    /** Changes whenever a definition changes, and with it the numbers. */
    public static final String METHOD_VERSION = "1";

    private GammaCalculator() {}

    /**
     * Levels, strike exposures, profiles and rows; dirty rows are left out with their reason and never stop the others.
     */
    public static GammaResult calculate(GammaInputs inputs) {
        EarlyExercise earlyExercise = new EarlyExercise(inputs);
        Chain chain = Chain.of(inputs);
        Volatilities volatilities = Volatilities.of(inputs.inPremiumMarket(), chain);
        UnitExposures unit = UnitExposures.of(inputs, chain, volatilities, earlyExercise);
        List<ScopeResult> scopes = new ArrayList<>();
        List<OptionExposure> options = new ArrayList<>();
        List<ExcludedOption> excluded = new ArrayList<>();
        for (OiBasis basis : OiBasis.values()) {
            if (basis == OiBasis.TOTAL || chain.rows().stream().anyMatch(row -> !Double.isNaN(row.uncovered()))) {
                BasisCalculation figures = new BasisCalculation(inputs, chain, volatilities, unit, basis);
                scopes.addAll(figures.scopes());
                options.addAll(figures.options());
                excluded.addAll(figures.excluded());
            }
        }
        return new GammaResult(
                METHOD_VERSION,
                inputs.settings().signConvention(),
                inputs.snapshot(),
                List.copyOf(scopes),
                List.copyOf(options),
                List.copyOf(excluded));
    }
}
