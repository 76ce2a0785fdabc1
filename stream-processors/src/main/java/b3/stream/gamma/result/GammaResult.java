package b3.stream.gamma.result;

import b3.schema.optionchain.OptionSeriesBook;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.result.Levels.OiBasis;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Levels, ladders, profiles and rows of one calculation, with what is needed to repeat it. Exposures are BRL; gamma
 * exposure is BRL of delta per 1 % move of the underlying, positive = dealers long gamma.
 *
 * @param methodVersion version of the definitions; another version means other numbers
 * @param signConvention dealer signs in words
 * @param snapshot what was valued, when, at which price, from which inputs
 * @param scopes every scope on every basis: ALL, NEXT, 0DTE, EX_NEXT, then each expiry
 * @param options every row used, by basis and index
 * @param excluded every row left out, by basis and index
 */
public record GammaResult(
        String methodVersion,
        String signConvention,
        Snapshot snapshot,
        List<ScopeResult> scopes,
        List<OptionExposure> options,
        List<ExcludedOption> excluded) {

    /** The figures of one scope on one basis. */
    public Optional<ScopeResult> find(Scope scope, OiBasis basis) {
        return scopes.stream()
                .filter(result ->
                        result.levels().scope().equals(scope) && result.levels().oiBasis() == basis)
                .findFirst();
    }

    /** Something a reader must know before using a figure. */
    public enum Flag {
        /** Some figure treats an American option as European; profile and flips always do (a tree only rescales them). */
        STYLE_APPROX,
        /** Some volatility comes from a surface older than the session valued. */
        STALE_SURFACE,
        /** Some strike is not the one that the source states: a payment in cash has changed it since. */
        STRIKE_ADJUSTED
    }

    /**
     * The figures of one scope on one basis.
     *
     * @param levels levels and totals
     * @param strikes the strikes, ascending in strike
     * @param expiries exposures by expiry, ascending
     * @param profile the repriced exposure, ascending in price; empty if there is no gamma
     */
    public record ScopeResult(
            Levels levels, List<StrikeExposure> strikes, List<ExpiryExposure> expiries, List<ProfilePoint> profile) {}

    /**
     * Exposures at one strike, summed over the expiries in scope.
     *
     * @param strike points
     * @param callGex BRL per 1 %
     * @param putGex BRL per 1 %
     * @param netGex BRL per 1 %
     * @param absGex sum of absolute exposures, BRL per 1 %
     * @param callOi open interest of calls, contracts or units
     * @param putOi open interest of puts, contracts or units
     * @param callQuantity open interest times multiplier of calls, BRL per point
     * @param putQuantity open interest times multiplier of puts, BRL per point
     * @param dex BRL
     * @param vanna BRL of delta per volatility point
     * @param charm BRL of delta per business day
     */
    public record StrikeExposure(
            double strike,
            double callGex,
            double putGex,
            double netGex,
            double absGex,
            double callOi,
            double putOi,
            double callQuantity,
            double putQuantity,
            double dex,
            double vanna,
            double charm) {}

    /**
     * Exposures of one expiry.
     *
     * @param expiry date
     * @param businessDays to expiry
     * @param years to expiry, of 252 business days
     * @param discountFactor value today of one BRL at expiry
     * @param forward points
     * @param forwardSource where the forward comes from
     * @param callGex BRL per 1 %
     * @param putGex BRL per 1 %
     * @param netGex BRL per 1 %
     * @param grossGex BRL per 1 %
     * @param share of the scope's gross exposure; null: that is 0
     * @param maxPain strike at which the writers pay least; null: no open interest
     * @param atmVol volatility at K = F (1.0 = 100 %), linear in strike over out-of-the-money volatilities
     * @param expectedMove S sigma sqrt(T), points
     * @param callOi open interest of calls, contracts or units
     * @param putOi open interest of puts, contracts or units
     */
    public record ExpiryExposure(
            LocalDate expiry,
            int businessDays,
            double years,
            double discountFactor,
            double forward,
            ForwardSource forwardSource,
            double callGex,
            double putGex,
            double netGex,
            double grossGex,
            @Nullable Double share,
            @Nullable Double maxPain,
            double atmVol,
            double expectedMove,
            double callOi,
            double putOi) {

        public ExpiryExposure shareOf(double total) {
            return new ExpiryExposure(
                    expiry,
                    businessDays,
                    years,
                    discountFactor,
                    forward,
                    forwardSource,
                    callGex,
                    putGex,
                    netGex,
                    grossGex,
                    total > 0 ? grossGex / total : null,
                    maxPain,
                    atmVol,
                    expectedMove,
                    callOi,
                    putOi);
        }
    }

    /**
     * Exposure if the price moved there now, volatilities sticky to strikes.
     *
     * @param move price over spot price
     * @param price points
     * @param netGex BRL per 1 %
     * @param grossGex BRL per 1 %
     */
    public record ProfilePoint(double move, double price, double netGex, double grossGex) {}

    /**
     * One row that was used.
     *
     * @param oiBasis which open interest
     * @param index position in the source
     * @param id instrument id
     * @param type call or put
     * @param strike points
     * @param expiry date
     * @param volatility 1.0 = 100 %
     * @param ivSource where the volatility comes from
     * @param premiumRejection why the row's own premium gave no volatility; null: it did, or was not looked at
     * @param approximate true: American, but some figure is European
     * @param delta per forward, discounted
     * @param gamma per point squared of the spot price
     * @param gex BRL per 1 %
     * @param dex BRL
     * @param vanna BRL of delta per volatility point
     * @param charm BRL of delta per business day
     */
    public record OptionExposure(
            OiBasis oiBasis,
            int index,
            String id,
            OptionSeriesBook.Type type,
            double strike,
            LocalDate expiry,
            double volatility,
            IvSource ivSource,
            @Nullable Reason premiumRejection,
            boolean approximate,
            double delta,
            double gamma,
            double gex,
            double dex,
            double vanna,
            double charm) {}

    /**
     * One row that was left out.
     *
     * @param oiBasis on which basis
     * @param index position in the source
     * @param id instrument id
     * @param reason why
     */
    public record ExcludedOption(OiBasis oiBasis, int index, String id, Reason reason) {}
}
