package b3.stream.gamma.chain;

import b3.stream.gamma.chain.Chain.Row;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaSettings.VolatilityRule;
import b3.stream.gamma.inputs.VolatilitySurface;
import b3.stream.gamma.math.Black76;
import b3.stream.gamma.math.ImpliedVolatility;
import b3.stream.gamma.result.IvSource;
import b3.stream.gamma.result.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The volatility of every live row, by the order of docs/gamma.md: published, inverted from the
 * premium, taken from the other side of the strike, from the smile, from the surface, flat.
 */
public final class Volatilities {
    /** A premium gives no volatility if its rounding is worth more than this (5 volatility points). */
    private static final double UNCERTAIN = 0.05;

    private final GammaInputs inputs;
    private final EarlyExercise earlyExercise;
    private final List<Row> rows;
    private final double[] volatility;
    private final @Nullable IvSource[] source;
    private final @Nullable Reason[] rejection;

    private Volatilities(GammaInputs inputs, Chain chain) {
        this.inputs = inputs;
        earlyExercise = new EarlyExercise(inputs);
        rows = chain.rows();
        volatility = new double[rows.size()];
        source = new @Nullable IvSource[rows.size()];
        rejection = new @Nullable Reason[rows.size()];
    }

    /**
     * Assigns a volatility to every row that can have one.
     *
     * @param inputs in the market in which premiums and surface were made
     */
    public static Volatilities of(GammaInputs inputs, Chain chain) {
        Volatilities result = new Volatilities(inputs, chain);
        Map<LocalDate, Expiry> expiries =
                inputs.expiries().stream().collect(Collectors.toMap(Expiry::date, Function.identity()));
        List<List<Integer>> byExpiry = new ArrayList<>();
        chain.expiries().forEach(date -> byExpiry.add(new ArrayList<>()));
        for (int row = 0; row < chain.rows().size(); row++) {
            byExpiry.get(chain.rows().get(row).expiryIndex()).add(row);
        }
        for (List<Integer> members : byExpiry) {
            int[] byStrike = members.stream().mapToInt(Integer::intValue).toArray();
            Expiry expiry = expiries.get(
                    chain.expiries().get(chain.rows().get(byStrike[0]).expiryIndex()));
            if (expiry == null) {
                result.rejectAll(byStrike);
            } else {
                result.assign(byStrike, expiry);
            }
        }
        return result;
    }

    /** Whether a row has a volatility. */
    public boolean isKnown(int row) {
        return source[row] != null;
    }

    /** sigma of a row (1.0 = 100 %); of no meaning unless {@link #isKnown}. */
    public double at(int row) {
        return volatility[row];
    }

    /** Where it comes from; null if there is none. */
    @Nullable
    public IvSource source(int row) {
        return source[row];
    }

    /** Why the row's own premium gave no volatility; null if it did or was not needed. */
    @Nullable
    public Reason rejection(int row) {
        return rejection[row];
    }

    private void rejectAll(int[] members) {
        for (int row : members) {
            rejection[row] = Reason.NO_FORWARD;
        }
    }

    private void assign(int[] members, Expiry expiry) {
        if (inputs.settings().volatilityRule() == VolatilityRule.METHOD) {
            for (int row : members) {
                takeOwn(row, expiry);
            }
            for (int from = 0; from < members.length; ) {
                int to = endOfStrike(members, from);
                pair(members, from, to, expiry.forward());
                from = to;
            }
            fillFromSmile(members, expiry);
            fillFromSurface(members, expiry);
        }
        fillFlat(members);
    }

    private void takeOwn(int row, Expiry expiry) {
        Option option = rows.get(row).option();
        Double published = option.publishedVolatility();
        if (published != null && isAccepted(published)) {
            set(row, published, IvSource.GIVEN);
            return;
        }
        Double premium = option.premium();
        if (premium == null || !(premium > 0 && Double.isFinite(premium))) {
            rejection[row] = published == null ? Reason.NO_PREMIUM : Reason.IV_OUT_OF_RANGE;
            return;
        }
        double tick = option.tick() == null ? 0 : option.tick();
        rejection[row] = invert(row, expiry, premium, tick);
    }

    private @Nullable Reason invert(int row, Expiry expiry, double premium, double tick) {
        Row option = rows.get(row);
        double forward = expiry.forward();
        double discount = expiry.discountFactor();
        boolean tree = earlyExercise.needsTree(option, expiry);
        double spot = inputs.snapshot().spot();
        double exercised =
                tree ? Math.max(option.theta() * (earlyExercise.price(expiry, spot) - option.strike()), 0) : 0;
        if (premium <= tick) {
            return Reason.PRICE_AT_FLOOR;
        }
        if (premium <= Math.max(exercised, discount * Math.max(option.theta() * (forward - option.strike()), 0))) {
            return Reason.PRICE_BELOW_INTRINSIC;
        }
        double highest = option.isCall() ? discount * forward : (tree ? 1 : discount) * option.strike();
        if (premium >= highest) {
            return Reason.PRICE_ABOVE_BOUND;
        }
        double inverted =
                ImpliedVolatility.of(option.theta(), discount, forward, option.strike(), premium, expiry.years());
        if (tree) {
            inverted = earlyExercise.impliedVolatility(option, expiry, premium, inverted);
        }
        if (!isAccepted(inverted)) {
            return Reason.IV_OUT_OF_RANGE;
        }
        double d1 = Black76.d1(forward, option.strike(), inverted * Math.sqrt(expiry.years()));
        if (tick / 2 > UNCERTAIN * Black76.vega(discount, forward, d1, expiry.years())) {
            return Reason.IV_UNCERTAIN;
        }
        set(row, inverted, IvSource.PRICE);
        return null;
    }

    /** Premium-derived volatilities of one strike: every row takes the out-of-the-money side's, or the only one. */
    private void pair(int[] members, int from, int to, double forward) {
        boolean callsLead = rows.get(members[from]).strike() >= forward;
        int leader = firstPriced(members, from, to, callsLead);
        if (leader < 0) {
            leader = firstPriced(members, from, to, !callsLead);
        }
        if (leader < 0) {
            return;
        }
        boolean leaderIsCall = rows.get(leader).isCall();
        for (int i = from; i < to; i++) {
            int row = members[i];
            boolean keepsOwn = source[row] == IvSource.PRICE && rows.get(row).isCall() == leaderIsCall;
            if (source[row] != IvSource.GIVEN && !keepsOwn) {
                set(row, volatility[leader], IvSource.PAIR);
            }
        }
    }

    private int firstPriced(int[] members, int from, int to, boolean calls) {
        for (int i = from; i < to; i++) {
            if (source[members[i]] == IvSource.PRICE && rows.get(members[i]).isCall() == calls) {
                return members[i];
            }
        }
        return -1;
    }

    private void fillFromSmile(int[] members, Expiry expiry) {
        Smile smile = smile(members, expiry.forward());
        if (smile.isEmpty()) {
            return;
        }
        for (int row : members) {
            if (source[row] == null) {
                set(row, smile.at(rows.get(row).strike()), IvSource.SMILE);
            }
        }
    }

    private void fillFromSurface(int[] members, Expiry expiry) {
        VolatilitySurface surface = inputs.surface();
        if (surface == null) {
            return;
        }
        for (int row : members) {
            if (source[row] == null) {
                double value = surface.at(rows.get(row).strike(), expiry.forward(), expiry.years());
                if (isAccepted(value)) {
                    set(row, value, IvSource.SURFACE);
                }
            }
        }
    }

    private void fillFlat(int[] members) {
        Double flat = inputs.flatVolatility();
        for (int row : members) {
            if (source[row] == null && flat != null) {
                set(row, flat, IvSource.FLAT);
            }
        }
    }

    /** The out-of-the-money volatility at every strike of one expiry that has one (the other side's if it is alone). */
    public Smile smile(int[] members, double forward) {
        Smile smile = new Smile(members.length);
        for (int from = 0; from < members.length; ) {
            int to = endOfStrike(members, from);
            double strike = rows.get(members[from]).strike();
            int best = -1;
            for (int i = from; i < to; i++) {
                int row = members[i];
                boolean outOfTheMoney = rows.get(row).isCall() == strike >= forward;
                if (source[row] != null
                        && (best < 0
                                || (outOfTheMoney
                                        && rows.get(best).isCall()
                                                != rows.get(row).isCall()))) {
                    best = row;
                }
            }
            if (best >= 0) {
                smile.add(strike, volatility[best]);
            }
            from = to;
        }
        return smile;
    }

    private int endOfStrike(int[] members, int from) {
        int to = from + 1;
        while (to < members.length
                && rows.get(members[to]).strike() == rows.get(members[from]).strike()) {
            to++;
        }
        return to;
    }

    private void set(int row, double value, IvSource from) {
        volatility[row] = value;
        source[row] = from;
    }

    private boolean isAccepted(double value) {
        return value >= inputs.settings().minimumVolatility()
                && value <= inputs.settings().maximumVolatility();
    }
}
