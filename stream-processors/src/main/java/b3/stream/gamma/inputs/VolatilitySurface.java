package b3.stream.gamma.inputs;

import b3.stream.gamma.math.Linear;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * The exchange's volatility surface: per tenor a volatility at each pillar of delta.
 *
 * <p>A pillar's delta is N(d1) of a call, without discounting: delta 0.99 lies at the lowest strike. The pillar's
 * strike is K = F exp(-N^-1(delta) v + v^2/2) [points], v = sigma sqrt(T), F forward [points], T in years of 252
 * business days. Between pillar strikes volatility is linear in the strike, outside them flat; between tenors it is
 * linear in business days at equal delta, outside them flat. Measured on B3's surface of 2015-01-02 (docs/gamma.md).
 *
 * @param session the session whose surface this is
 * @param stale true: older than the session being valued; rows that use it are flagged
 * @param tenors ascending in business days, not empty
 */
public record VolatilitySurface(LocalDate session, boolean stale, List<Tenor> tenors) {

    public VolatilitySurface {
        tenors = tenors.stream()
                .sorted(Comparator.comparingDouble(Tenor::businessDays))
                .toList();
        if (tenors.isEmpty()) {
            throw new IllegalArgumentException("surface of " + session + ": expected tenors, saw none");
        }
    }

    /**
     * One tenor.
     *
     * @param businessDays time to expiry in business days
     * @param pillars descending in delta, hence ascending in strike; not empty
     */
    public record Tenor(double businessDays, List<Pillar> pillars) {
        public Tenor {
            pillars = pillars.stream()
                    .sorted(Comparator.comparingDouble(Pillar::delta).reversed())
                    .toList();
            if (pillars.isEmpty()) {
                throw new IllegalArgumentException("tenor " + businessDays + ": expected pillars, saw none");
            }
        }

        /** Volatility at a delta: linear between pillars, flat outside. */
        public double at(double delta) {
            double[] deltas = pillars.stream().mapToDouble(p -> -p.delta()).toArray();
            double[] volatilities =
                    pillars.stream().mapToDouble(Pillar::volatility).toArray();
            return Linear.at(deltas, volatilities, deltas.length, -delta);
        }
    }

    /**
     * One point.
     *
     * @param delta N(d1), 0 to 1 exclusive
     * @param volatility 1.0 = 100 %
     */
    public record Pillar(double delta, double volatility) {
        public Pillar {
            if (!(delta > 0 && delta < 1)) {
                throw new IllegalArgumentException("pillar delta: expected between 0 and 1, saw " + delta);
            }
            if (!(volatility > 0 && Double.isFinite(volatility))) {
                throw new IllegalArgumentException("pillar volatility: expected a positive number, saw " + volatility);
            }
        }
    }

    /** Volatility at a strike of an expiry with this forward and time to expiry. */
    public double at(double strike, double forward, double years) {
        List<Pillar> pillars = smile(years * 252);
        double[] strikes = new double[pillars.size()];
        double[] volatilities = new double[pillars.size()];
        for (int i = 0; i < strikes.length; i++) {
            volatilities[i] = pillars.get(i).volatility();
            strikes[i] = strike(pillars.get(i), forward, years);
        }
        return Linear.at(strikes, volatilities, strikes.length, strike);
    }

    /** K = F exp(-N^-1(delta) v + v^2/2) [points]. */
    static double strike(Pillar pillar, double forward, double years) {
        double total = pillar.volatility() * Math.sqrt(years);
        return forward * Math.exp(-inverseDistribution(pillar.delta()) * total + total * total / 2);
    }

    private List<Pillar> smile(double businessDays) {
        Tenor below = tenors.get(0);
        Tenor above = tenors.get(tenors.size() - 1);
        for (Tenor tenor : tenors) {
            if (tenor.businessDays() <= businessDays) {
                below = tenor;
            }
        }
        for (int i = tenors.size() - 1; i >= 0; i--) {
            if (tenors.get(i).businessDays() >= businessDays) {
                above = tenors.get(i);
            }
        }
        if (above.businessDays() <= below.businessDays()) {
            return (businessDays < below.businessDays() ? above : below).pillars();
        }
        return between(
                below, above, (businessDays - below.businessDays()) / (above.businessDays() - below.businessDays()));
    }

    private static List<Pillar> between(Tenor below, Tenor above, double share) {
        return Stream.concat(below.pillars().stream(), above.pillars().stream())
                .map(Pillar::delta)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(delta -> new Pillar(delta, below.at(delta) + share * (above.at(delta) - below.at(delta))))
                .toList();
    }

    private static double inverseDistribution(double probability) {
        return -Math.sqrt(2) * InverseErfc.value(2 * probability);
    }
}
