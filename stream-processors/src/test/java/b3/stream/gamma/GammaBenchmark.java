package b3.stream.gamma;

import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.PremiumSource;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.inputs.GammaSettings;
import b3.stream.gamma.math.Black76;
import b3.stream.gamma.math.ImpliedVolatility;
import b3.stream.gamma.math.LeisenReimer;
import b3.stream.gamma.result.GammaResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a full result costs on one core: every scope (ALL, NEXT, 0DTE, EX_NEXT, each expiry) with levels, strikes, profile
 * of 121 points and all flips, volatilities inverted from premiums; inversion alone; and one {@code Math.exp} as the
 * ruler. ChainBooks are DOL-like: the first expiry is one day away, the others a month apart.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(1)
public class GammaBenchmark {
    private static final int INVERSIONS = 400;

    /** A chain of the given number of rows. */
    @State(Scope.Thread)
    public static class ChainBooks {
        @Param({"400", "2000"})
        int rows;

        GammaInputs inputs = chain(400);

        /** Builds the chain. */
        @Setup
        public void build() {
            inputs = chain(rows);
        }
    }

    /** Premiums from the money to the far wings, and arguments for the ruler. */
    @State(Scope.Thread)
    public static class Premiums {
        final double[] strike = new double[INVERSIONS];
        final double[] premium = new double[INVERSIONS];
        final double[] argument = new double[INVERSIONS];

        /** Prices the options. */
        public Premiums() {
            for (int i = 0; i < INVERSIONS; i++) {
                strike[i] = 6000 * Math.exp((i - 200) / 1000.0);
                double theta = strike[i] >= 6000 ? 1 : -1;
                double total = (0.15 + i % 7 * 0.01) * Math.sqrt(0.1);
                premium[i] = Black76.premium(theta, 0.98, 6000, strike[i], total);
                argument[i] = -i / 40.0;
            }
        }
    }

    /** One full result. */
    @Benchmark
    public GammaResult fullResult(ChainBooks chains) {
        return GammaCalculator.calculate(chains.inputs);
    }

    /** One inversion of one out-of-the-money premium. */
    @Benchmark
    @OperationsPerInvocation(INVERSIONS)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void impliedVolatility(Premiums premiums, Blackhole sink) {
        for (int i = 0; i < INVERSIONS; i++) {
            double strike = premiums.strike[i];
            sink.consume(ImpliedVolatility.of(strike >= 6000 ? 1 : -1, 0.98, 6000, strike, premiums.premium[i], 0.1));
        }
    }

    /** One exponential. */
    @Benchmark
    @OperationsPerInvocation(INVERSIONS)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void exponential(Premiums premiums, Blackhole sink) {
        for (int i = 0; i < INVERSIONS; i++) {
            sink.consume(Math.exp(premiums.argument[i]));
        }
    }

    /** One American put on a tree: delta, gamma, vanna and charm. */
    @Benchmark
    public LeisenReimer.Quote tree() {
        return new LeisenReimer(1001).quote(new LeisenReimer.Contract(-1, true, 32.17, 32, 0.135, 0.135, 0.25), 0.4);
    }

    /** Calls and puts at 25 strikes (400 rows) or 50 strikes (2,000 rows) of 8 or 20 expiries. */
    static GammaInputs chain(int rows) {
        int expiries = rows <= 400 ? 8 : 20;
        int strikes = rows / expiries / 2;
        LocalDate today = LocalDate.of(2025, 1, 6);
        List<Expiry> dates = new ArrayList<>();
        List<Option> options = new ArrayList<>();
        for (int e = 0; e < expiries; e++) {
            int days = 1 + 21 * e;
            double years = days / 252.0;
            double discount = Math.pow(1.13, -years);
            double forward = 6000 * Math.exp(0.05 * years);
            LocalDate date = today.plusDays(1 + 30L * e);
            dates.add(new Expiry(date, days, years, discount, forward, ForwardSource.FUTURE));
            for (int k = 0; k < strikes; k++) {
                double strike = 5400 + 1250.0 * k / strikes;
                for (OptionSeriesBook.Type type : OptionSeriesBook.Type.values()) {
                    double theta = type == OptionSeriesBook.Type.CALL ? 1 : -1;
                    double total = (0.15 + 0.3 * Math.pow(Math.log(strike / forward), 2)) * Math.sqrt(years);
                    double premium = Black76.premium(theta, discount, forward, strike, total);
                    double held = 100 + (k * 7919 + e * 104729 + (theta > 0 ? 31 : 17) * 1299709) % 5000;
                    options.add(new Option(
                            type + "-" + e + "-" + k,
                            options.size(),
                            type,
                            Style.EUROPEAN,
                            strike,
                            date,
                            held,
                            null,
                            50.0,
                            null,
                            premium > 0 ? premium : null,
                            1e-9,
                            PremiumSource.SETTLEMENT));
                }
            }
        }
        Snapshot snapshot = Snapshot.of("DOL", today, 6000, Model.FUTURES).withHedgeMultiplier(50.0);
        return new GammaInputs(snapshot, dates, options, null, 0.15, GammaSettings.DEFAULT);
    }
}
