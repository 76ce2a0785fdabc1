package b3.stream.gamma;

import b3.schema.optionchain.OptionSeriesBook;
import b3.stream.gamma.chain.Chain;
import b3.stream.gamma.chain.Chain.Row;
import b3.stream.gamma.chain.ScopeRows;
import b3.stream.gamma.chain.StrikeExposures;
import b3.stream.gamma.chain.UnitExposures;
import b3.stream.gamma.chain.Volatilities;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.levels.FlipSearch;
import b3.stream.gamma.levels.FlipSearch.Found;
import b3.stream.gamma.levels.GammaProfile;
import b3.stream.gamma.levels.ScopeFigures;
import b3.stream.gamma.levels.SearchGrid;
import b3.stream.gamma.levels.Walls;
import b3.stream.gamma.result.GammaResult.ExcludedOption;
import b3.stream.gamma.result.GammaResult.ExpiryExposure;
import b3.stream.gamma.result.GammaResult.OptionExposure;
import b3.stream.gamma.result.GammaResult.ScopeResult;
import b3.stream.gamma.result.IvSource;
import b3.stream.gamma.result.Levels.OiBasis;
import b3.stream.gamma.result.Reason;
import b3.stream.gamma.result.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The figures of every scope on one basis of open interest. */
final class BasisCalculation {
    private final GammaInputs inputs;
    private final Chain chain;
    private final Volatilities volatilities;
    private final UnitExposures unit;
    private final OiBasis basis;
    /** Open interest of each row on this basis; NaN: unknown. */
    private final double[] openInterest;
    /** Log moves at which the profile is published. */
    private final double[] profileAt;

    BasisCalculation(GammaInputs inputs, Chain chain, Volatilities volatilities, UnitExposures unit, OiBasis basis) {
        this.inputs = inputs;
        this.chain = chain;
        this.volatilities = volatilities;
        this.unit = unit;
        this.basis = basis;
        openInterest = chain.rows().stream()
                .mapToDouble(row -> basis == OiBasis.TOTAL ? row.openInterest() : row.uncovered())
                .toArray();
        profileAt =
                inputs.settings().profileMoves().stream().mapToDouble(Math::log).toArray();
    }

    /** One expiry, or several: sums, crossings and curve. */
    private record Part(
            StrikeExposures strikes,
            GammaProfile profile,
            GammaProfile.Curve curve,
            SearchGrid.Curves scan,
            Found found) {}

    /** ALL, NEXT, 0DTE, EX_NEXT, then each expiry. */
    List<ScopeResult> scopes() {
        int count = chain.expiries().size();
        List<int[]> members = IntStream.range(0, count)
                .mapToObj(expiry -> members(expiry, expiry + 1))
                .toList();
        List<GammaProfile> profiles = members.stream().map(this::profile).toList();
        SearchGrid.Builder builder = new SearchGrid.Builder();
        profiles.forEach(profile -> profile.refine(builder));
        SearchGrid grid = builder.build();
        List<Part> parts = new ArrayList<>();
        List<@Nullable ExpiryExposure> exposures = new ArrayList<>();
        for (int expiry = 0; expiry < count; expiry++) {
            Part part = part(members.get(expiry), profiles.get(expiry), grid);
            parts.add(part);
            exposures.add(exposure(members.get(expiry), part.strikes()));
        }
        int today = chain.expiries().indexOf(inputs.snapshot().valuationDate());
        int next = Math.min(1, count);
        List<ScopeResult> scopes = new ArrayList<>();
        scopes.add(scope(Scope.ALL, merge(parts, 0, count, grid), exposures, 0, count));
        scopes.add(scope(Scope.NEXT, merge(parts, 0, next, grid), exposures, 0, next));
        int from = Math.max(today, 0);
        scopes.add(scope(Scope.ZERO_DTE, merge(parts, from, today + 1, grid), exposures, from, today + 1));
        scopes.add(scope(Scope.EX_NEXT, merge(parts, next, count, grid), exposures, next, count));
        for (int expiry = 0; expiry < count; expiry++) {
            scopes.add(scope(Scope.of(chain.expiries().get(expiry)), parts.get(expiry), exposures, expiry, expiry + 1));
        }
        return scopes;
    }

    private Part part(int[] members, GammaProfile profile, SearchGrid grid) {
        GammaProfile.Curve curve = new GammaProfile.Curve(profileAt.length);
        profile.addTo(profileAt, curve);
        SearchGrid.Curves scan = grid.curves();
        profile.addTo(grid, scan);
        Found found = FlipSearch.search(profile, grid, scan);
        return new Part(StrikeExposures.of(chain, members, unit, openInterest), profile, curve, scan, found);
    }

    /** Several expiries as one: curves are added, sums and crossings are computed afresh from the rows. */
    private Part merge(List<Part> parts, int from, int to, SearchGrid grid) {
        if (to - from == 1) {
            return parts.get(from);
        }
        int[] members = members(from, to);
        GammaProfile.Curve curve = new GammaProfile.Curve(profileAt.length);
        SearchGrid.Curves scan = grid.curves();
        for (Part part : parts.subList(from, to)) {
            curve.add(part.curve());
            scan.add(part.scan());
        }
        GammaProfile profile = new GammaProfile(
                parts.subList(from, to).stream().map(Part::profile).toList());
        Found found = FlipSearch.search(profile, grid, scan);
        return new Part(StrikeExposures.of(chain, members, unit, openInterest), profile, curve, scan, found);
    }

    private ScopeResult scope(Scope scope, Part part, List<@Nullable ExpiryExposure> exposures, int from, int to) {
        List<ExpiryExposure> expiries = new ArrayList<>();
        for (ExpiryExposure exposure : exposures.subList(from, to)) {
            if (exposure != null) {
                expiries.add(exposure.shareOf(part.strikes().grossGex()));
            }
        }
        ScopeFigures figures = new ScopeFigures(
                scope, basis, inputs, part.strikes(), List.copyOf(expiries), part.curve(), part.found());
        return figures.result(ScopeRows.of(scope, inputs, chain, volatilities, unit, openInterest, from, to));
    }

    /** Usable rows of a range of expiries, in the chain's order. */
    private int[] members(int fromExpiry, int toExpiry) {
        return IntStream.range(0, chain.rows().size())
                .filter(row -> {
                    int expiry = chain.rows().get(row).expiryIndex();
                    return expiry >= fromExpiry && expiry < toExpiry && isUsable(row);
                })
                .toArray();
    }

    private boolean isUsable(int row) {
        return volatilities.isKnown(row) && !Double.isNaN(openInterest[row]);
    }

    private GammaProfile profile(int[] members) {
        double[] amplitudes = new double[members.length];
        double[] centres = new double[members.length];
        double[] widths = new double[members.length];
        for (int i = 0; i < members.length; i++) {
            int row = members[i];
            amplitudes[i] = unit.amplitude(row)
                    * openInterest[row]
                    * chain.rows().get(row).multiplier();
            centres[i] = unit.centre(row);
            widths[i] = unit.width(row);
        }
        return new GammaProfile(amplitudes, centres, widths);
    }

    private @Nullable ExpiryExposure exposure(int[] members, StrikeExposures strikes) {
        Expiry expiry =
                members.length == 0 ? null : chain.rows().get(members[0]).expiry();
        if (expiry == null) {
            return null;
        }
        double spot = inputs.snapshot().spot();
        double atmVol = volatilities.smile(members, expiry.forward()).at(expiry.forward());
        return new ExpiryExposure(
                expiry.date(),
                expiry.businessDays(),
                expiry.years(),
                expiry.discountFactor(),
                expiry.forward(),
                expiry.forwardSource(),
                strikes.callGex(),
                strikes.putGex(),
                strikes.netGex(),
                strikes.grossGex(),
                null,
                Walls.maxPain(strikes.byStrike(), spot),
                atmVol,
                spot * atmVol * Math.sqrt(expiry.years()),
                strikes.callOi(),
                strikes.putOi());
    }

    /** Every row used, by index. */
    List<OptionExposure> options() {
        List<OptionExposure> result = new ArrayList<>();
        for (int i = 0; i < openInterest.length; i++) {
            Row row = chain.rows().get(i);
            IvSource source = volatilities.source(i);
            Expiry expiry = row.expiry();
            if (source != null && expiry != null && isUsable(i)) {
                result.add(option(i, row, expiry, source));
            }
        }
        result.sort(
                (a, b) -> a.index() != b.index() ? Integer.compare(a.index(), b.index()) : a.id().compareTo(b.id()));
        return result;
    }

    private OptionExposure option(int i, Row row, Expiry expiry, IvSource source) {
        double quantity = openInterest[i] * row.multiplier();
        return new OptionExposure(
                basis,
                row.option().index(),
                row.option().id(),
                row.isCall() ? OptionSeriesBook.Type.CALL : OptionSeriesBook.Type.PUT,
                row.strike(),
                expiry.date(),
                volatilities.at(i),
                source,
                volatilities.rejection(i),
                unit.isApproximate(i),
                unit.delta(i),
                unit.gamma(i),
                quantity * unit.gex(i),
                quantity * unit.dex(i),
                quantity * unit.vanna(i),
                quantity * unit.charm(i));
    }

    /** Every row left out, by index. */
    List<ExcludedOption> excluded() {
        List<ExcludedOption> result = new ArrayList<>();
        chain.excluded()
                .forEach(row -> result.add(new ExcludedOption(
                        basis, row.option().index(), row.option().id(), row.reason())));
        for (int i = 0; i < openInterest.length; i++) {
            if (!isUsable(i)) {
                Row row = chain.rows().get(i);
                Reason reason = Double.isNaN(openInterest[i])
                        ? Reason.BAD_OI
                        : row.expiry() == null ? Reason.NO_FORWARD : Reason.NO_IV;
                result.add(new ExcludedOption(
                        basis, row.option().index(), row.option().id(), reason));
            }
        }
        result.sort(Comparator.comparingInt(ExcludedOption::index).thenComparing(ExcludedOption::id));
        return result;
    }
}
