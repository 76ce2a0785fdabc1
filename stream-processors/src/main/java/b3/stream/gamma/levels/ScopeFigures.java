package b3.stream.gamma.levels;

import b3.stream.gamma.chain.ScopeRows;
import b3.stream.gamma.chain.StrikeExposures;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.levels.FlipSearch.Crossing;
import b3.stream.gamma.levels.FlipSearch.Found;
import b3.stream.gamma.result.GammaResult.ExpiryExposure;
import b3.stream.gamma.result.GammaResult.ProfilePoint;
import b3.stream.gamma.result.GammaResult.ScopeResult;
import b3.stream.gamma.result.GammaResult.StrikeExposure;
import b3.stream.gamma.result.Levels;
import b3.stream.gamma.result.Levels.Direction;
import b3.stream.gamma.result.Levels.Flip;
import b3.stream.gamma.result.Levels.OiBasis;
import b3.stream.gamma.result.Levels.Quality;
import b3.stream.gamma.result.Levels.Regime;
import b3.stream.gamma.result.Reason;
import b3.stream.gamma.result.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Turns the sums and crossings of one scope into its published levels, with a reason for every unknown. */
public final class ScopeFigures {
    private static final double NEUTRAL = 1e-9;
    private static final double NOISE = 1e-12;
    private static final double PARTIAL_BELOW = 0.8;

    private final Scope scope;
    private final OiBasis basis;
    private final GammaInputs inputs;
    private final StrikeExposures strikes;
    private final List<ExpiryExposure> expiries;
    private final GammaProfile.Curve curve;
    private final Found found;
    private final double spot;
    private final Map<String, Reason> reasons = new TreeMap<>();
    private @Nullable Reason emptiness;

    public ScopeFigures(
            Scope scope,
            OiBasis basis,
            GammaInputs inputs,
            StrikeExposures strikes,
            List<ExpiryExposure> expiries,
            GammaProfile.Curve curve,
            Found found) {
        this.scope = scope;
        this.basis = basis;
        this.inputs = inputs;
        this.strikes = strikes;
        this.expiries = expiries;
        this.curve = curve;
        this.found = found;
        spot = inputs.snapshot().spot();
    }

    /** The levels, strike exposures, expiries and profile of the scope. */
    public ScopeResult result(ScopeRows rows) {
        emptiness = rows.emptiness();
        return new ScopeResult(levels(rows), strikes.byStrike(), expiries, profilePoints());
    }

    private Levels levels(ScopeRows rows) {
        double gross = strikes.grossGex();
        boolean totals = rows.used() > 0 || rows.nothingLive();
        Double hedge = inputs.snapshot().hedgeMultiplier();
        Double contracts = totals && hedge != null ? (Double) (strikes.netGex() / (spot * hedge)) : null;
        Reason noContracts = hedge == null ? Reason.NO_HEDGE_MULTIPLIER : unknown(Reason.NO_IV);
        ExpiryExposure nearest = expiries.isEmpty() ? null : expiries.get(0);
        Double move = nearest == null ? null : (Double) nearest.expectedMove();
        List<Flip> flips = flips(move);
        return new Levels(
                scope,
                basis,
                wall("call_wall", Reason.NO_CALLS, strike -> strike >= spot, true),
                wall("put_wall", Reason.NO_PUTS, strike -> strike <= spot, false),
                wall("call_wall_any", Reason.NO_CALLS, strike -> true, true),
                wall("put_wall_any", Reason.NO_PUTS, strike -> true, false),
                oiWall("call_wall_oi", Reason.NO_CALLS, strike -> strike >= spot, true),
                oiWall("put_wall_oi", Reason.NO_PUTS, strike -> strike <= spot, false),
                orWhy("abs_gamma_strike", highest(StrikeExposure::absGex), Reason.NO_OPEN_INTEREST),
                orWhy("max_pos_strike", highest(exposure -> definite(exposure, 1)), Reason.NO_POSITIVE_STRIKE),
                orWhy("max_neg_strike", highest(exposure -> definite(exposure, -1)), Reason.NO_NEGATIVE_STRIKE),
                orWhy("gamma_flip", nearestFlip(), found.balanced() ? Reason.BALANCED : Reason.NO_CROSSING),
                orWhy(
                        "gamma_flip_cumulative",
                        Walls.cumulativeFlip(strikes.byStrike(), spot, gross),
                        Reason.NO_CROSSING),
                flips,
                total("net_gex", strikes.netGex(), totals),
                total("call_gex", strikes.callGex(), totals),
                total("put_gex", strikes.putGex(), totals),
                total("gross_gex", gross, totals),
                orWhy("gamma_tilt", gross > 0 ? strikes.netGex() / gross : null, Reason.NO_OPEN_INTEREST),
                orWhy(
                        "put_call_gamma_ratio",
                        strikes.callGex() != 0 ? Math.abs(strikes.putGex() / strikes.callGex()) : null,
                        Reason.NO_CALLS),
                orWhyExactly("net_contracts_per_1pct", contracts, noContracts),
                orWhyExactly("net_contracts_per_point", contracts == null ? null : contracts * 100 / spot, noContracts),
                total("dex", strikes.dex(), totals),
                total("vanna", strikes.vanna(), totals),
                total("charm", strikes.charm(), totals),
                regime(),
                orWhy("max_pain", maxPain(), maxPainReason()),
                orWhy("atm_vol", nearest == null ? null : (Double) nearest.atmVol(), Reason.NO_IV),
                orWhy("expected_move", move, Reason.NO_IV),
                orWhy("next_expiry_share", nearest == null ? null : nearest.share(), Reason.NO_OPEN_INTEREST),
                rows.forwardSources(),
                orWhy("oi_coverage", rows.coverage(), Reason.NO_OPEN_INTEREST),
                quality(rows.coverage()),
                reasons,
                rows.flags(),
                rows.given(),
                rows.used(),
                rows.sources());
    }

    private @Nullable Double wall(String field, Reason none, DoublePredicate side, boolean calls) {
        Double strike = Walls.highest(
                strikes.byStrike(), spot, side, exposure -> Math.abs(calls ? exposure.callGex() : exposure.putGex()));
        boolean any = (calls ? strikes.callGex() : strikes.putGex()) != 0;
        return orWhy(field, strike, any ? Reason.NO_STRIKE_ON_SIDE : none);
    }

    private @Nullable Double oiWall(String field, Reason none, DoublePredicate side, boolean calls) {
        Double strike = Walls.highest(
                strikes.byStrike(), spot, side, exposure -> calls ? exposure.callQuantity() : exposure.putQuantity());
        boolean any = (calls ? strikes.callOi() : strikes.putOi()) != 0;
        return orWhy(field, strike, any ? Reason.NO_STRIKE_ON_SIDE : none);
    }

    private @Nullable Double highest(ToDoubleFunction<StrikeExposure> value) {
        return Walls.highest(strikes.byStrike(), spot, strike -> true, value);
    }

    /** Net exposure in one direction; rounding noise of calls and puts that cancel counts as zero. */
    private static double definite(StrikeExposure exposure, int sign) {
        double value = sign * exposure.netGex();
        return value > NOISE * exposure.absGex() ? value : 0;
    }

    private List<Flip> flips(@Nullable Double move) {
        List<Flip> flips = new ArrayList<>();
        for (Crossing crossing : found.crossings()) {
            double price = price(crossing);
            flips.add(new Flip(
                    price,
                    crossing.upward() ? Direction.UP : Direction.DOWN,
                    Math.expm1(crossing.y()) * 100,
                    move == null ? null : (Double) ((price - spot) / move),
                    crossing.gross()));
        }
        return List.copyOf(flips);
    }

    private double price(Crossing crossing) {
        return spot * Math.exp(crossing.y());
    }

    private @Nullable Double nearestFlip() {
        Crossing best = null;
        for (Crossing crossing : found.crossings()) {
            double closer = best == null ? 1 : Math.abs(best.y()) - Math.abs(crossing.y());
            if (closer > NOISE || (Math.abs(closer) <= NOISE && crossing.upward())) {
                best = crossing;
            }
        }
        return best == null ? null : (Double) price(best);
    }

    private Regime regime() {
        double gross = strikes.grossGex();
        if (!(gross > 0)) {
            return Regime.NOT_AVAILABLE;
        }
        if (Math.abs(strikes.netGex()) <= NEUTRAL * gross || found.balanced()) {
            return Regime.NEUTRAL;
        }
        return strikes.netGex() > 0 ? Regime.POSITIVE : Regime.NEGATIVE;
    }

    private @Nullable Double maxPain() {
        return expiries.size() == 1 ? expiries.get(0).maxPain() : null;
    }

    private Reason maxPainReason() {
        return expiries.size() > 1 ? Reason.SEVERAL_EXPIRIES : Reason.NO_OPEN_INTEREST;
    }

    private static Quality quality(@Nullable Double coverage) {
        if (coverage == null || coverage == 0) {
            return Quality.UNAVAILABLE;
        }
        return coverage < PARTIAL_BELOW ? Quality.PARTIAL : Quality.OK;
    }

    private List<ProfilePoint> profilePoints() {
        if (!(strikes.grossGex() > 0)) {
            return List.of();
        }
        List<Double> moves = inputs.settings().profileMoves();
        List<ProfilePoint> points = new ArrayList<>(moves.size());
        for (int k = 0; k < moves.size(); k++) {
            double move = moves.get(k);
            points.add(new ProfilePoint(move, spot * move, curve.net(k), curve.gross(k)));
        }
        return List.copyOf(points);
    }

    private @Nullable Double total(String field, double value, boolean known) {
        return orWhy(field, known ? (Double) value : null, Reason.NO_IV);
    }

    /** The value; if there is none, notes why: the scope's emptiness, or this field's own reason. */
    private @Nullable Double orWhy(String field, @Nullable Double value, Reason why) {
        return orWhyExactly(field, value, unknown(why));
    }

    private @Nullable Double orWhyExactly(String field, @Nullable Double value, Reason why) {
        if (value == null) {
            reasons.put(field, why);
        }
        return value;
    }

    private Reason unknown(Reason otherwise) {
        return emptiness == null ? otherwise : emptiness;
    }
}
