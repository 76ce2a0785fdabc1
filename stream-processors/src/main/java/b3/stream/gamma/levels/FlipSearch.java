package b3.stream.gamma.levels;

import java.util.ArrayList;
import java.util.List;

/**
 * All prices at which the profile changes sign, to 1e-13 in log price (docs/gamma.md).
 *
 * <p>The sign is read with hysteresis: |P| up to 1e-9 of the highest G counts as zero. Between definite signs that
 * differ there is a crossing; where two neighbours agree but P turns towards zero between them, the turning point is
 * solved for too, because a pair of crossings may hide there. Crossings in tails where G is below 1e-3 of its maximum
 * are dropped, because they are of no use for hedging.
 */
public final class FlipSearch {
    private static final double ZERO = 1e-9;
    private static final double BALANCED = 1e-12;
    private static final double TAIL = 1e-3;
    private static final double TOLERANCE = 1e-13;
    private static final int MOST_STEPS = 200;

    private final GammaProfile profile;
    private final SearchGrid grid;
    private final SearchGrid.Curves curves;
    private final double highest;
    private final GammaProfile.Point point = new GammaProfile.Point();
    private final List<Crossing> crossings = new ArrayList<>();
    private double definiteAt = Double.NaN;
    private double definiteNet;

    private FlipSearch(GammaProfile profile, SearchGrid grid, SearchGrid.Curves curves) {
        this.profile = profile;
        this.grid = grid;
        this.curves = curves;
        this.highest = curves.highestGross();
    }

    /**
     * A sign change.
     *
     * @param y log of price over spot price
     * @param upward true: short gamma below, long above
     * @param gross G there, BRL per 1 %
     */
    record Crossing(double y, boolean upward, double gross) {}

    /**
     * What a search found.
     *
     * @param crossings ascending in price
     * @param balanced P is zero at every price although G is not
     */
    public record Found(List<Crossing> crossings, boolean balanced) {}

    /** Searches a profile whose curves on the grid are already known. */
    public static Found search(GammaProfile profile, SearchGrid grid, SearchGrid.Curves curves) {
        FlipSearch search = new FlipSearch(profile, grid, curves);
        if (search.highest == 0) {
            return new Found(List.of(), false);
        }
        if (search.isBalanced()) {
            return new Found(List.of(), true);
        }
        search.walk();
        return new Found(List.copyOf(search.crossings), false);
    }

    private boolean isBalanced() {
        for (int k = 0; k < grid.size(); k++) {
            if (Math.abs(curves.net(k)) > BALANCED * highest) {
                return false;
            }
        }
        return true;
    }

    private void walk() {
        int last = grid.size() - 1;
        visit(grid.node(0), curves.net(0));
        for (int k = 1; k < last; k++) {
            if (turnsNearZero(k)) {
                double turn = turningPoint(grid.node(k - 1), grid.node(k + 1));
                profile.at(turn, point);
                if (turn < grid.node(k)) {
                    visit(turn, point.net);
                    visit(grid.node(k), curves.net(k));
                } else {
                    visit(grid.node(k), curves.net(k));
                    visit(turn, point.net);
                }
            } else {
                visit(grid.node(k), curves.net(k));
            }
        }
        visit(grid.node(last), curves.net(last));
    }

    private void visit(double y, double net) {
        if (Math.abs(net) <= ZERO * highest) {
            return;
        }
        if (definiteNet * net < 0) {
            double root = solve(definiteAt, definiteNet, y, net);
            profile.at(root, point);
            if (point.gross >= TAIL * highest) {
                crossings.add(new Crossing(root, net > 0, point.gross));
            }
        }
        definiteAt = y;
        definiteNet = net;
    }

    /** Of three nodes with one sign the middle one is nearest to zero, and near enough for a crossing beside it. */
    private boolean turnsNearZero(int k) {
        double before = curves.net(k - 1);
        double here = curves.net(k);
        double after = curves.net(k + 1);
        double sign = before >= 0 ? 1 : -1;
        double fall = sign * (before - here);
        double rise = sign * (after - here);
        return before * after > 0
                && before * here >= 0
                && fall >= 0
                && rise >= 0
                && fall + rise > 0
                && Math.abs(here) <= Math.max(fall, rise);
    }

    /** Where P' changes sign between two prices, by bisection. */
    private double turningPoint(double left, double right) {
        double low = left;
        double high = right;
        profile.at(left, point);
        double slopeAtLeft = point.slope;
        while (high - low > TOLERANCE) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            profile.at(middle, point);
            if (point.slope * slopeAtLeft > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** From the chord's zero, Newton's step while it stays inside the bracket and converges, bisection otherwise. */
    private double solve(double left, double netAtLeft, double right, double netAtRight) {
        double low = left;
        double high = right;
        double y = low + (high - low) * (netAtLeft / (netAtLeft - netAtRight));
        double before = high - low;
        for (int step = 0; step < MOST_STEPS && high - low > TOLERANCE; step++) {
            profile.at(y, point);
            if (point.net == 0) {
                return y;
            }
            if (point.net * netAtLeft > 0) {
                low = y;
            } else {
                high = y;
            }
            double next = y - point.net / point.slope;
            double moved = Math.abs(next - y);
            if (next > low && next < high && moved < before / 2) {
                if (moved <= TOLERANCE) {
                    return next;
                }
                before = moved;
            } else {
                next = (low + high) / 2;
                before = high - low;
            }
            y = next;
        }
        return y;
    }
}
