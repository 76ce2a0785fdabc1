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
import b3.stream.gamma.inputs.GammaInputs.PremiumSource;
import b3.stream.gamma.inputs.GammaInputs.Snapshot;
import b3.stream.gamma.inputs.GammaSettings;
import b3.stream.gamma.inputs.GammaSettings.AmericanPuts;
import b3.stream.gamma.inputs.GammaSettings.VolatilityRule;
import b3.stream.gamma.inputs.VolatilitySurface;
import b3.stream.gamma.inputs.VolatilitySurface.Pillar;
import b3.stream.gamma.inputs.VolatilitySurface.Tenor;
import b3.stream.gamma.math.Black76;
import b3.stream.gamma.result.GammaResult;
import b3.stream.gamma.result.GammaResult.ExcludedOption;
import b3.stream.gamma.result.GammaResult.ExpiryExposure;
import b3.stream.gamma.result.GammaResult.OptionExposure;
import b3.stream.gamma.result.GammaResult.ProfilePoint;
import b3.stream.gamma.result.GammaResult.ScopeResult;
import b3.stream.gamma.result.IvSource;
import b3.stream.gamma.result.Levels;
import b3.stream.gamma.result.Levels.OiBasis;
import b3.stream.gamma.result.Levels.Quality;
import b3.stream.gamma.result.Levels.Regime;
import b3.stream.gamma.result.Reason;
import b3.stream.gamma.result.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GammaCalculatorTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 1, 6);
    private static final LocalDate SOON = LocalDate.of(2025, 2, 3);
    private static final LocalDate LATER = LocalDate.of(2025, 7, 1);

    private static Expiry expiry(LocalDate date, double years) {
        double discount = Math.pow(1.13, -years);
        return new Expiry(date, (int) Math.round(252 * years), years, discount, 100 / discount, ForwardSource.CARRY);
    }

    private static GammaInputs inputs(Option... options) {
        return new GammaInputs(
                Snapshot.of("X", TODAY, 100, Model.SPOT).withHedgeMultiplier(10.0),
                List.of(expiry(SOON, 20 / 252.0), expiry(LATER, 120 / 252.0)),
                List.of(options),
                null,
                null,
                GammaSettings.DEFAULT);
    }

    private static Option option(
            String id,
            OptionSeriesBook.Type type,
            double strike,
            LocalDate date,
            double oi,
            @Nullable Double volatility) {
        return new Option(id, 0, type, Style.EUROPEAN, strike, date, oi, null, 1.0, volatility, null, 0.01, null);
    }

    private static Option call(String id, double strike, LocalDate date, double oi) {
        return option(id, OptionSeriesBook.Type.CALL, strike, date, oi, 0.3);
    }

    private static Option put(String id, double strike, LocalDate date, double oi) {
        return option(id, OptionSeriesBook.Type.PUT, strike, date, oi, 0.3);
    }

    private static Option priced(
            String id, OptionSeriesBook.Type type, Style style, double strike, @Nullable Double premium) {
        return new Option(
                id, 0, type, style, strike, LATER, 100.0, null, 1.0, null, premium, null, PremiumSource.REFERENCE);
    }

    private static Option uncovered(Option option, @Nullable Double uncovered) {
        return new Option(
                option.id(),
                option.index(),
                option.type(),
                option.style(),
                option.strike(),
                option.expiry(),
                option.openInterest(),
                uncovered,
                option.multiplier(),
                option.publishedVolatility(),
                option.premium(),
                option.tick(),
                option.premiumSource());
    }

    private static double known(@Nullable Double value) {
        return requireNonNull(value);
    }

    private static ScopeResult scope(GammaResult result, Scope scope) {
        return result.find(scope, OiBasis.TOTAL).orElseThrow();
    }

    private static Levels levels(GammaInputs inputs, Scope scope) {
        return scope(GammaCalculator.calculate(inputs), scope).levels();
    }

    @Test
    void statesMethodAndSigns() {
        GammaResult result = GammaCalculator.calculate(inputs());

        assertThat(result.methodVersion()).isEqualTo(GammaCalculator.METHOD_VERSION);
        assertThat(result.signConvention()).isEqualTo("calls +1, puts -1");
    }

    @Test
    void emptyChainHasNoLevelsAndSaysWhy() {
        Levels levels = levels(inputs(), Scope.ALL);

        assertThat(levels.callWall()).isNull();
        assertThat(levels.netGex()).isNull();
        assertThat(levels.regime()).isEqualTo(Regime.NOT_AVAILABLE);
        assertThat(levels.quality()).isEqualTo(Quality.UNAVAILABLE);
        assertThat(levels.reasons())
                .containsEntry("call_wall", Reason.NO_ROWS)
                .containsEntry("gamma_flip", Reason.NO_ROWS)
                .containsEntry("net_gex", Reason.NO_ROWS);
    }

    @Test
    void everyNullHasAReasonAndEveryReasonANull() throws ReflectiveOperationException {
        for (GammaInputs inputs : List.of(
                inputs(), inputs(call("a", 105, SOON, 10)), inputs(call("a", 105, SOON, 10), put("b", 95, LATER, 7)))) {
            for (ScopeResult scope : GammaCalculator.calculate(inputs).scopes()) {
                for (var component : Levels.class.getRecordComponents()) {
                    String field = component
                            .getName()
                            .replaceAll("([A-Z])", "_$1")
                            .toLowerCase(Locale.ROOT)
                            .replace("per1_pct", "per_1pct");
                    boolean unknown = component.getAccessor().invoke(scope.levels()) == null;
                    assertThat(scope.levels().reasons().containsKey(field))
                            .as(field + " of " + scope.levels().scope().label())
                            .isEqualTo(unknown);
                }
            }
        }
    }

    @Test
    void callsOnlyHaveNoPutLevelsAndNoFlip() {
        Levels levels = levels(inputs(call("a", 95, SOON, 10), call("b", 105, SOON, 20)), Scope.ALL);

        assertThat(levels.regime()).isEqualTo(Regime.POSITIVE);
        assertThat(levels.reasons())
                .containsEntry("put_wall", Reason.NO_PUTS)
                .containsEntry("put_wall_oi", Reason.NO_PUTS)
                .containsEntry("max_neg_strike", Reason.NO_NEGATIVE_STRIKE)
                .containsEntry("gamma_flip", Reason.NO_CROSSING);
    }

    @Test
    void aWallOnTheWrongSideIsThereOnlyUnrestricted() {
        Levels levels = levels(inputs(call("a", 95, SOON, 10), put("b", 96, SOON, 10)), Scope.ALL);

        assertThat(levels.callWall()).isNull();
        assertThat(levels.callWallAny()).isEqualTo(95);
        assertThat(levels.reasons()).containsEntry("call_wall", Reason.NO_STRIKE_ON_SIDE);
        assertThat(levels.putWall()).isEqualTo(96);
    }

    @Test
    void aStrikeAtTheSpotPriceIsOnBothSides() {
        Levels levels = levels(inputs(call("a", 100, SOON, 10), put("b", 100, SOON, 20)), Scope.ALL);

        assertThat(levels.callWall()).isEqualTo(100);
        assertThat(levels.putWall()).isEqualTo(100);
    }

    @Test
    void tiesGoToTheStrikeNearestToSpotThenToTheLower() {
        Levels near = levels(inputs(call("a", 103, SOON, 10), call("b", 108, SOON, 10)), Scope.ALL);
        Levels even = levels(inputs(put("a", 99, SOON, 10), put("b", 90, SOON, 10), put("c", 96, SOON, 10)), Scope.ALL);
        Levels pain = levels(inputs(put("a", 95, SOON, 10), call("b", 105, SOON, 10)), Scope.ALL);

        assertThat(near.callWallOi()).isEqualTo(103);
        assertThat(even.putWallOi()).isEqualTo(99);
        assertThat(pain.maxPain()).isEqualTo(95);
    }

    @Test
    void identicalBooksOfCallsAndPutsAreNeutralWithoutFlip() {
        Levels levels = levels(
                inputs(
                        call("a", 95, SOON, 10),
                        put("b", 95, SOON, 10),
                        call("c", 105, SOON, 30),
                        put("d", 105, SOON, 30)),
                Scope.ALL);

        assertThat(levels.regime()).isEqualTo(Regime.NEUTRAL);
        assertThat(levels.flips()).isEmpty();
        assertThat(levels.maxPosStrike()).isNull();
        assertThat(levels.gammaFlipCumulative()).isNull();
        assertThat(levels.reasons()).containsEntry("gamma_flip", Reason.BALANCED);
    }

    @Test
    void scopesSplitTheChainByExpiry() {
        GammaResult result = GammaCalculator.calculate(
                inputs(call("a", 105, SOON, 10), put("b", 95, SOON, 5), call("c", 110, LATER, 20)));

        double all = known(scope(result, Scope.ALL).levels().grossGex());
        double next = known(scope(result, Scope.NEXT).levels().grossGex());
        double rest = known(scope(result, Scope.EX_NEXT).levels().grossGex());
        assertThat(next + rest).isCloseTo(all, Percentage.withPercentage(1e-12));
        assertThat(next).isEqualTo(scope(result, Scope.of(SOON)).levels().grossGex());
        assertThat(rest).isEqualTo(scope(result, Scope.of(LATER)).levels().grossGex());
        assertThat(scope(result, Scope.ALL).levels().nextExpiryShare()).isEqualTo(next / all);
        assertThat(scope(result, Scope.ALL).levels().reasons()).containsEntry("max_pain", Reason.SEVERAL_EXPIRIES);
        assertThat(scope(result, Scope.NEXT).levels().maxPain()).isNotNull();
        assertThat(result.find(Scope.ZERO_DTE, OiBasis.TOTAL)
                        .orElseThrow()
                        .levels()
                        .reasons())
                .containsEntry("net_gex", Reason.NO_ROWS);
        assertThat(result.scopes().stream().map(s -> s.levels().scope().label()))
                .containsExactly("ALL", "NEXT", "0DTE", "EX_NEXT", "EXPIRY:2025-02-03", "EXPIRY:2025-07-01");
    }

    @Test
    void todaysExpiryIsAScopeOfItsOwnWhileItTrades() {
        GammaInputs base = inputs(call("a", 101, TODAY, 10), call("b", 105, SOON, 10));
        GammaInputs trading = new GammaInputs(
                base.snapshot(),
                List.of(expiry(TODAY, 0.35 / 252), expiry(SOON, 20 / 252.0)),
                base.options(),
                null,
                null,
                base.settings());

        assertThat(levels(trading, Scope.ZERO_DTE).rowsUsed()).isEqualTo(1);
        assertThat(levels(trading, Scope.NEXT).callWall()).isEqualTo(101);
        assertThat(levels(base, Scope.ZERO_DTE).rowsUsed()).isZero();
        assertThat(levels(base, Scope.NEXT).callWall()).isEqualTo(105);
    }

    @Test
    void flipsStateDirectionAndDistance() {
        GammaResult result = GammaCalculator.calculate(inputs(put("a", 92, SOON, 100), call("b", 108, SOON, 100)));

        Levels levels = scope(result, Scope.ALL).levels();
        ExpiryExposure expiry = scope(result, Scope.ALL).expiries().get(0);
        assertThat(levels.flips()).singleElement().satisfies(flip -> {
            assertThat(flip.price()).isEqualTo(levels.gammaFlip());
            assertThat(flip.direction()).isEqualTo(Levels.Direction.UP);
            assertThat(flip.distancePct()).isCloseTo(flip.price() - 100, within(1e-12));
            assertThat(flip.distanceEm()).isCloseTo((flip.price() - 100) / expiry.expectedMove(), within(1e-12));
        });
        assertThat(expiry.expectedMove()).isCloseTo(100 * 0.3 * Math.sqrt(20 / 252.0), within(1e-12));
    }

    @Test
    void theProfileHas121PricesAndPassesThroughTheTotal() {
        ScopeResult all = scope(
                GammaCalculator.calculate(inputs(put("a", 92, SOON, 100), call("b", 108, LATER, 100))), Scope.ALL);

        assertThat(all.profile()).hasSize(121);
        assertThat(all.profile().get(0).move()).isEqualTo(0.8);
        assertThat(all.profile().get(120).move()).isEqualTo(1.2);
        ProfilePoint here = all.profile().get(60);
        assertThat(here.move()).isEqualTo(1);
        assertThat(here.netGex()).isCloseTo(all.levels().netGex(), Percentage.withPercentage(1e-10));
    }

    @Test
    void rowsWithoutVolatilityLowerTheCoverage() {
        Option blind = option("b", OptionSeriesBook.Type.CALL, 105, LATER, 30, null);
        GammaResult result = GammaCalculator.calculate(inputs(call("a", 105, SOON, 10), blind));

        Levels levels = scope(result, Scope.ALL).levels();
        assertThat(levels.oiCoverage()).isEqualTo(0.25);
        assertThat(levels.quality()).isEqualTo(Quality.PARTIAL);
        assertThat(result.excluded()).extracting(ExcludedOption::reason).containsExactly(Reason.NO_IV);
        Levels later = scope(result, Scope.of(LATER)).levels();
        assertThat(later.quality()).isEqualTo(Quality.UNAVAILABLE);
        assertThat(later.netGex()).isNull();
        assertThat(later.reasons()).containsEntry("net_gex", Reason.NO_IV);
    }

    @Test
    void anExpiryWithoutForwardIsLeftOut() {
        GammaResult result = GammaCalculator.calculate(inputs(call("a", 105, LocalDate.of(2026, 1, 2), 10)));

        assertThat(result.excluded()).extracting(ExcludedOption::reason).containsExactly(Reason.NO_FORWARD);
    }

    @Test
    void fallsBackFromSurfaceToFlatVolatility() {
        Option blind = option("b", OptionSeriesBook.Type.CALL, 105, LATER, 30, null);
        GammaInputs base = inputs(blind);
        VolatilitySurface surface =
                new VolatilitySurface(TODAY.minusDays(3), true, List.of(new Tenor(120, List.of(new Pillar(0.5, 0.4)))));

        GammaResult withSurface = GammaCalculator.calculate(
                new GammaInputs(base.snapshot(), base.expiries(), base.options(), surface, 0.2, base.settings()));
        GammaResult flat = GammaCalculator.calculate(
                new GammaInputs(base.snapshot(), base.expiries(), base.options(), null, 0.2, base.settings()));

        assertThat(withSurface.options()).singleElement().satisfies(row -> {
            assertThat(row.ivSource()).isEqualTo(IvSource.SURFACE);
            assertThat(row.volatility()).isCloseTo(0.4, within(1e-15));
        });
        assertThat(scope(withSurface, Scope.ALL).levels().flags()).containsExactly(GammaResult.Flag.STALE_SURFACE);
        assertThat(flat.options()).singleElement().satisfies(row -> {
            assertThat(row.ivSource()).isEqualTo(IvSource.FLAT);
            assertThat(row.volatility()).isEqualTo(0.2);
        });
    }

    @Test
    void theFlatOnlyRuleIgnoresEveryOtherVolatility() {
        GammaInputs base = inputs(call("a", 105, SOON, 10));
        GammaInputs flat = new GammaInputs(
                base.snapshot(),
                base.expiries(),
                base.options(),
                null,
                0.15,
                base.settings().with(VolatilityRule.FLAT_ONLY));

        assertThat(GammaCalculator.calculate(flat).options())
                .extracting(OptionExposure::volatility)
                .containsExactly(0.15);
    }

    @Test
    void ofTwoRowsWithOneKeyTheEarlierInTheSourceCounts() {
        Option first = withIndex(call("a", 105, SOON, 10), 3);
        Option second = withIndex(call("a", 105, SOON, 99), 7);

        for (GammaInputs inputs : List.of(inputs(first, second), inputs(second, first))) {
            GammaResult result = GammaCalculator.calculate(inputs);
            assertThat(scope(result, Scope.ALL).strikes().get(0).callOi()).isEqualTo(10);
            assertThat(result.excluded()).singleElement().satisfies(row -> {
                assertThat(row.index()).isEqualTo(7);
                assertThat(row.reason()).isEqualTo(Reason.DUPLICATE);
            });
        }
    }

    private static Option withIndex(Option option, int index) {
        return new Option(
                option.id(),
                index,
                option.type(),
                option.style(),
                option.strike(),
                option.expiry(),
                option.openInterest(),
                option.openInterestUncovered(),
                option.multiplier(),
                option.publishedVolatility(),
                option.premium(),
                option.tick(),
                option.premiumSource());
    }

    @Test
    void theUncoveredBasisUsesUncoveredOpenInterestOnly() {
        GammaResult result = GammaCalculator.calculate(inputs(
                uncovered(call("a", 105, SOON, 10), 4.0),
                uncovered(put("b", 95, SOON, 20), 20.0),
                uncovered(call("c", 110, SOON, 7), null)));

        ScopeResult bare = result.find(Scope.ALL, OiBasis.UNCOVERED).orElseThrow();
        assertThat(bare.levels().rowsUsed()).isEqualTo(2);
        assertThat(bare.strikes().get(1).callOi()).isEqualTo(4);
        double unit = scope(result, Scope.ALL).strikes().get(1).callGex() / 10;
        assertThat(bare.strikes().get(1).callGex()).isCloseTo(4 * unit, Percentage.withPercentage(1e-12));
        assertThat(result.excluded()).singleElement().satisfies(row -> {
            assertThat(row.oiBasis()).isEqualTo(OiBasis.UNCOVERED);
            assertThat(row.reason()).isEqualTo(Reason.BAD_OI);
        });
        assertThat(GammaCalculator.calculate(inputs(call("a", 105, SOON, 1))).find(Scope.ALL, OiBasis.UNCOVERED))
                .isEmpty();
    }

    @Test
    void anAmericanPutIsValuedOnATreeOrFlagged() {
        Option american = priced("a", OptionSeriesBook.Type.PUT, Style.AMERICAN, 100, 8.0);
        GammaResult tree = GammaCalculator.calculate(inputs(american));
        GammaResult flagged = GammaCalculator.calculate(
                inputs(american).with(GammaSettings.DEFAULT.with(AmericanPuts.EUROPEAN_APPROXIMATION)));
        GammaResult european =
                GammaCalculator.calculate(inputs(priced("a", OptionSeriesBook.Type.PUT, Style.EUROPEAN, 100, 8.0)));

        assertThat(scope(tree, Scope.ALL).levels().flags()).containsExactly(GammaResult.Flag.STYLE_APPROX);
        assertThat(scope(flagged, Scope.ALL).levels().flags()).containsExactly(GammaResult.Flag.STYLE_APPROX);
        assertThat(scope(european, Scope.ALL).levels().flags()).isEmpty();
        assertThat(flagged.options().get(0).gex())
                .isEqualTo(european.options().get(0).gex());
        // early exercise is part of the premium, so that the same premium means a lower volatility
        assertThat(tree.options().get(0).volatility())
                .isLessThan(european.options().get(0).volatility());
        assertThat(tree.options().get(0).gamma())
                .isGreaterThan(european.options().get(0).gamma());
        assertThat(scope(tree, Scope.ALL).profile().get(60).netGex())
                .isCloseTo(scope(tree, Scope.ALL).levels().netGex(), Percentage.withPercentage(1e-9));
    }

    @Test
    void treeAndFormulasAgreeOnAnAmericanPutWithoutInterest() {
        Option american = priced("a", OptionSeriesBook.Type.PUT, Style.AMERICAN, 100, 8.0);
        GammaInputs base = inputs(american);
        GammaInputs free = new GammaInputs(
                base.snapshot(),
                List.of(new Expiry(LATER, 120, 120 / 252.0, 1, 100, ForwardSource.CARRY)),
                base.options(),
                null,
                null,
                base.settings());

        GammaResult result = GammaCalculator.calculate(free);

        assertThat(result.options().get(0).approximate()).isFalse();
        assertThat(scope(result, Scope.ALL).levels().flags()).isEmpty();
    }

    @Test
    void aCallAndItsPutShareTheOutOfTheMoneyVolatility() {
        GammaInputs base = inputs();
        Expiry expiry = base.expiries().get(1);
        double strike = 95;
        double put = Black76.premium(
                -1, expiry.discountFactor(), expiry.forward(), strike, 0.35 * Math.sqrt(expiry.years()));
        GammaResult result = GammaCalculator.calculate(inputs(
                priced("c", OptionSeriesBook.Type.CALL, Style.EUROPEAN, strike, 25.0),
                priced("p", OptionSeriesBook.Type.PUT, Style.EUROPEAN, strike, put)));

        assertThat(result.options())
                .extracting(OptionExposure::ivSource)
                .containsExactly(IvSource.PAIR, IvSource.PRICE);
        assertThat(result.options())
                .allSatisfy(row -> assertThat(row.volatility()).isCloseTo(0.35, Percentage.withPercentage(1e-9)));
    }

    @Test
    void reversedSignsReverseTheRegime() {
        GammaInputs inputs = inputs(call("a", 105, SOON, 10), put("b", 95, SOON, 5));

        assertThat(levels(inputs, Scope.ALL).regime()).isEqualTo(Regime.POSITIVE);
        assertThat(levels(inputs.with(GammaSettings.DEFAULT.withSigns(-1, 1)), Scope.ALL)
                        .regime())
                .isEqualTo(Regime.NEGATIVE);
    }

    @Test
    void contractsAreNetExposureOverTheHedgeContractsValue() {
        Levels levels = levels(inputs(call("a", 105, SOON, 10)), Scope.ALL);

        assertThat(levels.netContractsPer1Pct()).isEqualTo(known(levels.netGex()) / 1000);
        assertThat(levels.netContractsPerPoint()).isEqualTo(known(levels.netGex()) / 1000);
    }
}
