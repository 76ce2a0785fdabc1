package b3.stream.gammalevels;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.corporateactions.CorporateAction;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.OptionSeriesBook.Style;
import b3.schema.optionchain.UnderlyingPrice;
import b3.schema.rates.RatesCurve;
import b3.schema.volsurface.VolSurface;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was known, corrected and taken back of a few sessions of dollar options and of options on two classes of
 * one root, told by two sources, as the messages that say so.
 */
final class History {

    static final LocalDate SESSION = LocalDate.of(2025, 4, 10);
    static final LocalDate NEXT = LocalDate.of(2025, 4, 11);
    private static final LocalDate MAY = LocalDate.of(2025, 5, 2);
    private static final LocalDate JUNE = LocalDate.of(2025, 6, 2);
    private static final LocalDate SHARES = LocalDate.of(2025, 5, 16);
    private static final String EVENING = "2025-04-10T22:00:00Z";
    private static final String CORRECTED = "2025-04-14T12:00:00Z";
    private static final String AGAIN = "2025-04-15T12:00:00Z";

    /**
     * One message.
     *
     * @param record what it is about
     * @param withdrawn whether it takes that back
     * @param standsFrom since when it stands
     * @param number of two messages about one key and time the greater one is right
     */
    record Said(MarketRecord record, boolean withdrawn, Instant standsFrom, long number) {

        /** Hands the message to a driver, on the topic of what stands or of what stood earlier. */
        void to(GammaDriver driver, boolean earlier) {
            if (withdrawn) {
                driver.withdraw(record, standsFrom, number, earlier);
            } else {
                driver.put(record, standsFrom, number, earlier);
            }
        }
    }

    private final List<Said> messages = new ArrayList<>();

    private History() {}

    /** Every message, in the order in which things became known. */
    static List<Said> messages() {
        History history = new History();
        history.dollar();
        history.shares();
        return List.copyOf(history.messages);
    }

    /** Every time of knowledge at which something changes. */
    static NavigableSet<Instant> times() {
        NavigableSet<Instant> times = new TreeSet<>();
        messages().forEach(said -> times.add(said.standsFrom()));
        return times;
    }

    private void dollar() {
        List<Series> series = List.of(
                series("DOLK25C006000", OptionSeriesBook.Type.CALL, 6000, MAY),
                series("DOLK25C006100", OptionSeriesBook.Type.CALL, 6100, MAY),
                series("DOLK25P005800", OptionSeriesBook.Type.PUT, 5800, MAY),
                series("DOLM25C006200", OptionSeriesBook.Type.CALL, 6200, JUNE));
        OptionSeriesBook old = new OptionSeriesBook("DOL", SESSION.minusDays(2), series, by("2025-04-08T22:00:00Z"));
        OptionSeriesBook own = new OptionSeriesBook("DOL", SESSION, series, by(EVENING));
        OptionSeriesBook fewer = new OptionSeriesBook("DOL", SESSION, series.subList(0, 3), by(AGAIN));
        say(old);
        say(own);
        say(fewer);
        say(positions("DOL", SESSION, 4_000, EVENING));
        // the same document, read again by a better reader
        say(positions("DOL", SESSION, 500, CORRECTED));
        say(positions("DOL", SESSION, 50_000, CORRECTED));
        OpenInterestBook next = positions("DOL", NEXT, 9_000, "2025-04-11T22:30:00Z");
        say(next);
        takeBack(next, "2025-04-16T09:00:00Z");
        OptionPricesBook prices = new OptionPricesBook(
                "DOL",
                SESSION,
                null,
                List.of(premium("DOLK25C006000", 51.5), premium("DOLK25P005800", 38.1), premium("DOLM25C006200", 62.7)),
                by(EVENING));
        say(prices);
        takeBack(prices, "2025-04-16T10:00:00Z");
        say(quotes("2025-04-10T15:00:00Z", 50.5));
        say(quotes("2025-04-10T16:00:00Z", 52.5));
        say(future("DOLK25", SESSION, 5900, MAY, EVENING));
        say(future("DOLM25", SESSION, 5950, JUNE, EVENING));
        say(future("DOLM25", SESSION, 5955, JUNE, CORRECTED));
        say(future("DOLK25", NEXT, 5910, MAY, "2025-04-11T22:30:00Z"));
        RatesCurve curve = curve("PRE", SESSION, 14.2, EVENING);
        say(curve);
        takeBack(curve, AGAIN);
        say(curve("DI1", SESSION, 14.1, EVENING));
        say(curve("PRE", SESSION.minusDays(1), 13.9, "2025-04-09T22:00:00Z"));
        say(smile(SESSION.minusDays(3), "2025-04-07T22:00:00Z"));
        say(trade("2025-04-11T13:00:00.100Z", 5930));
        say(trade("2025-04-11T13:00:00.700Z", 5935));
        say(trade("2025-04-11T13:10:00Z", 5880));
        takeBack(trade("2025-04-11T13:00:00.700Z", 5935), CORRECTED);
        takeBack(trade("2025-04-11T13:10:00Z", 5880), AGAIN);
    }

    private void shares() {
        List<Position> positions = List.of(
                new Position("PETRE340", 1_000_000, null, null, null),
                new Position("PETRE380", 4_000_000, null, null, null),
                new Position("PETRQ340", 3_000_000, null, null, null),
                new Position("PETRE999", 5_000_000, null, null, null));
        OptionSeriesBook preferred = new OptionSeriesBook(
                "PETR4",
                SESSION,
                List.of(
                        share("PETRE340", OptionSeriesBook.Type.CALL, 34),
                        share("PETRE380", OptionSeriesBook.Type.CALL, 38),
                        share("PETRQ340", OptionSeriesBook.Type.PUT, 34)),
                by(EVENING));
        OptionSeriesBook common = new OptionSeriesBook(
                "PETR3", SESSION, List.of(share("PETRE999", OptionSeriesBook.Type.CALL, 41)), by(CORRECTED));
        say(new OpenInterestBook("PETR", SESSION, positions, by(EVENING)));
        say(preferred);
        say(common);
        takeBack(common, AGAIN);
        takeBack(preferred, "2025-04-16T11:00:00Z");
        say(GammaDriver.flat("PETR4", SESSION, 40, by(EVENING)));
        say(GammaDriver.flat("PETR3", SESSION, 40, by(EVENING)));
        payments();
        for (String share : List.of("PETR3", "PETR4")) {
            say(new UnderlyingPrice(share, share, SESSION, UnderlyingPrice.Kind.CLOSE, null, 36.0, null, by(EVENING)));
        }
    }

    /** What both classes pay, the shares being ex of it on the second session; the preferred ones trade on that day. */
    private void payments() {
        CorporateAction announced = payment("PN", "2025-03-01/1.2075", 1.2075, "2025-04-01T12:00:00Z");
        say(announced);
        say(payment("ON", "2025-03-01/0.7", 0.7, EVENING));
        CorporateAction unknown = payment("PN", "2025-03-01/0.02", null, "2025-04-11T20:00:00Z");
        say(unknown);
        takeBack(unknown, "2025-04-13T12:00:00Z");
        takeBack(announced, CORRECTED);
        say(payment("PN", "2025-03-01/1.3", 1.3, CORRECTED));
        say(new UnderlyingPrice(
                "PETR4",
                "PETR4",
                NEXT,
                UnderlyingPrice.Kind.LAST,
                Instant.parse("2025-04-11T14:00:00Z"),
                34.9,
                null,
                by("2025-04-11T14:00:00Z")));
    }

    private void say(MarketRecord record) {
        messages.add(new Said(record, false, record.provenance().knownAt(), messages.size() + 1L));
    }

    private void takeBack(MarketRecord record, String from) {
        messages.add(new Said(record, true, Instant.parse(from), messages.size() + 1L));
    }

    private static OpenInterestBook positions(String underlying, LocalDate session, double high, String knownAt) {
        return new OpenInterestBook(
                underlying,
                session,
                List.of(
                        new Position("DOLK25C006000", 10_000, null, null, null),
                        new Position("DOLK25C006100", high, null, null, null),
                        new Position("DOLK25P005800", 12_000, null, null, null),
                        new Position("DOLM25C006200", 1_000, null, null, null)),
                by(knownAt));
    }

    private static OptionPricesBook quotes(String at, double call) {
        return new OptionPricesBook("DOL", SESSION, Instant.parse(at), List.of(premium("DOLK25C006000", call)), by(at));
    }

    private static VolSurface smile(LocalDate session, String knownAt) {
        List<VolSurface.Point> points = new ArrayList<>();
        for (int days : new int[] {5, 252}) {
            for (int delta : new int[] {10, 50, 90}) {
                points.add(new VolSurface.Point(
                        null, null, null, days, days * 7 / 5, delta, 14 + Math.abs(delta - 50) / 20.0));
            }
        }
        return new VolSurface("DOL", session, points, by(knownAt));
    }

    private static RatesCurve curve(String code, LocalDate session, double rate, String knownAt) {
        return new RatesCurve(
                code,
                session,
                "DIxPRE",
                List.of(new RatesCurve.Vertex(21, 30, rate, true), new RatesCurve.Vertex(252, 365, 14.5, true)),
                by(knownAt));
    }

    private static UnderlyingPrice future(
            String instrument, LocalDate session, double price, LocalDate expiry, String knownAt) {
        return price(instrument, session, UnderlyingPrice.Kind.SETTLEMENT, null, price, expiry, by(knownAt));
    }

    private static UnderlyingPrice trade(String at, double price) {
        return price("DOLK25", NEXT, UnderlyingPrice.Kind.LAST, Instant.parse(at), price, MAY, by(at));
    }

    private static UnderlyingPrice price(
            String instrument,
            LocalDate session,
            UnderlyingPrice.Kind kind,
            @Nullable Instant at,
            double price,
            LocalDate expiry,
            Provenance provenance) {
        return new UnderlyingPrice("DOL", instrument, session, kind, at, price, expiry, provenance);
    }

    private static CorporateAction payment(String shareClass, String payment, @Nullable Double net, String knownAt) {
        return new CorporateAction(
                "PETR",
                shareClass,
                net == null ? CorporateAction.Kind.INCOME : CorporateAction.Kind.DIVIDEND,
                SESSION,
                payment,
                LocalDate.of(2025, 3, 1),
                NEXT,
                null,
                net == null ? 0.02 : net,
                net,
                null,
                null,
                null,
                by(knownAt));
    }

    private static Series series(String ticker, OptionSeriesBook.Type type, double strike, LocalDate expiry) {
        return new Series(ticker, null, type, Style.EUROPEAN, strike, expiry, 50.0);
    }

    private static Series share(String ticker, OptionSeriesBook.Type type, double strike) {
        return new Series(ticker, null, type, Style.EUROPEAN, strike, SHARES, 1.0);
    }

    private static Price premium(String ticker, double reference) {
        return new Price(ticker, null, reference, null, null, null, null);
    }

    private static Provenance by(String knownAt) {
        return new Provenance(
                knownAt.endsWith(":00Z") ? "b3-price-report" : "b3-derivative-quotation",
                Instant.parse(knownAt),
                "aa".repeat(32));
    }
}
