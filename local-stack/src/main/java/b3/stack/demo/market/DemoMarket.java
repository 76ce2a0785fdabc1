package b3.stack.demo.market;

import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import b3.schema.calendar.TradingCalendar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The prices of the demo exchange. They are smooth functions of the date, so that a session has the same prices in every run
 * and on every machine, and the previous price of a session is the price of the session before.
 */
public final class DemoMarket {

    private static final LocalDate EPOCH = LocalDate.of(2024, 1, 2);

    private final TradingCalendar calendar;

    /** A market with the sessions of this calendar. */
    public DemoMarket(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * A futures contract as it is quoted.
     *
     * @param instrument commodity code
     * @param month contract month
     * @param quotation how its settlement price is computed
     */
    public record Future(String instrument, ContractMonth month, Quotation quotation) {

        /** Returns the ticker, such as {@code DOLJ24}. */
        public String ticker() {
            return instrument + month.code();
        }

        /** Returns whether the contract has a settlement rate beside its settlement price. */
        public boolean isQuotedByRate() {
            return quotation == Quotation.INTEREST || quotation == Quotation.COUPON;
        }
    }

    /** How the settlement price of a contract is computed. */
    public enum Quotation {
        DOLLAR,
        INDEX,
        INTEREST,
        COUPON
    }

    /** Returns every contract that is open in a session. */
    public List<Future> futures(LocalDate session) {
        YearMonth next = YearMonth.from(session).plusMonths(1);
        List<Future> open = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ContractMonth month = new ContractMonth(next.plusMonths(i));
            open.add(new Future("DOL", month, Quotation.DOLLAR));
            open.add(new Future("WDO", month, Quotation.DOLLAR));
        }
        for (ContractMonth month : rateMonths(next)) {
            open.add(new Future("DI1", month, Quotation.INTEREST));
            open.add(new Future("DDI", month, Quotation.COUPON));
        }
        IntStream.range(0, 8)
                .mapToObj(next::plusMonths)
                .filter(month -> month.getMonthValue() % 2 == 0)
                .map(ContractMonth::new)
                .forEach(month -> {
                    open.add(new Future("IND", month, Quotation.INDEX));
                    open.add(new Future("WIN", month, Quotation.INDEX));
                });
        return open;
    }

    private static List<ContractMonth> rateMonths(YearMonth next) {
        List<ContractMonth> months = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> months.add(new ContractMonth(next.plusMonths(i))));
        IntStream.rangeClosed(1, 7)
                .mapToObj(years -> YearMonth.of(next.getYear() + years, 1))
                .filter(january -> january.isAfter(next.plusMonths(2)))
                .forEach(january -> months.add(new ContractMonth(january)));
        return months;
    }

    /** Returns the settlement price of a session: DOL in BRL per USD 1,000, IND in points, DI1 and DDI as unit price. */
    public BigDecimal settlement(Future future, LocalDate session) {
        LocalDate expiry = expiry(future);
        double years = BusinessDays.latest().between(session, expiry) / 252.0;
        return switch (future.quotation()) {
            case DOLLAR -> round(dollar(session) * Math.exp(0.085 * years), 3);
            case INDEX -> round(index(session) * Math.exp(0.13 * years), 0);
            case INTEREST -> round(100_000 / Math.pow(1 + rate(future, session).doubleValue() / 100, years), 2);
            case COUPON ->
                round(
                        100_000
                                / (1
                                        + rate(future, session).doubleValue()
                                                / 100
                                                * (expiry.toEpochDay() - session.toEpochDay())
                                                / 360),
                        2);
        };
    }

    /** Returns the settlement rate in percent a year, for contracts that are quoted by rate. */
    public BigDecimal rate(Future future, LocalDate session) {
        int days = BusinessDays.latest().between(session, expiry(future));
        double level = future.quotation() == Quotation.INTEREST ? 14.2 : 5.1;
        return round(level + 0.9 * (1 - Math.exp(-days / 500.0)) + 0.12 * Math.sin(step(session) / 2.7), 3);
    }

    /** Returns the number of open contracts, which falls with the distance of the expiry. */
    public long openInterest(Future future, LocalDate session) {
        double years = BusinessDays.latest().between(session, expiry(future)) / 252.0;
        return Math.round((future.instrument().startsWith("W") ? 90_000 : 640_000)
                * Math.exp(-1.3 * years)
                * (1 + 0.05 * Math.sin(step(session) + future.ticker().hashCode() % 7)));
    }

    /** Returns the spot dollar in BRL per USD 1,000. */
    public double dollar(LocalDate session) {
        return 5_420 + 55 * Math.sin(step(session) / 3.1) + 30 * Math.sin(step(session) / 17.0);
    }

    /** Returns the cash index in points. */
    public double index(LocalDate session) {
        return 139_500 + 1_900 * Math.sin(step(session) / 4.3) + 2_500 * Math.sin(step(session) / 29.0);
    }

    /** Returns the American index in points; the levels of the vendor's site lie around it. */
    public double americanIndex(LocalDate session) {
        return 6_650 + 90 * Math.sin(step(session) / 5.7) + 60 * Math.sin(step(session) / 23.0);
    }

    /** Returns the volatility index in points; the levels of the vendor's site lie around it. */
    public double volatilityIndex(LocalDate session) {
        return 17.5 - 2.5 * Math.sin(step(session) / 5.7);
    }

    /** Returns the expiry date of a future. */
    public LocalDate expiry(Future future) {
        return future.quotation() == Quotation.INDEX
                ? future.month().expiryOfIndex()
                : future.month().expiryOfDollar();
    }

    /** Returns the session before, whose settlement price is the previous price. */
    public LocalDate previous(LocalDate session) {
        return calendar.previousSession(session);
    }

    /** Returns whether the exchange trades on this day. */
    public boolean isSession(LocalDate day) {
        return calendar.isSession(day);
    }

    private static double step(LocalDate session) {
        return session.toEpochDay() - EPOCH.toEpochDay();
    }

    /** Returns the value with so many decimals, rounded half to even. */
    public static BigDecimal round(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
