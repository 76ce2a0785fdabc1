package b3.stream.gamma;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.inputs.GammaInputs.Model;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.inputs.GammaSettings;
import b3.stream.gamma.math.Black76;
import b3.stream.gamma.result.GammaResult;
import b3.stream.gamma.result.GammaResult.ProfilePoint;
import b3.stream.gamma.result.GammaResult.ScopeResult;
import b3.stream.gamma.result.Levels;
import b3.stream.gamma.result.Levels.Direction;
import b3.stream.gamma.result.Levels.Flip;
import b3.stream.gamma.result.Levels.OiBasis;
import b3.stream.gamma.result.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/** What must stay when the inputs change in a known way (docs/gamma.md). */
class GammaPropertiesTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 1, 6);
    private static final int TRIES = 40;
    private static final Percentage SAME = Percentage.withPercentage(1e-9);

    private static Expiry expiry(int position, double spot, double discountScale) {
        double years = (3 + 25 * position) / 252.0;
        double discount = Math.pow(1.13, -years) * discountScale;
        return new Expiry(
                TODAY.plusMonths(position + 1L),
                3 + 25 * position,
                years,
                discount,
                spot * (1 + 0.01 * position),
                ForwardSource.FUTURE);
    }

    /** Three expiries, random strikes, holdings and volatilities; some rows priced, some blind, some dirty. */
    private static GammaInputs chain(long seed) {
        Random random = new Random(seed);
        List<Expiry> expiries = List.of(expiry(0, 100, 1), expiry(1, 100, 1), expiry(2, 100, 1));
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Expiry expiry = expiries.get(random.nextInt(3));
            double strike = 80 + random.nextInt(41);
            double oi = random.nextInt(20) == 0 ? -1 : random.nextInt(1000);
            Double volatility = random.nextInt(6) == 0 ? null : (Double) (0.15 + 0.3 * random.nextDouble());
            OptionSeriesBook.Type type = random.nextBoolean() ? OptionSeriesBook.Type.CALL : OptionSeriesBook.Type.PUT;
            options.add(new Option(
                    "o" + i,
                    i,
                    type,
                    Style.EUROPEAN,
                    strike,
                    expiry.date(),
                    oi,
                    null,
                    1.0,
                    volatility,
                    null,
                    null,
                    null));
        }
        return new GammaInputs(
                Snapshot.of("X", TODAY, 100, Model.FUTURES), expiries, options, null, 0.25, GammaSettings.DEFAULT);
    }

    private static ScopeResult all(GammaInputs inputs) {
        return GammaCalculator.calculate(inputs).find(Scope.ALL, OiBasis.TOTAL).orElseThrow();
    }

    private static Option holding(Option option, String id, double oi) {
        return new Option(
                id,
                option.index(),
                option.type(),
                option.style(),
                option.strike(),
                option.expiry(),
                oi,
                option.openInterestUncovered(),
                option.multiplier(),
                option.publishedVolatility(),
                option.premium(),
                option.tick(),
                option.premiumSource());
    }

    private static double oi(Option option) {
        Double oi = option.openInterest();
        return oi == null ? Double.NaN : oi;
    }

    /** Flips where enough is hedged that a moved search window or a larger book cannot drop them. */
    private static List<Flip> solid(ScopeResult result) {
        double highest = result.profile().stream()
                .mapToDouble(ProfilePoint::grossGex)
                .max()
                .orElse(0);
        return result.levels().flips().stream()
                .filter(flip -> flip.grossGex() > 0.05 * highest && Math.abs(flip.distancePct()) < 25)
                .toList();
    }

    private static void assertContains(List<Flip> flips, List<Flip> wanted) {
        for (Flip flip : wanted) {
            assertThat(flips).anySatisfy(other -> {
                assertThat(other.price()).isCloseTo(flip.price(), Percentage.withPercentage(1e-8));
                assertThat(other.direction()).isEqualTo(flip.direction());
            });
        }
    }

    @Property(tries = TRIES)
    void theOrderOfRowsChangesNoBit(@ForAll long seed, @ForAll long order) {
        GammaInputs inputs = chain(seed);
        List<Option> shuffled = new ArrayList<>(inputs.options());
        Collections.shuffle(shuffled, new Random(order));

        assertThat(GammaCalculator.calculate(inputs.with(shuffled))).isEqualTo(GammaCalculator.calculate(inputs));
    }

    @Property(tries = TRIES)
    void splittingARowInTwoChangesNothing(
            @ForAll long seed,
            @ForAll @IntRange(max = 39) int row,
            @ForAll @Scale(6) @DoubleRange(max = 1) double share) {
        GammaInputs inputs = chain(seed);
        Option whole = inputs.options().get(row);
        Assume.that(oi(whole) >= 0); // half of an invalid row may be valid
        List<Option> split = new ArrayList<>(inputs.options());
        split.set(row, holding(whole, whole.id(), oi(whole) * share));
        split.add(holding(whole, "other half", oi(whole) - oi(whole) * share));

        ScopeResult before = all(inputs);
        ScopeResult after = all(inputs.with(split));

        assertSameStrikes(after.levels(), before.levels());
        double gross = known(before.levels().grossGex());
        assertThat(after.levels().netGex()).isCloseTo(before.levels().netGex(), within(1e-12 * gross));
        assertThat(after.levels().charm()).isCloseTo(before.levels().charm(), within(1e-11 * gross));
        assertContains(after.levels().flips(), solid(before));
    }

    @Property(tries = TRIES)
    void scalingOpenInterestScalesExposuresAndKeepsLevels(
            @ForAll long seed, @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 1000) double scale) {
        GammaInputs inputs = chain(seed);
        List<Option> scaled = inputs.options().stream()
                .map(option -> holding(option, option.id(), oi(option) * scale))
                .toList();

        Levels before = all(inputs).levels();
        Levels after = all(inputs.with(scaled)).levels();

        assertSameStrikes(after, before);
        assertThat(after.grossGex()).isCloseTo(known(before.grossGex()) * scale, SAME);
        assertThat(after.dex()).isCloseTo(known(before.dex()) * scale, SAME);
        assertThat(after.flips()).hasSameSizeAs(before.flips());
        assertContains(after.flips(), before.flips());
    }

    @Property(tries = TRIES)
    void theSpotPriceMovesButTheFlipsStayWhereTheyAre(
            @ForAll long seed, @ForAll @Scale(6) @DoubleRange(min = 0.97, max = 1.03) double move) {
        GammaInputs inputs = chain(seed);
        List<Expiry> moved = inputs.expiries().stream()
                .map(expiry -> new Expiry(
                        expiry.date(),
                        expiry.businessDays(),
                        expiry.years(),
                        expiry.discountFactor(),
                        expiry.forward() * move,
                        expiry.forwardSource()))
                .toList();
        // sticky strikes: the volatilities of the first calculation stay with their rows
        GammaInputs there = new GammaInputs(
                inputs.snapshot().withSpot(100 * move), moved, sticky(inputs), null, 0.25, inputs.settings());

        ScopeResult before = all(inputs);
        ScopeResult after = all(there);

        assertContains(after.levels().flips(), solid(before));
        assertContains(before.levels().flips(), solid(after));
    }

    @Property(tries = TRIES)
    void volatilitiesOfAnEarlierMarketAreThoseThatItHadItself(@ForAll long seed, @ForAll long step) {
        GammaInputs then = premiumsOnly(chain(seed));
        double move = 0.9 + 0.2 * new Random(step).nextDouble();
        List<Expiry> moved = then.expiries().stream()
                .map(expiry -> new Expiry(
                        expiry.date(),
                        expiry.businessDays(),
                        0.9 * expiry.years(),
                        expiry.discountFactor(),
                        expiry.forward() * move,
                        expiry.forwardSource()))
                .toList();
        GammaInputs now = new GammaInputs(
                then.snapshot().withSpot(100 * move),
                moved,
                then.options(),
                null,
                0.25,
                then.settings(),
                new GammaInputs.PremiumMarket(100, then.expiries()));

        assertThat(GammaCalculator.calculate(now).options())
                .extracting(GammaResult.OptionExposure::volatility)
                .isEqualTo(GammaCalculator.calculate(then).options().stream()
                        .map(GammaResult.OptionExposure::volatility)
                        .toList());
    }

    /** The same chain with premiums in the place of volatilities. */
    private static GammaInputs premiumsOnly(GammaInputs inputs) {
        List<Option> options = new ArrayList<>();
        for (GammaResult.OptionExposure row : GammaCalculator.calculate(inputs).options()) {
            Option option = inputs.options().get(row.index());
            Expiry expiry = inputs.expiries().stream()
                    .filter(one -> one.date().equals(row.expiry()))
                    .findFirst()
                    .orElseThrow();
            double total = row.volatility() * Math.sqrt(expiry.years());
            double theta = row.type() == OptionSeriesBook.Type.CALL ? 1 : -1;
            double premium = Black76.premium(theta, expiry.discountFactor(), expiry.forward(), row.strike(), total);
            options.add(new Option(
                    option.id(),
                    options.size(),
                    option.type(),
                    option.style(),
                    option.strike(),
                    option.expiry(),
                    option.openInterest(),
                    null,
                    option.multiplier(),
                    null,
                    premium,
                    1e-9,
                    GammaInputs.PremiumSource.SETTLEMENT));
        }
        return inputs.with(options);
    }

    private static List<Option> sticky(GammaInputs inputs) {
        List<Option> options = new ArrayList<>();
        for (GammaResult.OptionExposure row : GammaCalculator.calculate(inputs).options()) {
            Option option = inputs.options().get(row.index());
            options.add(new Option(
                    option.id(),
                    option.index(),
                    option.type(),
                    option.style(),
                    option.strike(),
                    option.expiry(),
                    option.openInterest(),
                    null,
                    option.multiplier(),
                    row.volatility(),
                    null,
                    null,
                    null));
        }
        return options;
    }

    @Property(tries = TRIES)
    void reversedSignsMirrorExposuresAndTurnFlipsRound(@ForAll long seed) {
        GammaInputs inputs = chain(seed);

        Levels before = all(inputs).levels();
        Levels after = all(inputs.with(inputs.settings().withSigns(-1, 1))).levels();

        assertThat(after.netGex()).isEqualTo(-known(before.netGex()));
        assertThat(after.vanna()).isEqualTo(-known(before.vanna()));
        assertThat(after.callWall()).isEqualTo(before.callWall());
        assertThat(after.maxPosStrike()).isEqualTo(before.maxNegStrike());
        assertThat(after.flips())
                .extracting(Flip::price)
                .isEqualTo(before.flips().stream().map(Flip::price).toList());
        assertThat(after.flips())
                .extracting(Flip::direction)
                .isEqualTo(before.flips().stream()
                        .map(flip -> flip.direction() == Direction.UP ? Direction.DOWN : Direction.UP)
                        .toList());
    }

    private static double known(@Nullable Double value) {
        return requireNonNull(value);
    }

    @Property(tries = TRIES)
    void aBalancedBookAddsGrossExposureOnly(
            @ForAll long seed, @ForAll @IntRange(min = 85, max = 115) int strike, @ForAll @IntRange(max = 300) int oi) {
        GammaInputs inputs = chain(seed);
        List<Option> more = new ArrayList<>(inputs.options());
        LocalDate date = inputs.expiries().get(1).date();
        for (OptionSeriesBook.Type type : OptionSeriesBook.Type.values()) {
            more.add(new Option(
                    "balanced " + type,
                    more.size(),
                    type,
                    Style.EUROPEAN,
                    (double) strike,
                    date,
                    (double) oi,
                    null,
                    1.0,
                    0.3,
                    null,
                    null,
                    null));
        }
        GammaInputs base = inputs.with(sticky(inputs));
        GammaInputs with = inputs.with(Stream.concat(
                        sticky(inputs).stream(), more.subList(inputs.options().size(), more.size()).stream())
                .toList());

        ScopeResult before = all(base);
        ScopeResult after = all(with);

        double gross = known(after.levels().grossGex());
        assertThat(after.levels().netGex()).isCloseTo(before.levels().netGex(), within(1e-12 * gross));
        for (int k = 0; k < 121; k++) {
            assertThat(after.profile().get(k).netGex())
                    .isCloseTo(before.profile().get(k).netGex(), within(1e-12 * gross));
        }
        assertContains(before.levels().flips(), solid(after));
    }

    @Property(tries = TRIES)
    void scalingDiscountFactorsScalesGammaAndKeepsLevels(
            @ForAll long seed, @ForAll @Scale(6) @DoubleRange(min = 0.5, max = 1) double scale) {
        GammaInputs inputs = chain(seed);
        List<Expiry> scaled = inputs.expiries().stream()
                .map(expiry -> new Expiry(
                        expiry.date(),
                        expiry.businessDays(),
                        expiry.years(),
                        expiry.discountFactor() * scale,
                        expiry.forward(),
                        expiry.forwardSource()))
                .toList();

        Levels before = all(inputs).levels();
        Levels after = all(new GammaInputs(inputs.snapshot(), scaled, inputs.options(), null, 0.25, inputs.settings()))
                .levels();

        assertSameStrikes(after, before);
        assertThat(after.grossGex()).isCloseTo(known(before.grossGex()) * scale, SAME);
        assertContains(after.flips(), before.flips());
    }

    private static void assertSameStrikes(Levels actual, Levels expected) {
        assertThat(actual.callWall()).isEqualTo(expected.callWall());
        assertThat(actual.putWall()).isEqualTo(expected.putWall());
        assertThat(actual.callWallAny()).isEqualTo(expected.callWallAny());
        assertThat(actual.putWallAny()).isEqualTo(expected.putWallAny());
        assertThat(actual.absGammaStrike()).isEqualTo(expected.absGammaStrike());
        assertThat(actual.maxPosStrike()).isEqualTo(expected.maxPosStrike());
        assertThat(actual.maxNegStrike()).isEqualTo(expected.maxNegStrike());
        assertThat(actual.regime()).isEqualTo(expected.regime());
    }
}
