package b3.stack.demo.market;

import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The option chains of the demo exchange: strikes around the price, more open interest at round strikes, and a volatility
 * smile.
 */
public final class DemoOptions {

    private static final String CALLS = "ABCDEFGHIJKL";
    private static final String PUTS = "MNOPQRSTUVWX";
    private static final double DISCOUNT_RATE = 0.135;

    private final DemoMarket market;
    private final Predicate<LocalDate> quoted;

    /**
     * The chains of this market.
     *
     * @param quoted tells whether a session is going on, so that options are being quoted
     */
    public DemoOptions(DemoMarket market, Predicate<LocalDate> quoted) {
        this.market = market;
        this.quoted = quoted;
    }

    /** The kind of an underlying, which decides the form of the tickers and the expiries of its options. */
    public enum Kind {
        DOLLAR,
        INDEX_FUTURE,
        INDEX,
        SHARE
    }

    /**
     * An underlying with options.
     *
     * @param name ticker of the share or index, or commodity code
     * @param kind the kind of the underlying
     * @param decimals the number of decimals of its options' premiums
     * @param strikeStep the distance between two strikes
     * @param strikes the number of strikes on each side of the price
     * @param size the open interest of a busy series
     */
    public record Underlying(String name, Kind kind, int decimals, double strikeStep, int strikes, double size) {

        /** Returns the first letters of its options' tickers. */
        public String root() {
            return name.substring(0, Math.min(4, name.length()));
        }

        /** Returns whether its options belong to the derivatives segment, with the strike in the ticker. */
        public boolean isDerivative() {
            return kind == Kind.DOLLAR || kind == Kind.INDEX_FUTURE;
        }
    }

    public static final Underlying DOLLAR = new Underlying("DOL", Kind.DOLLAR, 3, 50, 14, 9_000);
    public static final Underlying INDEX_FUTURE = new Underlying("IND", Kind.INDEX_FUTURE, 0, 2_000, 12, 900);
    public static final List<Underlying> SHARES = List.of(
            new Underlying("IBOV", Kind.INDEX, 2, 2_000, 12, 40_000),
            new Underlying("PETR4", Kind.SHARE, 2, 1, 12, 9_000_000),
            new Underlying("VALE3", Kind.SHARE, 2, 2, 12, 6_000_000),
            new Underlying("BOVA11", Kind.SHARE, 2, 2, 12, 4_000_000));

    /** One series of one underlying. */
    public record Series(Underlying underlying, String ticker, boolean call, double strike, LocalDate expiry) {}

    /** Returns the price of the underlying after a session: the cash price; for DOL the dollar of that session. */
    public double price(Underlying underlying, LocalDate session) {
        double step = session.toEpochDay();
        return switch (underlying.name()) {
            case "DOL" -> market.dollar(session);
            case "IND", "IBOV" -> market.index(session);
            case "PETR4" -> 36.4 + 1.3 * Math.sin(step / 5.1) + 1.1 * Math.sin(step / 23.0);
            case "VALE3" -> 61.2 + 2.2 * Math.sin(step / 6.7) + 1.6 * Math.sin(step / 31.0);
            case "BOVA11" -> market.index(session) / 1_025;
            default -> throw new IllegalArgumentException(underlying.name());
        };
    }

    /** Returns every series that is listed in a session: three expiries, and a call and a put at each strike. */
    public List<Series> series(Underlying underlying, LocalDate session) {
        double center = Math.round(price(underlying, quarterStart(session)) / underlying.strikeStep())
                * underlying.strikeStep();
        List<Series> series = new ArrayList<>();
        for (YearMonth month : months(underlying, session)) {
            LocalDate expiry = expiry(underlying, month);
            for (int i = -underlying.strikes(); i <= underlying.strikes(); i++) {
                double strike = center + i * underlying.strikeStep();
                for (boolean call : new boolean[] {true, false}) {
                    series.add(new Series(underlying, ticker(underlying, month, call, strike), call, strike, expiry));
                }
            }
        }
        return series;
    }

    /** Returns the first day of the quarter. Strikes are listed for a quarter, so that a moving price does not move them. */
    private static LocalDate quarterStart(LocalDate session) {
        return session.withDayOfMonth(1).minusMonths((session.getMonthValue() - 1) % 3);
    }

    private List<YearMonth> months(Underlying underlying, LocalDate session) {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = YearMonth.from(session); months.size() < 3; month = month.plusMonths(1)) {
            boolean listed = underlying.kind() != Kind.INDEX_FUTURE || month.getMonthValue() % 2 == 0;
            if (listed && expiry(underlying, month).isAfter(session)) {
                months.add(month);
            }
        }
        return months;
    }

    private LocalDate expiry(Underlying underlying, YearMonth month) {
        return switch (underlying.kind()) {
            case DOLLAR -> new ContractMonth(month).expiryOfDollar();
            case INDEX_FUTURE, INDEX -> new ContractMonth(month).expiryOfIndex();
            case SHARE -> {
                LocalDate friday = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
                yield market.isSession(friday) ? friday : market.previous(friday);
            }
        };
    }

    private static String ticker(Underlying underlying, YearMonth month, boolean call, double strike) {
        if (underlying.isDerivative()) {
            return underlying.name()
                    + new ContractMonth(month).code()
                    + (call ? 'C' : 'P')
                    + String.format(Locale.ROOT, "%06d", Math.round(strike));
        }
        char letter = (call ? CALLS : PUTS).charAt(month.getMonthValue() - 1);
        return underlying.root() + letter + Math.round(underlying.kind() == Kind.INDEX ? strike / 1_000 : strike * 10);
    }

    /** Returns the open interest after a session, in contracts, or in shares for options on shares: a multiple of 100. */
    public long openInterest(Series series, LocalDate session) {
        Underlying underlying = series.underlying();
        double price = price(underlying, session);
        double distance = (series.strike() - price) / (underlying.strikeStep() * underlying.strikes());
        double roundness = Math.round(series.strike() / underlying.strikeStep()) % 5 == 0 ? 3 : 1;
        double side = Math.exp(-Math.pow((distance - (series.call() ? 0.28 : -0.28)) / 0.33, 2));
        return Math.round(underlying.size() * roundness * side / Math.sqrt(days(session, series.expiry())) / 100) * 100;
    }

    /** Returns the implied volatility, 1.0 = 100 %: a smile that leans to the side that each market fears. */
    double volatility(Underlying underlying, double strike, LocalDate session) {
        double moneyness = Math.log(strike / price(underlying, session));
        double smile = 0.6 * moneyness * moneyness;
        return switch (underlying.kind()) {
            case DOLLAR -> 0.14 + 0.18 * moneyness + smile;
            case INDEX_FUTURE, INDEX -> 0.17 - 0.22 * moneyness + smile;
            case SHARE -> 0.31 - 0.22 * moneyness + smile;
        };
    }

    /** Returns the premium after a session, by Black (1976) on the forward, at the volatility of the smile. */
    public BigDecimal premium(Series series, LocalDate session) {
        Underlying underlying = series.underlying();
        double years = days(session, series.expiry()) / 252.0;
        double factor = Math.exp(-DISCOUNT_RATE * years);
        double forward = underlying.kind() == Kind.DOLLAR
                ? price(underlying, session) * Math.exp(0.085 * years)
                : price(underlying, session) / factor;
        double total = volatility(underlying, series.strike(), session) * Math.sqrt(years);
        double d1 = Math.log(forward / series.strike()) / total + total / 2;
        double sign = series.call() ? 1 : -1;
        double value = factor * sign * (forward * normal(sign * d1) - series.strike() * normal(sign * (d1 - total)));
        return DemoMarket.round(Math.max(value, Math.pow(10, -underlying.decimals())), underlying.decimals());
    }

    /**
     * Returns the premium in the reports of a session; null for dollar options while they are being quoted. Their premiums
     * come with the next version of the reports; until then only their quotes are known.
     */
    public @Nullable BigDecimal reference(Series series, LocalDate session) {
        boolean beingQuoted = series.underlying().kind() == Kind.DOLLAR && quoted.test(session);
        return beingQuoted ? null : premium(series, session);
    }

    /** Returns the standard normal distribution by its power series, which is good to nine digits for arguments up to 7. */
    private static double normal(double x) {
        if (Math.abs(x) > 7) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-17 && i < 400; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private static int days(LocalDate session, LocalDate expiry) {
        return Math.max(1, BusinessDays.latest().between(session, expiry));
    }
}
