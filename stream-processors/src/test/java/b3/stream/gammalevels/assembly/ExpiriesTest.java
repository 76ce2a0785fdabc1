package b3.stream.gammalevels.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import b3.schema.Provenance;
import b3.schema.calendar.BusinessDays;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.gamma.inputs.GammaInputs.Expiry;
import b3.stream.gamma.inputs.GammaInputs.ForwardSource;
import b3.stream.gamma.inputs.GammaInputs.Option;
import b3.stream.gamma.inputs.GammaInputs.PremiumSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpiriesTest {

    private static final Provenance PROVENANCE =
            new Provenance("b3-price-report", Instant.parse("2025-04-10T22:00:00Z"), "aa".repeat(32));
    private static final LocalDate SESSION = LocalDate.of(2025, 4, 10);
    private static final LocalDate WEEKLY = LocalDate.of(2025, 4, 17);
    private static final LocalDate MONTHLY = LocalDate.of(2025, 6, 18);

    @Test
    void theFutureOfTheSameExpiryGivesTheForwardOfAnIndex() {
        List<Expiry> expiries = expiries(books("IBOV", SESSION, 126_000), chain(MONTHLY, 130_000));
        assertThat(expiries).singleElement().satisfies(expiry -> {
            assertThat(expiry.forward()).isEqualTo(128_450);
            assertThat(expiry.forwardSource()).isEqualTo(ForwardSource.FUTURE);
        });
    }

    @Test
    void withoutAFutureTheParityOfPremiumsGivesIt() {
        List<Expiry> expiries = expiries(books("IBOV", SESSION, 126_000), chain(WEEKLY, 126_310));
        assertThat(expiries).singleElement().satisfies(expiry -> {
            assertThat(expiry.forward()).isCloseTo(126_310, within(1e-6));
            assertThat(expiry.forwardSource()).isEqualTo(ForwardSource.PARITY);
            assertThat(expiry.businessDays()).isEqualTo(5);
        });
    }

    @Test
    void aSingleStaleOrMistypedPremiumDoesNotMoveTheParity() {
        List<Option> chain = new ArrayList<>(chain(WEEKLY, 126_310));
        Option one = chain.get(0);
        chain.set(
                0,
                option(
                        one.id(),
                        one.type(),
                        one.strike(),
                        WEEKLY,
                        Objects.requireNonNull(one.premium()) * 1.7,
                        PremiumSource.REFERENCE));
        assertThat(expiries(books("IBOV", SESSION, 126_000), chain).get(0).forward())
                .isCloseTo(126_310, within(1e-6));
    }

    @Test
    void tradesOfSomeTimeOfTheDayAreNoParity() {
        List<Option> trades = chain(WEEKLY, 126_310).stream()
                .map(row -> option(row.id(), row.type(), row.strike(), WEEKLY, row.premium(), PremiumSource.TRADE))
                .toList();
        assertThat(expiries(books("IBOV", SESSION, 126_000), trades))
                .singleElement()
                .satisfies(expiry -> {
                    assertThat(expiry.forwardSource()).isEqualTo(ForwardSource.CARRY);
                    assertThat(expiry.forward()).isCloseTo(126_000 / expiry.discountFactor(), within(1e-9));
                });
    }

    @Test
    void anUnderlyingWithoutAPriceOfItsOwnHasNoForwardWhereThereIsNeither() {
        InputBooks books =
                books("DOL", SESSION, List.of(price("DOL", "DOLK25", 5_900, LocalDate.of(2025, 5, 2))), List.of());
        List<Option> chain = List.of(
                option("DOLK25C006000", OptionSeriesBook.Type.CALL, 6_000.0, LocalDate.of(2025, 5, 2), null, null),
                option("DOLM25C006000", OptionSeriesBook.Type.CALL, 6_000.0, LocalDate.of(2025, 6, 2), null, null));
        assertThat(expiries(books, chain)).extracting(Expiry::date).containsExactly(LocalDate.of(2025, 5, 2));
    }

    @Test
    void monthlyOptionsOnTheIndexExpireWithTheSessionBeforeAndWeeklyOnesOnTheDay() {
        LocalDate eve = LocalDate.of(2025, 6, 17);
        assertThat(expiries(books("IBOV", eve, 138_000), chain(MONTHLY, 138_100))
                        .get(0)
                        .years())
                .isZero();
        LocalDate thursday = LocalDate.of(2025, 6, 26);
        assertThat(expiries(books("IBOV", thursday.minusDays(1), 138_000), chain(thursday, 138_100))
                        .get(0)
                        .years())
                .isEqualTo(1 / 252.0);
    }

    private static List<Expiry> expiries(InputBooks books, List<Option> options) {
        ReferencePrice reference = ReferencePrice.of(books).orElseThrow();
        return Expiries.of(books, reference, BusinessDays.knownOn(books.session()), options);
    }

    private static InputBooks books(String underlying, LocalDate session, double spot) {
        return books(
                underlying,
                session,
                List.of(price(underlying, underlying, spot, null)),
                List.of(price("IND", "INDM25", 128_450, MONTHLY)));
    }

    private static InputBooks books(
            String underlying, LocalDate session, List<UnderlyingPrice> closing, List<UnderlyingPrice> futures) {
        return new InputBooks(
                new Calculation(underlying, session, null),
                new OpenInterestBook(underlying, session, List.of(), PROVENANCE),
                null,
                List.of(),
                null,
                closing,
                futures,
                List.of(),
                new RatesCurve(
                        "PRE", session, "DIxPRE", List.of(new RatesCurve.Vertex(252, 365, 14.25, true)), PROVENANCE),
                null,
                List.of(),
                "");
    }

    private static UnderlyingPrice price(
            String underlying, String instrument, double price, @Nullable LocalDate expiry) {
        return new UnderlyingPrice(
                underlying,
                instrument,
                SESSION,
                expiry == null ? UnderlyingPrice.Kind.CLOSE : UnderlyingPrice.Kind.SETTLEMENT,
                null,
                price,
                expiry,
                PROVENANCE);
    }

    /** Six strikes whose premiums agree on one forward. */
    private static List<Option> chain(LocalDate expiry, double forward) {
        double factor = Math.pow(1.1425, -BusinessDays.knownOn(SESSION).between(SESSION, expiry) / 252.0);
        List<Option> options = new ArrayList<>();
        for (double strike = 121_000; strike <= 131_000; strike += 2_000) {
            double intrinsic = factor * (forward - strike);
            double time = 900 + Math.abs(forward - strike) / 50;
            String name = String.valueOf((int) strike);
            options.add(option(
                    "C" + name,
                    OptionSeriesBook.Type.CALL,
                    strike,
                    expiry,
                    Math.max(intrinsic, 0) + time,
                    PremiumSource.REFERENCE));
            options.add(option(
                    "P" + name,
                    OptionSeriesBook.Type.PUT,
                    strike,
                    expiry,
                    Math.max(-intrinsic, 0) + time,
                    PremiumSource.REFERENCE));
        }
        return options;
    }

    private static Option option(
            String id,
            OptionSeriesBook.@Nullable Type type,
            @Nullable Double strike,
            LocalDate expiry,
            @Nullable Double premium,
            @Nullable PremiumSource source) {
        return new Option(id, 0, type, Style.EUROPEAN, strike, expiry, 100.0, null, 1.0, null, premium, 0.01, source);
    }
}
