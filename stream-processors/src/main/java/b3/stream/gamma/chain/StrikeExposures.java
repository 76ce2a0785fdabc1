package b3.stream.gamma.chain;

import b3.stream.gamma.chain.Chain.Row;
import b3.stream.gamma.math.NeumaierSum;
import b3.stream.gamma.result.GammaResult.StrikeExposure;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums of one scope on one basis: by strike and in total, each compensated and in the chain's order.
 *
 * @param byStrike one for every strike with a usable row, ascending
 * @param callGex BRL per 1 %
 * @param putGex BRL per 1 %
 * @param netGex BRL per 1 %
 * @param grossGex BRL per 1 %
 * @param dex BRL
 * @param vanna BRL of delta per volatility point
 * @param charm BRL of delta per business day
 * @param callOi contracts or units
 * @param putOi contracts or units
 */
public record StrikeExposures(
        List<StrikeExposure> byStrike,
        double callGex,
        double putGex,
        double netGex,
        double grossGex,
        double dex,
        double vanna,
        double charm,
        double callOi,
        double putOi) {

    /** Sums the given rows (positions in the chain, ascending) held in the given open interest. */
    public static StrikeExposures of(Chain chain, int[] members, UnitExposures unit, double[] openInterest) {
        Sums total = new Sums();
        Sums here = new Sums();
        List<StrikeExposure> byStrike = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            int member = members[i];
            Row row = chain.rows().get(member);
            total.add(row, member, unit, openInterest[member]);
            here.add(row, member, unit, openInterest[member]);
            if (i == members.length - 1 || chain.rows().get(members[i + 1]).strike() != row.strike()) {
                byStrike.add(here.takeStrike(row.strike()));
            }
        }
        return total.takeTotal(List.copyOf(byStrike));
    }

    private static final class Sums {
        private final NeumaierSum callGex = new NeumaierSum();
        private final NeumaierSum putGex = new NeumaierSum();
        private final NeumaierSum netGex = new NeumaierSum();
        private final NeumaierSum grossGex = new NeumaierSum();
        private final NeumaierSum callOi = new NeumaierSum();
        private final NeumaierSum putOi = new NeumaierSum();
        private final NeumaierSum callQuantity = new NeumaierSum();
        private final NeumaierSum putQuantity = new NeumaierSum();
        private final NeumaierSum dex = new NeumaierSum();
        private final NeumaierSum vanna = new NeumaierSum();
        private final NeumaierSum charm = new NeumaierSum();

        private void add(Row row, int member, UnitExposures unit, double openInterest) {
            double quantity = openInterest * row.multiplier();
            double gex = quantity * unit.gex(member);
            (row.isCall() ? callGex : putGex).add(gex);
            (row.isCall() ? callOi : putOi).add(openInterest);
            (row.isCall() ? callQuantity : putQuantity).add(quantity);
            netGex.add(gex);
            grossGex.add(Math.abs(gex));
            dex.add(quantity * unit.dex(member));
            vanna.add(quantity * unit.vanna(member));
            charm.add(quantity * unit.charm(member));
        }

        private StrikeExposure takeStrike(double strike) {
            return new StrikeExposure(
                    strike,
                    callGex.take(),
                    putGex.take(),
                    netGex.take(),
                    grossGex.take(),
                    callOi.take(),
                    putOi.take(),
                    callQuantity.take(),
                    putQuantity.take(),
                    dex.take(),
                    vanna.take(),
                    charm.take());
        }

        private StrikeExposures takeTotal(List<StrikeExposure> byStrike) {
            return new StrikeExposures(
                    byStrike,
                    callGex.take(),
                    putGex.take(),
                    netGex.take(),
                    grossGex.take(),
                    dex.take(),
                    vanna.take(),
                    charm.take(),
                    callOi.take(),
                    putOi.take());
        }
    }
}
