package b3.stream.gammalevels.assembly;

import static b3.schema.corporateactions.CorporateAction.Kind.DIVIDEND;
import static b3.schema.corporateactions.CorporateAction.Kind.INCOME;
import static b3.schema.corporateactions.CorporateAction.Kind.INTEREST_ON_CAPITAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.gamma.GammaCalculator;
import b3.stream.gamma.inputs.GammaInputs;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.result.GammaResult;
import b3.stream.gamma.result.GammaResult.ExcludedOption;
import b3.stream.gamma.result.Reason;
import b3.stream.gammalevels.assembly.InputsAssembler.Assembled;
import b3.stream.gammalevels.assembly.InputsAssembler.Missing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Strikes and prices of a share around the ex-date of payments in cash. */
class ExPaymentsTest {

    private static final LocalDate WITH = LocalDate.of(2025, 4, 10);
    private static final LocalDate EX = LocalDate.of(2025, 4, 11);
    private static final LocalDate EXPIRY = LocalDate.of(2025, 5, 16);
    private static final Instant TRADED = Instant.parse("2025-04-11T14:00:00Z");
    private static final Provenance PROVENANCE =
            new Provenance("b3-price-report", Instant.parse("2025-04-10T22:00:00Z"), "aa".repeat(32));

    /** Books of sessions, each of its own. */
    private record Sessions(LocalDate positions, LocalDate series, LocalDate valued) {

        static final Sessions LIVE_ON_EX_DATE = new Sessions(WITH, WITH, EX);
    }

    @Test
    void onTheExDateTheStrikesOfTheEveningBeforeAreLoweredByTheNetValue() {
        GammaInputs inputs = inputs(books(Sessions.LIVE_ON_EX_DATE, 0, paid(DIVIDEND, EX, 1.2075)));
        assertThat(strikes(inputs)).containsExactly(30.79, 32.79, 34.79, 36.79, 30.79, 32.79, 34.79, 36.79);
        assertThat(inputs.options())
                .allSatisfy(option -> assertThat(option.strikeAdjustment()).isCloseTo(-1.21, within(1e-9)));
        assertThat(inputs.snapshot().spot()).isEqualTo(34);
        assertThat(Objects.requireNonNull(inputs.premiumMarket()).spot()).isEqualTo(36 - 1.2075);
    }

    @Test
    void theyAreThoseThatTheExchangeWouldHaveStatedAndSoIsEveryFigure() {
        InputBooks adjusted = books(Sessions.LIVE_ON_EX_DATE, 0, paid(DIVIDEND, EX, 0.6), paid(DIVIDEND, EX, 0.4));
        InputBooks stated = books(Sessions.LIVE_ON_EX_DATE, 1);
        assertThat(inputs(adjusted).expiries())
                .isEqualTo(inputs(stated).expiries())
                .allMatch(expiry -> expiry.forwardSource() == ForwardSource.PARITY);
        assertThat(inputs(adjusted).premiumMarket()).isEqualTo(inputs(stated).premiumMarket());
        assertThat(levels(adjusted)).isNotEmpty().hasSameSizeAs(levels(stated));
        for (int i = 0; i < levels(adjusted).size(); i++) {
            GammaLevels one = levels(adjusted).get(i);
            GammaLevels other = levels(stated).get(i);
            assertThat(one.levels()).isEqualTo(other.levels());
            assertThat(one.exposures()).isEqualTo(other.exposures());
            assertThat(of(one).oiCoverage()).isEqualTo(of(other).oiCoverage());
            if (of(one).rowsUsed() > 0) {
                assertThat(of(one).flags()).contains("STRIKE_ADJUSTED");
            }
            assertThat(of(other).flags()).doesNotContain("STRIKE_ADJUSTED");
        }
    }

    @Test
    void withoutAdjustmentTheWallIsWrongByThePayment() {
        double without = Objects.requireNonNull(
                whole(books(Sessions.LIVE_ON_EX_DATE, 0)).levels().callWallOi());
        double with = Objects.requireNonNull(whole(books(Sessions.LIVE_ON_EX_DATE, 0, paid(DIVIDEND, EX, 1.0)))
                .levels()
                .callWallOi());
        assertThat(without - with).isEqualTo(1);
    }

    @Test
    void everyPaymentIsNamedAmongTheSources() {
        CorporateAction dividend = paid(DIVIDEND, EX, 0.1334);
        CorporateAction interest = paid(INTEREST_ON_CAPITAL, EX, 0.39967);
        assertThat(of(whole(books(Sessions.LIVE_ON_EX_DATE, 0, dividend, interest)))
                        .sources())
                .containsEntry(
                        "CorporateAction " + dividend.businessKey(), "2025-04-10 b3-cash-dividends " + "dd".repeat(32))
                .containsEntry(
                        "CorporateAction " + interest.businessKey(), "2025-04-10 b3-cash-dividends " + "dd".repeat(32));
    }

    @Test
    void paymentsOfOneExDateAreRoundedTogetherAndThoseOfSeveralOneAfterTheOther() {
        assertThat(strikes(inputs(books(
                        Sessions.LIVE_ON_EX_DATE,
                        0,
                        paid(DIVIDEND, EX, 0.1334),
                        paid(INTEREST_ON_CAPITAL, EX, 0.39967)))))
                .startsWith(31.47, 33.47);
        assertThat(strikes(inputs(
                        books(Sessions.LIVE_ON_EX_DATE, 0, paid(DIVIDEND, EX, 0.004), paid(DIVIDEND, EX, 0.004)))))
                .startsWith(31.99, 33.99);
        Sessions older = new Sessions(WITH, LocalDate.of(2025, 4, 9), EX);
        assertThat(strikes(inputs(books(older, 0, paid(DIVIDEND, WITH, 0.004), paid(DIVIDEND, EX, 0.004)))))
                .startsWith(32.0, 34.0);
    }

    @Test
    void aSettlementPriceOfTheExDateMeetsStrikesOfTheSessionBefore() {
        Sessions settled = new Sessions(EX, WITH, EX);
        InputBooks books = books(settled, 0, paid(DIVIDEND, EX, 1.0));
        assertThat(strikes(inputs(books))).startsWith(31.0, 33.0);
        assertThat(inputs(books).snapshot().spot())
                .as("it has no right already")
                .isEqualTo(36);
    }

    @Test
    void strikesOfALaterSessionAreRaisedByWhatTheyWereAlreadyLoweredBy() {
        assertThat(strikes(inputs(books(new Sessions(WITH, EX, WITH), 0, paid(DIVIDEND, EX, 1.2075)))))
                .startsWith(33.21, 35.21);
        InputBooks live = books(new Sessions(WITH, EX, EX), 0, paid(DIVIDEND, EX, 1.2075));
        assertThat(strikes(inputs(live))).startsWith(32.0, 34.0);
        assertThat(Objects.requireNonNull(inputs(live).premiumMarket()).spot()).isEqualTo(36 - 1.2075);
    }

    @Test
    void aPaymentFromBeforeTheSeriesOrAfterTheValuationChangesNothing() {
        LocalDate later = LocalDate.of(2025, 4, 14);
        for (CorporateAction other : List.of(paid(DIVIDEND, WITH, 1.0), paid(DIVIDEND, later, 1.0), income(WITH))) {
            GammaInputs inputs = inputs(books(Sessions.LIVE_ON_EX_DATE, 0, other));
            GammaInputs none = inputs(books(Sessions.LIVE_ON_EX_DATE, 0));
            assertThat(inputs.options()).isEqualTo(none.options());
            assertThat(inputs.expiries()).isEqualTo(none.expiries());
            assertThat(inputs.premiumMarket()).isEqualTo(none.premiumMarket());
        }
    }

    @Test
    void anAdjustmentThatIsNotKnownWithholdsTheLevelsWithTheReason() {
        for (CorporateAction unknown : List.of(income(EX), paid(DIVIDEND, null, 1.0))) {
            InputBooks books = books(Sessions.LIVE_ON_EX_DATE, 0, paid(DIVIDEND, EX, 1.0), unknown);
            assertThat(InputsAssembler.assemble(books)).isEqualTo(new Assembled(null, Missing.ADJUSTMENT_UNKNOWN));
            GammaLevels none = GammaRecords.none(books, "ALL|TOTAL", Missing.ADJUSTMENT_UNKNOWN.name());
            assertThat(none.quality()).isEqualTo("UNAVAILABLE");
            assertThat(none.levels().callWall()).isNull();
            assertThat(none.reasons()).containsEntry("call_wall", "ADJUSTMENT_UNKNOWN");
            assertThat(of(none).flags()).containsExactly("ADJUSTMENT_UNKNOWN");
            assertThat(of(none).sources()).containsKey("CorporateAction " + unknown.businessKey());
        }
    }

    @Test
    void aPaymentThatReachesAStrikeExcludesTheRowAndLowersTheCoverage() {
        for (double net : new double[] {32, 31.996, 33.5}) {
            InputBooks books = books(Sessions.LIVE_ON_EX_DATE, 0, paid(DIVIDEND, EX, (Double) net));
            GammaResult result = GammaCalculator.calculate(new GammaInputs(
                    inputs(books(Sessions.LIVE_ON_EX_DATE, 0)).snapshot(),
                    inputs(books(Sessions.LIVE_ON_EX_DATE, 0)).expiries(),
                    inputs(books).options(),
                    null,
                    0.4,
                    inputs(books).settings()));
            assertThat(result.excluded())
                    .extracting(ExcludedOption::id, ExcludedOption::reason)
                    .contains(
                            tuple("PETRE320", Reason.DIVIDEND_ABOVE_STRIKE),
                            tuple("PETRQ320", Reason.DIVIDEND_ABOVE_STRIKE))
                    .hasSize(2);
            GammaLevels levels = (GammaLevels) GammaRecords.of(books, result).get(0);
            assertThat(of(levels).rowsIn()).isEqualTo(8);
            assertThat(of(levels).rowsUsed()).isEqualTo(6);
            assertThat(of(levels).oiCoverage()).isCloseTo(1 - 2_000.0 / 11_000, within(1e-12));
        }
    }

    @Test
    void strikesThatCountSeveralSharesAreNotAdjustedByAGuess() {
        InputBooks books = books(Sessions.LIVE_ON_EX_DATE, 0, paid(DIVIDEND, EX, 1.0));
        OptionSeriesBook series = Objects.requireNonNull(books.series());
        InputBooks lots = with(
                books,
                new OptionSeriesBook(
                        series.underlying(),
                        series.session(),
                        series.series().stream()
                                .map(one -> new OptionSeriesBook.Series(
                                        one.ticker(), null, one.type(), one.style(), one.strike(), one.expiry(), 0.001))
                                .toList(),
                        PROVENANCE));
        assertThat(InputsAssembler.assemble(lots).missing()).isEqualTo(Missing.ADJUSTMENT_UNKNOWN);
    }

    private static CorporateAction paid(CorporateAction.Kind kind, @Nullable LocalDate exDate, @Nullable Double net) {
        LocalDate session = exDate == null ? WITH : TradingCalendar.load().previousSession(exDate);
        return new CorporateAction(
                "PETR",
                "PN",
                kind,
                session,
                "2025-03-01/" + (net == null ? 0.3 : net),
                LocalDate.of(2025, 3, 1),
                exDate,
                null,
                net == null ? 0.3 : net,
                net,
                null,
                null,
                null,
                new Provenance("b3-cash-dividends", PROVENANCE.knownAt(), "dd".repeat(32)));
    }

    private static CorporateAction income(LocalDate exDate) {
        return paid(INCOME, exDate, null);
    }

    private static GammaInputs inputs(InputBooks books) {
        return Objects.requireNonNull(InputsAssembler.assemble(books).inputs());
    }

    private static List<Double> strikes(GammaInputs inputs) {
        return inputs.options().stream()
                .map(Option::strike)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static List<GammaLevels> levels(InputBooks books) {
        return GammaRecords.of(books, GammaCalculator.calculate(inputs(books))).stream()
                .filter(GammaLevels.class::isInstance)
                .map(GammaLevels.class::cast)
                .toList();
    }

    private static GammaLevels whole(InputBooks books) {
        return levels(books).get(0);
    }

    private static GammaLevels.Inputs of(GammaLevels levels) {
        return Objects.requireNonNull(levels.inputs());
    }

    /** Books whose strikes and close are lower by so much than with the right. */
    private static InputBooks books(Sessions sessions, double lower, CorporateAction... payments) {
        List<OptionSeriesBook.Series> series = new ArrayList<>();
        List<OpenInterestBook.Position> positions = new ArrayList<>();
        List<OptionPricesBook.Price> prices = new ArrayList<>();
        for (int strike : new int[] {32, 34, 36, 38}) {
            for (OptionSeriesBook.Type type : OptionSeriesBook.Type.values()) {
                String ticker = "PETR" + (type == OptionSeriesBook.Type.CALL ? "E" : "Q") + strike + "0";
                series.add(
                        new OptionSeriesBook.Series(ticker, null, type, Style.EUROPEAN, strike - lower, EXPIRY, 1.0));
                positions.add(new OpenInterestBook.Position(
                        ticker, type == OptionSeriesBook.Type.CALL && strike == 38 ? 4_000 : 1_000, null, null, null));
                double intrinsic =
                        type == OptionSeriesBook.Type.CALL ? Math.max(36.4 - strike, 0) : Math.max(strike - 36.4, 0);
                prices.add(new OptionPricesBook.Price(
                        ticker, null, intrinsic + 1.5 - Math.abs(36.4 - strike) / 5, null, null, null, null));
            }
        }
        boolean live = !sessions.valued().equals(sessions.positions());
        return new InputBooks(
                new Calculation("PETR4", sessions.valued(), live ? TRADED : null),
                new OpenInterestBook("PETR4", sessions.positions(), positions, PROVENANCE),
                new OptionSeriesBook("PETR4", sessions.series(), series, PROVENANCE),
                List.of(),
                new OptionPricesBook("PETR4", sessions.positions(), null, prices, PROVENANCE),
                List.of(price(sessions.positions(), UnderlyingPrice.Kind.CLOSE, null, 36 - lower)),
                List.of(),
                live ? List.of(price(EX, UnderlyingPrice.Kind.LAST, TRADED, 34)) : List.of(),
                new RatesCurve(
                        "PRE",
                        sessions.positions(),
                        "DIxPRE",
                        List.of(new RatesCurve.Vertex(252, 365, 14.25, true)),
                        PROVENANCE),
                null,
                List.of(payments),
                "ab".repeat(32));
    }

    private static InputBooks with(InputBooks books, OptionSeriesBook series) {
        return new InputBooks(
                books.calculation(),
                books.positions(),
                series,
                books.siblings(),
                books.prices(),
                books.closing(),
                books.futures(),
                books.trades(),
                books.curve(),
                books.surface(),
                books.payments(),
                books.hash());
    }

    private static UnderlyingPrice price(
            LocalDate session, UnderlyingPrice.Kind kind, @Nullable Instant at, double price) {
        return new UnderlyingPrice("PETR4", "PETR4", session, kind, at, price, null, PROVENANCE);
    }
}
