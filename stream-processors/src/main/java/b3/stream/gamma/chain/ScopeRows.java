package b3.stream.gamma.chain;

import b3.stream.gamma.chain.Chain.Row;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.math.NeumaierSum;
import b3.stream.gamma.result.GammaResult;
import b3.stream.gamma.result.IvSource;
import b3.stream.gamma.result.Reason;
import b3.stream.gamma.result.Scope;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rows of one scope.
 *
 * @param given rows given for its expiries, dirty ones included
 * @param used rows that entered the figures
 * @param coverage usable over valid open interest times multiplier; null: there is none
 * @param emptiness why there can be no level; null: there can
 * @param nothingLive the scope's rows have all expired: its totals are zero, not unknown
 * @param sources rows used by source of volatility
 * @param forwardSources where the forwards of the rows used come from
 * @param flags what a reader must know
 */
public record ScopeRows(
        int given,
        int used,
        @Nullable Double coverage,
        @Nullable Reason emptiness,
        boolean nothingLive,
        Map<IvSource, Integer> sources,
        Set<ForwardSource> forwardSources,
        Set<GammaResult.Flag> flags) {

    /** Counts the rows of a range of expiries, {@code fromExpiry} included and {@code toExpiry} excluded. */
    public static ScopeRows of(
            Scope scope,
            GammaInputs inputs,
            Chain chain,
            Volatilities volatilities,
            UnitExposures unit,
            double[] openInterest,
            int fromExpiry,
            int toExpiry) {
        Map<IvSource, Integer> sources = new EnumMap<>(IvSource.class);
        Set<ForwardSource> forwards = EnumSet.noneOf(ForwardSource.class);
        Set<GammaResult.Flag> flags = EnumSet.noneOf(GammaResult.Flag.class);
        NeumaierSum valid = new NeumaierSum();
        NeumaierSum usable = new NeumaierSum();
        Set<LocalDate> dates = new TreeSet<>(chain.expiries().subList(fromExpiry, toExpiry));
        int live = 0;
        int used = 0;
        boolean forwardKnown = false;
        for (int i = 0; i < openInterest.length; i++) {
            Row row = chain.rows().get(i);
            if (Double.isNaN(openInterest[i])
                    || !dates.contains(chain.expiries().get(row.expiryIndex()))) {
                continue;
            }
            double quantity = openInterest[i] * row.multiplier();
            live++;
            valid.add(quantity);
            forwardKnown |= row.expiry() != null;
            IvSource source = volatilities.source(i);
            if (source == null || row.expiry() == null) {
                continue;
            }
            used++;
            usable.add(quantity);
            sources.merge(source, 1, Integer::sum);
            forwards.add(row.expiry().forwardSource());
            if (unit.isApproximate(i)) {
                flags.add(GammaResult.Flag.STYLE_APPROX);
            }
            if (source == IvSource.SURFACE
                    && inputs.surface() != null
                    && inputs.surface().stale()) {
                flags.add(GammaResult.Flag.STALE_SURFACE);
            }
        }
        Reason emptiness = live == 0
                ? Reason.NO_ROWS
                : used == 0
                        ? (forwardKnown ? Reason.NO_IV : Reason.NO_FORWARD)
                        : valid.value() == 0 ? Reason.NO_OPEN_INTEREST : null;
        return new ScopeRows(
                given(scope, inputs, chain, dates),
                used,
                valid.value() > 0 ? usable.value() / valid.value() : null,
                emptiness,
                live == 0 && allExpired(scope, inputs, chain, dates),
                sources,
                forwards,
                flags);
    }

    private static int given(Scope scope, GammaInputs inputs, Chain chain, Set<LocalDate> dates) {
        return switch (scope.kind()) {
            case ALL -> chain.rowsGiven();
            case ZERO_DTE -> chain.rowsByExpiry().getOrDefault(inputs.snapshot().valuationDate(), 0);
            case EXPIRY, NEXT, EX_NEXT ->
                dates.stream()
                        .mapToInt(date -> chain.rowsByExpiry().getOrDefault(date, 0))
                        .sum();
        };
    }

    private static boolean allExpired(Scope scope, GammaInputs inputs, Chain chain, Set<LocalDate> dates) {
        List<Chain.Excluded> mine = chain.excluded().stream()
                .filter(row -> scope.kind() == Scope.Kind.ALL
                        || (scope.kind() == Scope.Kind.ZERO_DTE
                                && inputs.snapshot()
                                        .valuationDate()
                                        .equals(row.option().expiry()))
                        || (row.option().expiry() != null
                                && dates.contains(row.option().expiry())))
                .toList();
        return !mine.isEmpty() && mine.stream().allMatch(row -> row.reason() == Reason.EXPIRED);
    }
}
