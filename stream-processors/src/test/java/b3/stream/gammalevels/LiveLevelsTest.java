package b3.stream.gammalevels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.schema.volsurface.VolSurface;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels of a session's end and of moments of the session after it, on dollar options. */
class LiveLevelsTest {

    private static final LocalDate SESSION = LocalDate.of(2025, 4, 10);
    private static final LocalDate NEXT = LocalDate.of(2025, 4, 11);
    private static final LocalDate MAY = LocalDate.of(2025, 5, 2);
    private static final LocalDate JUNE = LocalDate.of(2025, 6, 2);

    @TempDir
    Path state;

    @Test
    void aMovingPriceLeavesTheLevelsOfTheSessionsEndAsTheyAre() {
        Map<String, String> before = last(books());
        List<MarketRecord> inputs = new ArrayList<>(books());
        inputs.add(trade("2025-04-11T13:00:00Z", 5930));
        Map<String, String> after = last(inputs);

        assertThat(after).containsAllEntriesOf(before);
        assertThat(GammaDriver.live(after, "DOL", "ALL")).singleElement().satisfies(levels -> {
            assertThat(levels.asOf()).isEqualTo("2025-04-11T13:00:00Z");
            assertThat(levels.session()).isEqualTo(SESSION);
            GammaLevels.Inputs of = Objects.requireNonNull(levels.inputs());
            assertThat(of.spot()).isEqualTo(5930);
            assertThat(of.valuationDate()).isEqualTo(NEXT);
            assertThat(of.oiDate()).isEqualTo(SESSION);
        });
    }

    @Test
    void theNewestLevelsAreThoseOfTheNewestOpenInterest() {
        List<MarketRecord> inputs = new ArrayList<>(books());
        inputs.add(trade("2025-04-11T21:45:00Z", 5930));
        for (MarketRecord book : books()) {
            if (book instanceof OpenInterestBook oi) {
                inputs.add(new OpenInterestBook("DOL", NEXT, oi.positions(), provenance("2025-04-11T22:30:00Z")));
            } else if (book instanceof OptionPricesBook prices) {
                inputs.add(new OptionPricesBook("DOL", NEXT, null, prices.prices(), prices.provenance()));
            } else if (book instanceof UnderlyingPrice price) {
                inputs.add(future(price.instrument(), NEXT, price.price(), Objects.requireNonNull(price.expiry())));
            }
        }
        List<GammaLevels> levels = GammaDriver.all(last(inputs), "DOL", "ALL").stream()
                .sorted(Comparator.comparing(GammaLevels::asOf))
                .toList();
        assertThat(levels)
                .extracting(GammaLevels::session, one -> one.asOf().toString())
                .containsExactly(
                        tuple(SESSION, "2025-04-10T22:00:00Z"),
                        tuple(SESSION, "2025-04-11T21:45:00Z"),
                        tuple(NEXT, "2025-04-11T22:00:00Z"));
    }

    @Test
    void everyOrderOfBooksAndTradesEndsInTheSameLevels() {
        List<MarketRecord> inputs = new ArrayList<>(books());
        inputs.add(trade("2025-04-11T13:00:00Z", 5930));
        inputs.add(trade("2025-04-11T13:05:00Z", 5905.5));
        inputs.add(trade("2025-04-11T13:10:00Z", 5880));
        Map<String, String> expected = last(inputs);
        assertThat(GammaDriver.live(expected, "DOL", "ALL"))
                .extracting(levels -> Objects.requireNonNull(levels.inputs()).spot())
                .containsExactly(5930.0, 5905.5, 5880.0);

        Random shuffle = new Random(11);
        for (int round = 0; round < 12; round++) {
            Collections.shuffle(inputs, shuffle);
            try (GammaDriver driver = new GammaDriver(state)) {
                for (MarketRecord input : inputs) {
                    if (shuffle.nextBoolean()) {
                        driver.put(input);
                    } else {
                        driver.putQuickly(input);
                    }
                }
                assertThat(driver.last()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aCorrectionReachesTheSessionsEndAndTheMomentsAfterIt() {
        try (GammaDriver driver = new GammaDriver(state)) {
            books().forEach(driver::put);
            driver.put(trade("2025-04-11T13:00:00Z", 5930));
            driver.put(positions(50_000, "2025-04-12T12:00:00Z"));

            Map<String, String> last = driver.last();
            assertThat(GammaDriver.levels(last, "DOL", "ALL").levels().callWall())
                    .isEqualTo(6100);
            assertThat(GammaDriver.live(last, "DOL", "ALL"))
                    .singleElement()
                    .satisfies(levels -> assertThat(levels.levels().callWall()).isEqualTo(6100));
        }
    }

    @Test
    void inputsThatChangeNothingPublishNothing() {
        try (GammaDriver driver = new GammaDriver(state)) {
            books().forEach(driver::put);
            driver.put(trade("2025-04-11T13:00:00Z", 5930));
            int messages = driver.messages();

            books().forEach(driver::put);
            driver.put(trade("2025-04-11T13:00:00Z", 5930));
            driver.put(
                    new RatesCurve("DOC", SESSION, "DIxDOL", curve().vertices(), provenance("2025-04-10T22:00:00Z")));

            assertThat(driver.messages()).isEqualTo(messages);
        }
    }

    @Test
    void forwardsMoveWithTheFrontFutureAndVolatilitiesStickToTheStrikes() {
        List<MarketRecord> inputs = new ArrayList<>(books());
        inputs.add(trade("2025-04-11T13:00:00Z", 5900 * 1.01));
        Map<String, String> last = last(inputs);
        GammaLevels end = GammaDriver.levels(last, "DOL", "ALL");
        GammaLevels moment = GammaDriver.live(last, "DOL", "ALL").get(0);
        // with volatilities sticky to strikes and forwards in ratio, only the hours that went by move a flip
        double flip = Objects.requireNonNull(end.levels().gammaFlip());
        assertThat(moment.levels().gammaFlip()).isCloseTo(flip, within(0.002 * flip));
        assertThat(Objects.requireNonNull(moment.inputs()).ivSourceCounts())
                .isEqualTo(Objects.requireNonNull(end.inputs()).ivSourceCounts());
    }

    @Test
    void theLastTradeWithinAnIntervalCountsWhicheverComesLast() {
        MarketRecord earlier = trade("2025-04-11T13:00:00.100Z", 5930);
        MarketRecord later = trade("2025-04-11T13:00:00.900Z", 5941);
        for (List<MarketRecord> trades : List.of(List.of(earlier, later), List.of(later, earlier))) {
            List<MarketRecord> inputs = new ArrayList<>(books());
            inputs.addAll(trades);
            assertThat(GammaDriver.live(last(inputs), "DOL", "ALL"))
                    .singleElement()
                    .satisfies(levels -> assertThat(
                                    Objects.requireNonNull(levels.inputs()).spot())
                            .isEqualTo(5941));
        }
    }

    @Test
    void aTradeThatIsTakenBackLeavesTheOneBeforeItOrNothing() {
        try (GammaDriver driver = new GammaDriver(state)) {
            books().forEach(driver::put);
            driver.put(trade("2025-04-11T13:00:00.100Z", 5930));
            driver.put(trade("2025-04-11T13:00:00.900Z", 5941));
            driver.withdraw(trade("2025-04-11T13:00:00.900Z", 5941), "2025-04-11T14:00:00Z");
            assertThat(GammaDriver.live(driver.last(), "DOL", "ALL"))
                    .singleElement()
                    .satisfies(levels -> assertThat(
                                    Objects.requireNonNull(levels.inputs()).spot())
                            .isEqualTo(5930));
            driver.withdraw(trade("2025-04-11T13:00:00.100Z", 5930), "2025-04-11T15:00:00Z");
            assertThat(driver.last().keySet()).noneMatch(key -> key.endsWith("2025-04-11T13:00:00Z"));
        }
    }

    @Test
    void theQuotesOfASessionCountUntilItsOwnPricesCome() {
        Map<String, String> own = last(books());
        List<MarketRecord> quoted = new ArrayList<>(books());
        quoted.removeIf(OptionPricesBook.class::isInstance);
        quoted.add(quotes("2025-04-10T16:00:00Z", 52.5));
        quoted.add(quotes("2025-04-10T15:00:00Z", 48.5));
        Map<String, String> last = last(quoted);
        assertThat(Objects.requireNonNull(GammaDriver.levels(last, "DOL", "ALL").inputs())
                        .sources()
                        .get("OptionPricesBook"))
                .endsWith("ff".repeat(32));
        quoted.addAll(books());
        assertThat(last(quoted)).isEqualTo(own);
    }

    @Test
    void aMomentGoesWithTheOpenInterestOfTheLastSessionBeforeIt() {
        try (GammaDriver driver = new GammaDriver(state)) {
            books().forEach(driver::put);
            driver.put(trade("2025-04-11T13:00:00Z", 5930));
            driver.put(new OpenInterestBook(
                    "DOL",
                    NEXT,
                    List.of(new OpenInterestBook.Position("DOLK25C006200", 9_000, null, null, null)),
                    provenance("2025-04-11T22:00:00Z")));

            assertThat(GammaDriver.live(driver.last(), "DOL", "ALL"))
                    .singleElement()
                    .satisfies(levels -> assertThat(levels.session()).isEqualTo(SESSION));
        }
    }

    @Test
    void dollarOptionsHaveNoGammaOnceTheirLastSessionHasEnded() {
        LocalDate lastSession = LocalDate.of(2025, 4, 30);
        List<MarketRecord> inputs = new ArrayList<>();
        for (MarketRecord book : books()) {
            if (book instanceof OptionSeriesBook series) {
                inputs.add(new OptionSeriesBook("DOL", lastSession, series.series(), series.provenance()));
            } else if (book instanceof OpenInterestBook oi) {
                inputs.add(new OpenInterestBook("DOL", lastSession, oi.positions(), oi.provenance()));
            } else if (book instanceof RatesCurve curve) {
                inputs.add(new RatesCurve("PRE", lastSession, "DIxPRE", curve.vertices(), curve.provenance()));
            } else if (book instanceof UnderlyingPrice price) {
                inputs.add(
                        future(price.instrument(), lastSession, price.price(), Objects.requireNonNull(price.expiry())));
            }
        }
        inputs.add(GammaDriver.flat("DOL", lastSession, 15, provenance("2025-04-30T22:00:00Z")));

        GammaLevels levels = GammaDriver.levels(last(inputs), "DOL", "ALL");
        assertThat(levels.levels().callWall()).isEqualTo(6200);
        assertThat(Objects.requireNonNull(levels.inputs()).rowsUsed()).isEqualTo(1);
    }

    @Test
    void aSurfaceStandsInForAMissingOneForFiveSessionsAndSaysSo() {
        List<MarketRecord> inputs = new ArrayList<>(books());
        inputs.removeIf(OptionPricesBook.class::isInstance);
        inputs.add(smile(LocalDate.of(2025, 4, 3)));
        GammaLevels stale = GammaDriver.levels(last(inputs), "DOL", "ALL");
        assertThat(stale.levels().callWall()).isEqualTo(6000);
        assertThat(Objects.requireNonNull(stale.inputs()).flags()).contains("STALE_SURFACE");

        inputs.set(inputs.size() - 1, smile(LocalDate.of(2025, 4, 2)));
        GammaLevels none = GammaDriver.levels(last(inputs), "DOL", "ALL");
        assertThat(none.levels().callWall()).isNull();
        assertThat(none.reasons()).containsEntry("call_wall", "NO_SURFACE");
    }

    @Test
    void theAgeOfASurfaceCountsSessionsAndNotTheHolidaysBetween() {
        LocalDate january = LocalDate.of(2026, 1, 5);
        List<MarketRecord> inputs = new ArrayList<>();
        inputs.add(new OptionSeriesBook(
                "DOL",
                january,
                List.of(series("DOLH26C006000", OptionSeriesBook.Type.CALL, 6000, LocalDate.of(2026, 3, 2))),
                provenance("2026-01-05T22:00:00Z")));
        inputs.add(new OpenInterestBook(
                "DOL",
                january,
                List.of(new OpenInterestBook.Position("DOLH26C006000", 10_000, null, null, null)),
                provenance("2026-01-05T22:00:00Z")));
        inputs.add(future("DOLH26", january, 5900, LocalDate.of(2026, 3, 2)));
        inputs.add(new RatesCurve("PRE", january, "DIxPRE", curve().vertices(), provenance("2026-01-05T22:00:00Z")));
        // five sessions and thirteen days before: Christmas Eve and the year's last business day are none
        inputs.add(smile(LocalDate.of(2025, 12, 23)));

        GammaLevels levels = GammaDriver.levels(last(inputs), "DOL", "ALL");
        assertThat(levels.levels().callWall()).isEqualTo(6000);
        assertThat(Objects.requireNonNull(levels.inputs()).flags()).containsExactly("STALE_SURFACE");
    }

    @Test
    void seriesAndCurveOfAnotherSessionAndTradesAreTold() {
        List<MarketRecord> inputs = new ArrayList<>();
        for (MarketRecord book : books()) {
            if (book instanceof OptionSeriesBook series) {
                inputs.add(new OptionSeriesBook("DOL", SESSION.minusDays(1), series.series(), series.provenance()));
            } else if (book instanceof RatesCurve curve) {
                inputs.add(new RatesCurve("PRE", SESSION.minusDays(1), "DIxPRE", curve.vertices(), curve.provenance()));
            } else if (book instanceof OptionPricesBook prices) {
                inputs.add(new OptionPricesBook(
                        "DOL",
                        SESSION,
                        null,
                        prices.prices().stream()
                                .map(price -> new OptionPricesBook.Price(
                                        price.ticker(), null, null, price.reference(), null, null, null))
                                .toList(),
                        prices.provenance()));
            } else {
                inputs.add(book);
            }
        }
        GammaLevels levels = GammaDriver.levels(last(inputs), "DOL", "ALL");
        assertThat(Objects.requireNonNull(levels.inputs()).flags())
                .containsExactly("CURVE_OF_OTHER_SESSION", "SERIES_OF_OTHER_SESSION", "TRADE_PREMIUMS");
    }

    private static VolSurface smile(LocalDate session) {
        List<VolSurface.Point> points = new ArrayList<>();
        for (int days : new int[] {5, 252}) {
            for (int delta : new int[] {10, 50, 90}) {
                points.add(new VolSurface.Point(
                        null, null, null, days, days * 7 / 5, delta, 14 + Math.abs(delta - 50) / 20.0));
            }
        }
        return new VolSurface("DOL", session, points, provenance(session + "T22:00:00Z"));
    }

    private Map<String, String> last(List<? extends MarketRecord> inputs) {
        try (GammaDriver driver = new GammaDriver(state)) {
            inputs.forEach(driver::put);
            return driver.last();
        }
    }

    private static List<MarketRecord> books() {
        Provenance evening = provenance("2025-04-10T22:00:00Z");
        return List.of(
                new OptionSeriesBook(
                        "DOL",
                        SESSION,
                        List.of(
                                series("DOLK25C006000", OptionSeriesBook.Type.CALL, 6000, MAY),
                                series("DOLK25C006100", OptionSeriesBook.Type.CALL, 6100, MAY),
                                series("DOLK25P005800", OptionSeriesBook.Type.PUT, 5800, MAY),
                                series("DOLM25C006200", OptionSeriesBook.Type.CALL, 6200, JUNE)),
                        evening),
                positions(4_000, "2025-04-10T22:00:00Z"),
                new OptionPricesBook(
                        "DOL",
                        SESSION,
                        null,
                        List.of(
                                premium("DOLK25C006000", 51.5),
                                premium("DOLK25C006100", 24.2),
                                premium("DOLK25P005800", 38.1),
                                premium("DOLM25C006200", 62.7)),
                        evening),
                future("DOLK25", SESSION, 5900, MAY),
                future("DOLM25", SESSION, 5950, JUNE),
                curve());
    }

    private static RatesCurve curve() {
        return new RatesCurve(
                "PRE",
                SESSION,
                "DIxPRE",
                List.of(new RatesCurve.Vertex(21, 30, 14.2, true), new RatesCurve.Vertex(252, 365, 14.5, true)),
                provenance("2025-04-10T22:00:00Z"));
    }

    private static OpenInterestBook positions(double highCalls, String knownAt) {
        return new OpenInterestBook(
                "DOL",
                SESSION,
                List.of(
                        new OpenInterestBook.Position("DOLK25C006000", 10_000, null, null, null),
                        new OpenInterestBook.Position("DOLK25C006100", highCalls, null, null, null),
                        new OpenInterestBook.Position("DOLK25P005800", 12_000, null, null, null),
                        new OpenInterestBook.Position("DOLM25C006200", 1_000, null, null, null)),
                provenance(knownAt));
    }

    private static OptionSeriesBook.Series series(
            String ticker, OptionSeriesBook.Type type, double strike, LocalDate expiry) {
        return new OptionSeriesBook.Series(ticker, null, type, OptionSeriesBook.Style.EUROPEAN, strike, expiry, 50.0);
    }

    private static OptionPricesBook.Price premium(String ticker, double reference) {
        return new OptionPricesBook.Price(ticker, null, reference, null, null, null, null);
    }

    private static UnderlyingPrice future(String instrument, LocalDate session, double price, LocalDate expiry) {
        return new UnderlyingPrice(
                "DOL",
                instrument,
                session,
                UnderlyingPrice.Kind.SETTLEMENT,
                null,
                price,
                expiry,
                provenance("2025-04-10T22:00:00Z"));
    }

    /** Quotes of one moment; those of 16:00 have a document of their own. */
    private static OptionPricesBook quotes(String at, double call) {
        return new OptionPricesBook(
                "DOL",
                SESSION,
                Instant.parse(at),
                List.of(premium("DOLK25C006000", call)),
                new Provenance(
                        "b3-derivative-quotation", Instant.parse(at), (at.contains("T16") ? "ff" : "ee").repeat(32)));
    }

    private static UnderlyingPrice trade(String at, double price) {
        return new UnderlyingPrice(
                "DOL", "DOLK25", NEXT, UnderlyingPrice.Kind.LAST, Instant.parse(at), price, MAY, provenance(at));
    }

    private static Provenance provenance(String knownAt) {
        return new Provenance("b3-price-report", Instant.parse(knownAt), "aa".repeat(32));
    }
}
