package b3.stream.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.MarketRecord;
import b3.schema.calendar.TradingCalendar;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.stream.gammalevels.inputs.InputKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels around an ex-date: as the payments on the shares are announced, changed and cancelled. */
class ExDateTest {

    private static final LocalDate WITH = LocalDate.of(2025, 4, 10);
    private static final LocalDate EX = LocalDate.of(2025, 4, 11);
    private static final String EVENING = "2025-04-10T22:00:00Z";
    private static final String LATE = "2025-04-11T15:00:00Z";
    private static final String LATER = "2025-04-14T12:00:00Z";

    @TempDir
    Path state;

    @Test
    void aPaymentThatBecomesKnownLateIsUsedFromThenOn() {
        try (GammaDriver driver = driver()) {
            assertThat(wall(driver.last())).isEqualTo(38.0);
            driver.put(payment("PN", 1.0, LATE));
            assertThat(wall(driver.last())).isEqualTo(37.0);
            assertThat(wall(driver.asOf(Instant.parse(LATE).minusNanos(1)))).isEqualTo(38.0);
            assertThat(wall(driver.asOf(Instant.parse(LATE)))).isEqualTo(37.0);
            assertThat(live(driver.last()).provenance().knownAt()).isEqualTo(Instant.parse(LATE));
            assertThat(flags(driver.last())).contains("STRIKE_ADJUSTED");
            assertThat(GammaDriver.levels(driver.last(), "PETR4", "ALL")
                            .levels()
                            .callWall())
                    .as("the evening's price still has the right")
                    .isEqualTo(38.0);
        }
    }

    @Test
    void aCancelledPaymentIsUsedForAsLongAsItWasAnnounced() {
        try (GammaDriver driver = driver()) {
            CorporateAction payment = payment("PN", 1.0, EVENING);
            Map<String, String> without = driver.last();
            driver.put(payment);
            driver.withdraw(payment, LATER);
            assertThat(driver.last()).isEqualTo(without);
            assertThat(wall(driver.asOf(Instant.parse(LATE)))).isEqualTo(37.0);
            assertThat(wall(driver.asOf(Instant.parse(LATER)))).isEqualTo(38.0);
        }
    }

    @Test
    void anotherValueIsAnotherPayment() {
        try (GammaDriver driver = driver()) {
            CorporateAction payment = payment("PN", 1.0, EVENING);
            driver.put(payment);
            driver.withdraw(payment, LATE);
            driver.put(payment("PN", 0.5, LATE));
            assertThat(wall(driver.last())).isEqualTo(37.5);
            assertThat(wall(driver.asOf(Instant.parse(LATE).minusNanos(1)))).isEqualTo(37.0);
            assertThat(wall(driver.asOf(Instant.parse(LATE)))).isEqualTo(37.5);
        }
    }

    @Test
    void anUnknownNetValueWithholdsTheLevelsAtEveryMoment() {
        try (GammaDriver driver = driver()) {
            driver.put(payment("PN", null, LATE));
            GammaLevels levels = live(driver.last());
            assertThat(levels.quality()).isEqualTo("UNAVAILABLE");
            assertThat(levels.levels().callWall()).isNull();
            assertThat(levels.reasons()).containsEntry("call_wall", "ADJUSTMENT_UNKNOWN");
            assertThat(flags(driver.last())).containsExactly("ADJUSTMENT_UNKNOWN");
            assertThat(GammaDriver.live(driver.last(), "PETR4", "NEXT")).isEmpty();
            assertThat(wall(driver.asOf(Instant.parse(LATE).minusNanos(1)))).isEqualTo(38.0);
            assertThat(GammaDriver.levels(driver.last(), "PETR4", "ALL").quality())
                    .isEqualTo("OK");
        }
    }

    @Test
    void paymentsOnOtherSharesAndOfOtherSessionsPublishNothing() {
        try (GammaDriver driver = driver()) {
            int messages = driver.messages();
            driver.put(payment("ON", 1.0, LATE));
            driver.put(payment("PNA", 1.0, LATE));
            driver.put(payment("PN", WITH.minusDays(1), 1.0, LATE));
            driver.put(payment("PN", EX, 1.0, LATE));
            driver.put(payment("PN", LocalDate.of(2000, 1, 20), 1.0, LATE));
            driver.put(payment("PN", LocalDate.of(2079, 12, 20), 1.0, LATE));
            assertThat(driver.messages()).isEqualTo(messages);
            assertThat(driver.deadLetters()).isEmpty();

            driver.put(payment("PN", 1.0, LATE));
            int changed = driver.messages();
            assertThat(changed).isGreaterThan(messages);
            driver.put(payment("PN", 1.0, LATE));
            assertThat(driver.messages()).isEqualTo(changed);
        }
    }

    @Test
    void everyOrderOfPaymentsAndBooksEndsInTheSameLevels() {
        List<MarketRecord> inputs = new ArrayList<>(books());
        inputs.add(payment("PN", 0.6, EVENING));
        inputs.add(payment("PN", 0.4, LATE));
        inputs.add(payment("ON", 2.0, EVENING));
        Map<String, String> expected = null;
        Random chance = new Random(3);
        for (int round = 0; round < 8; round++) {
            try (GammaDriver driver = new GammaDriver(state)) {
                boolean quickly = chance.nextBoolean();
                for (MarketRecord input : inputs) {
                    if (quickly) {
                        driver.putQuickly(input);
                    } else {
                        driver.put(input);
                    }
                }
                expected = expected == null ? driver.last() : expected;
                assertThat(driver.last()).isEqualTo(expected);
                assertThat(wall(driver.last())).isEqualTo(37.0);
            }
            Collections.shuffle(inputs, chance);
        }
    }

    @Test
    void paymentsAreForgottenWithTheBooksOfTheirSessionAndKeptForABackFill() {
        List<LocalDate> sessions = TradingCalendar.load().sessions(LocalDate.of(2024, 2, 1), LocalDate.of(2025, 4, 10));
        LocalDate never = LocalDate.of(2019, 7, 1);
        LocalDate ahead = LocalDate.of(2025, 12, 1);
        try (GammaDriver driver = new GammaDriver(state)) {
            sessions.forEach(session ->
                    driver.putQuickly(new OpenInterestBook("VALE3", session, List.of(), GammaDriver.known(EVENING))));
            for (LocalDate session : List.of(never, sessions.get(0), sessions.get(sessions.size() - 2), ahead)) {
                driver.putQuickly(payment("PN", session, 1.0, EVENING));
            }
            driver.settle();
            int before = driver.size(GammaProcessor.BODIES);
            assertThat(before).isEqualTo(sessions.size() + 4);
            driver.advance(Forgetting.QUIET);
            for (int minute = 0; minute < 200; minute++) {
                driver.advance(Duration.ofMinutes(1));
            }
            assertThat(driver.size(GammaProcessor.BODIES)).isLessThan(before);
            assertThat(driver.keys(GammaProcessor.BODIES, InputKey.Kind.CORPORATE_ACTION))
                    .extracting(key -> key.substring(0, 10))
                    .containsExactly(
                            never.toString(), sessions.get(sessions.size() - 2).toString(), ahead.toString());
        }
    }

    private GammaDriver driver() {
        GammaDriver driver = new GammaDriver(state);
        books().forEach(driver::put);
        return driver;
    }

    private static GammaLevels live(Map<String, String> answers) {
        List<GammaLevels> found = GammaDriver.live(answers, "PETR4", "ALL");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static @Nullable Double wall(Map<String, String> answers) {
        return live(answers).levels().callWall();
    }

    private static List<String> flags(Map<String, String> answers) {
        return Objects.requireNonNull(live(answers).inputs()).flags();
    }

    private static List<MarketRecord> books() {
        List<OptionSeriesBook.Series> series = new ArrayList<>();
        List<OpenInterestBook.Position> positions = new ArrayList<>();
        for (OptionSeriesBook.Type type : OptionSeriesBook.Type.values()) {
            for (int strike : new int[] {34, 38}) {
                String ticker = "PETR" + (type == OptionSeriesBook.Type.CALL ? "E" : "Q") + strike + "0";
                series.add(new OptionSeriesBook.Series(
                        ticker, null, type, OptionSeriesBook.Style.EUROPEAN, strike, LocalDate.of(2025, 5, 16), 1.0));
                positions.add(new OpenInterestBook.Position(ticker, 1_000_000, null, null, null));
            }
        }
        return List.of(
                new OptionSeriesBook("PETR4", WITH, series, GammaDriver.known(EVENING)),
                new OpenInterestBook("PETR4", WITH, positions, GammaDriver.known(EVENING)),
                price(WITH, UnderlyingPrice.Kind.CLOSE, null, 36),
                new RatesCurve(
                        "PRE",
                        WITH,
                        "DIxPRE",
                        List.of(new RatesCurve.Vertex(252, 365, 14.5, true)),
                        GammaDriver.known(EVENING)),
                GammaDriver.flat("PETR4", WITH, 40, GammaDriver.known(EVENING)),
                price(EX, UnderlyingPrice.Kind.LAST, Instant.parse("2025-04-11T14:00:00Z"), 35));
    }

    private static UnderlyingPrice price(
            LocalDate session, UnderlyingPrice.Kind kind, @Nullable Instant at, double price) {
        return new UnderlyingPrice(
                "PETR4",
                "PETR4",
                session,
                kind,
                at,
                price,
                null,
                GammaDriver.known(at == null ? EVENING : at.toString()));
    }

    private static CorporateAction payment(String shareClass, @Nullable Double net, String knownAt) {
        return payment(shareClass, WITH, net, knownAt);
    }

    /** A payment whose last session with the right is this one. */
    private static CorporateAction payment(String shareClass, LocalDate session, @Nullable Double net, String knownAt) {
        double value = net == null ? 0.3 : net;
        return new CorporateAction(
                "PETR",
                shareClass,
                net == null ? CorporateAction.Kind.INCOME : CorporateAction.Kind.DIVIDEND,
                session,
                "2025-03-01/" + value,
                LocalDate.of(2025, 3, 1),
                TradingCalendar.load().nextSession(session),
                null,
                value,
                net,
                null,
                null,
                null,
                GammaDriver.known(knownAt));
    }
}
