package b3.stream.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Provenance;
import b3.schema.calendar.TradingCalendar;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stores forget, and what becomes of those who come too late. */
class ForgettingTest {

    private static final List<LocalDate> SESSIONS =
            TradingCalendar.load().sessions(LocalDate.of(2024, 2, 1), LocalDate.of(2025, 4, 10));
    private static final LocalDate OLD = SESSIONS.get(0);
    private static final LocalDate RECENT = SESSIONS.get(SESSIONS.size() - 200);

    @TempDir
    Path state;

    @Test
    void theBooksOfOldSessionsAreForgottenOnceTheyAreQuiet() {
        try (GammaDriver driver = new GammaDriver(state)) {
            SESSIONS.forEach(session -> driver.putQuickly(positions(session)));
            driver.settle();
            assertThat(driver.size(GammaProcessor.BODIES)).isEqualTo(SESSIONS.size());
            quiet(driver);
            assertThat(driver.size(GammaProcessor.BODIES))
                    .isBetween(Forgetting.SESSIONS, Forgetting.SESSIONS + Gathering.WINDOW_DAYS);
            assertThat(driver.size(GammaProcessor.INPUTS)).isEqualTo(SESSIONS.size());
        }
    }

    @Test
    void aLateBookOfAForgottenSessionLeavesWhatStandsAsItIs() {
        try (GammaDriver driver = new GammaDriver(state)) {
            SESSIONS.forEach(session -> driver.putQuickly(positions(session)));
            driver.settle();
            quiet(driver);
            Map<String, String> before = driver.last();
            // what was read lately is still in memory
            driver.restart();

            driver.put(series(OLD));
            assertThat(driver.last()).isEqualTo(before);
            assertThat(driver.leftAsTheyAre()).isPositive();

            int left = driver.leftAsTheyAre();
            driver.put(series(RECENT));
            assertThat(driver.last()).isNotEqualTo(before);
            assertThat(driver.leftAsTheyAre()).isEqualTo(left);
        }
    }

    @Test
    void whatComesAgainUnchangedNeedsNothingThatIsForgotten() {
        try (GammaDriver driver = new GammaDriver(state)) {
            SESSIONS.forEach(session -> driver.putQuickly(positions(session)));
            driver.settle();
            quiet(driver);
            int messages = driver.messages();
            SESSIONS.forEach(session -> driver.putQuickly(positions(session)));
            assertThat(driver.messages()).isEqualTo(messages);
            assertThat(driver.leftAsTheyAre()).isZero();
        }
    }

    @Test
    void aBackFillIsCalculatedWhateverIsNewer() {
        try (GammaDriver driver = new GammaDriver(state)) {
            SESSIONS.forEach(session -> driver.putQuickly(positions(session)));
            driver.settle();
            quiet(driver);
            LocalDate older = LocalDate.of(2019, 7, 1);
            driver.put(positions(older));
            driver.put(series(older));
            assertThat(GammaDriver.all(driver.last(), "VALE3", "ALL").get(0).session())
                    .isEqualTo(older);
            assertThat(driver.leftAsTheyAre()).isZero();
        }
    }

    @Test
    void momentsAreForgottenAfterTwentyDaysAndTheirTradesAreNotTakenAgain() {
        try (GammaDriver driver = new GammaDriver(state)) {
            LocalDate first = LocalDate.of(2025, 3, 10);
            driver.put(trade(first, "T13:00:00Z"));
            driver.put(trade(first, "T14:00:00Z"));
            driver.put(trade(first.plusDays(18), "T13:00:00Z"));
            quiet(driver);
            assertThat(driver.size(GammaProcessor.INPUTS)).isEqualTo(3);
            driver.put(trade(first.plusDays(21), "T13:00:00Z"));
            quiet(driver);
            assertThat(driver.size(GammaProcessor.INPUTS)).isEqualTo(2);
            assertThat(driver.size(GammaProcessor.BODIES)).isEqualTo(2);
            assertThat(driver.size(GammaProcessor.STEPS)).isLessThanOrEqualTo(2);

            driver.put(trade(first, "T14:00:00.500Z"));
            assertThat(driver.leftAsTheyAre()).isEqualTo(1);
            assertThat(driver.size(GammaProcessor.INPUTS)).isEqualTo(2);
            driver.put(trade(first.minusDays(7), "T13:00:00Z"));
            assertThat(driver.size(GammaProcessor.INPUTS)).as("a back-fill").isEqualTo(3);
        }
    }

    /** A day without messages, and the time that forgetting takes. */
    private static void quiet(GammaDriver driver) {
        driver.advance(Forgetting.QUIET);
        for (int minute = 0; minute < 200; minute++) {
            driver.advance(Duration.ofMinutes(1));
        }
    }

    private static OpenInterestBook positions(LocalDate session) {
        return new OpenInterestBook(
                "VALE3",
                session,
                List.of(new OpenInterestBook.Position("VALEE600", 1_000, null, null, null)),
                known(session));
    }

    private static OptionSeriesBook series(LocalDate session) {
        return new OptionSeriesBook("VALE3", session, List.of(), known(session));
    }

    private static UnderlyingPrice trade(LocalDate session, String time) {
        return new UnderlyingPrice(
                "DOL",
                "DOLK25",
                session,
                UnderlyingPrice.Kind.LAST,
                Instant.parse(session + time),
                5900,
                LocalDate.of(2025, 5, 2),
                known(session));
    }

    private static Provenance known(LocalDate session) {
        return GammaDriver.known(session + "T22:00:00Z");
    }
}
