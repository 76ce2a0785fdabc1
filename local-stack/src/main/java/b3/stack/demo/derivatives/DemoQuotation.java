package b3.stack.demo.derivatives;

import b3.stack.demo.market.DemoMarket;
import b3.stack.demo.market.DemoOptions;
import b3.stack.demo.market.DemoOptions.Series;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * The delayed quotes of one commodity's futures and options, which move with the clock. The dollar and the index are quoted
 * by price, interest and coupon by rate.
 */
public final class DemoQuotation {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final Set<String> ASSETS = Set.of("DOL", "IND", "DI1", "DDI");

    private final DemoMarket market;
    private final DemoOptions options;

    public DemoQuotation(DemoMarket market, DemoOptions options) {
        this.market = market;
        this.options = options;
    }

    /** Returns the answer for an asset at this moment. Unknown assets, and days without a session, have no quotes. */
    public String answer(String asset, ZonedDateTime now) {
        LocalDate session = now.toLocalDate();
        List<DemoMarket.Future> futures = market.futures(session).stream()
                .filter(future -> future.instrument().equals(asset))
                .toList();
        if (!ASSETS.contains(asset) || futures.isEmpty() || !market.isSession(session)) {
            return "Quotation not available";
        }
        LocalDate before = market.previous(session);
        double moved = 0.004 * Math.sin(now.toEpochSecond() / 180.0);
        StringJoiner rows = new StringJoiner(",");
        for (DemoMarket.Future future : futures) {
            BigDecimal settled =
                    future.isQuotedByRate() ? market.rate(future, before) : market.settlement(future, before);
            BigDecimal last = steps(settled.doubleValue() * (1 + moved), step(future.quotation()));
            String quote = "\"prvsDayAdjstmntPric\":" + settled + ",\"curPrc\":" + last;
            long open = market.openInterest(future, before);
            rows.add(row(asset, future.ticker(), "FUT", market.expiry(future), quote, "", open));
        }
        Stream.of(DemoOptions.DOLLAR, DemoOptions.INDEX_FUTURE)
                .filter(underlying -> underlying.name().equals(asset))
                .forEach(underlying -> addOptions(rows, underlying, session, moved));
        return """
                {"BizSts":{"cd":"OK"},"Msg":{"dtTm":"%s"},"Scty":[%s]}""".formatted(now.format(STAMP), rows);
    }

    private void addOptions(StringJoiner rows, DemoOptions.Underlying underlying, LocalDate session, double moved) {
        LocalDate before = market.previous(session);
        double step = Math.pow(10, -underlying.decimals());
        for (Series series : options.series(underlying, session)) {
            // A point of price moves the premium of a call by half a point up, and that of a put by half a point down.
            double shift = (series.call() ? 0.5 : -0.5) * moved * options.price(underlying, session);
            double premium = options.premium(series, session).doubleValue();
            BigDecimal last = steps(Math.max(step, premium + Math.max(shift, -premium / 2)), step);
            String quote = "\"exrcPric\":" + DemoMarket.round(series.strike(), 0) + ",\"curPrc\":" + last;
            String side = ",\"SdTpCd\":{\"desc\":\"" + (series.call() ? "C" : "P") + "\"}";
            String asset = underlying.name();
            long open = options.openInterest(series, before);
            rows.add(row(asset, series.ticker(), "SOPT", series.expiry(), quote, side, open));
            rows.add(row(asset, series.ticker() + "E", "OPTEXER", series.expiry(), quote, side, open));
        }
    }

    private static double step(DemoMarket.Quotation quotation) {
        return switch (quotation) {
            case DOLLAR -> 0.5;
            case INDEX -> 5;
            case INTEREST, COUPON -> 0.005;
        };
    }

    private static BigDecimal steps(double price, double step) {
        return DemoMarket.round(Math.round(price / step) * step, 3);
    }

    private static String row(
            String asset,
            String ticker,
            String kind,
            LocalDate maturity,
            String quote,
            String side,
            long openContracts) {
        return """
                {"SctyQtn":{%s},"asset":{"AsstSummry":{"mtrtyCode":"%s","opnCtrcts":%d}%s,"code":"%s"},\
                "mkt":{"cd":"%s"},"symb":"%s"}""".formatted(quote, maturity, openContracts, side, asset, kind, ticker);
    }
}
