package b3.stream.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.MarketRecord;
import b3.schema.calendar.TradingCalendar;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When calculations are made, and how many at a time. */
class RoundsTest {

    private static final Duration TICK = Duration.ofMillis(50);

    @TempDir
    Path state;

    @Test
    void aPriceBecomesLevelsAtOnceAndTheNextOneWhenTheIntervalIsOver() {
        try (GammaDriver driver = dollar()) {
            int before = driver.messages();
            driver.putQuickly(trade("2025-04-11T13:00:00Z", 5930));
            driver.advance(TICK);
            int first = made(driver);
            assertThat(first).isGreaterThan(before);

            driver.putQuickly(trade("2025-04-11T13:00:01Z", 5931));
            driver.advance(Duration.ofMillis(900));
            assertThat(made(driver)).isEqualTo(first);
            driver.advance(Duration.ofMillis(100));
            assertThat(made(driver)).isGreaterThan(first);
        }
    }

    @Test
    void booksWaitForEachOther() {
        try (GammaDriver driver = new GammaDriver(state)) {
            dollarBooks().forEach(driver::putQuickly);
            driver.advance(Duration.ofMillis(900));
            assertThat(made(driver)).isZero();
            assertThat(driver.round().pending()).isEqualTo(1);
            driver.advance(Duration.ofMillis(100));
            assertThat(driver.round().pending()).isZero();
        }
    }

    @Test
    void aBacklogIsWorkedOffInRoundsThatLetANewPriceThrough() {
        try (GammaDriver driver = dollar()) {
            List<LocalDate> sessions =
                    TradingCalendar.load().sessions(LocalDate.of(2025, 3, 27), LocalDate.of(2025, 4, 9));
            for (LocalDate session : sessions) {
                for (int i = 10; i < 30; i++) {
                    driver.putQuickly(new OpenInterestBook(
                            "XX" + i, session, List.of(), GammaDriver.known("2025-04-10T22:00:00Z")));
                }
            }
            driver.settle();
            driver.putQuickly(curve(sessions.get(0)));
            driver.advance(Duration.ofSeconds(2));
            assertThat(driver.round().pending()).isZero();

            // every calculation takes long enough for few of them to fit into a round
            driver.nanosPerLook = Duration.ofMillis(10).toNanos();
            driver.putQuickly(curve(LocalDate.of(2025, 3, 31)));
            driver.advance(Duration.ofSeconds(2));
            int pending = driver.round().pending();
            assertThat(driver.round().made()).isBetween(3, 12);
            assertThat(pending).isGreaterThan(100);

            int before = made(driver);
            driver.putQuickly(trade("2025-04-11T13:00:00Z", 5930));
            driver.advance(TICK);
            driver.advance(TICK);
            driver.advance(TICK);
            assertThat(made(driver)).isGreaterThan(before);
            assertThat(driver.round().pending()).isBetween(1, pending);

            driver.restart();
            driver.advance(TICK);
            assertThat(driver.round().pending()).as("a stop loses none of it").isBetween(pending / 2, pending);
        }
    }

    private static int made(GammaDriver driver) {
        driver.collect();
        return driver.count();
    }

    private GammaDriver dollar() {
        GammaDriver driver = new GammaDriver(state);
        dollarBooks().forEach(driver::putQuickly);
        driver.settle();
        return driver;
    }

    /** The dollar's inputs of 10 April as they were known in the evening. */
    private static List<MarketRecord> dollarBooks() {
        List<MarketRecord> books = new ArrayList<>();
        History.messages().stream()
                .filter(said -> said.standsFrom().equals(Instant.parse("2025-04-10T22:00:00Z")))
                .map(History.Said::record)
                .filter(record -> record.businessKey().startsWith("D"))
                .forEach(books::add);
        return books;
    }

    private static RatesCurve curve(LocalDate session) {
        return new RatesCurve(
                "PRE",
                session,
                "DIxPRE",
                List.of(new RatesCurve.Vertex(21, 30, 14.2, true)),
                GammaDriver.known("2025-04-10T22:00:00Z"));
    }

    private static UnderlyingPrice trade(String at, double price) {
        return new UnderlyingPrice(
                "DOL",
                "DOLK25",
                LocalDate.of(2025, 4, 11),
                UnderlyingPrice.Kind.LAST,
                Instant.parse(at),
                price,
                LocalDate.of(2025, 5, 2),
                GammaDriver.known(at));
    }
}
