package b3.stack.demo;

import b3.stack.demo.DemoOptions.Series;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;

/** Delayed quotes of the dollar's futures and options, moving with the clock. */
final class DemoQuotation {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final DemoMarket market;
    private final DemoOptions options;

    DemoQuotation(DemoMarket market, DemoOptions options) {
        this.market = market;
        this.options = options;
    }

    /** Answer for an asset at this moment; on days that are no sessions there are no quotes. */
    String answer(String asset, ZonedDateTime now) {
        LocalDate session = now.toLocalDate();
        if (!"DOL".equals(asset) || !market.isSession(session)) {
            return "Quotation not available";
        }
        LocalDate before = market.previous(session);
        double moved = 0.004 * Math.sin(now.toEpochSecond() / 180.0);
        StringJoiner rows = new StringJoiner(",");
        for (DemoMarket.Future future : market.futures(session)) {
            if (future.instrument().equals(asset)) {
                BigDecimal settled = market.settlement(future, before);
                BigDecimal last = steps(settled.doubleValue() * (1 + moved), 0.5);
                String quote = "\"prvsDayAdjstmntPric\":" + settled + ",\"curPrc\":" + last;
                long open = market.openInterest(future, before);
                rows.add(row(future.ticker(), "FUT", market.expiry(future), quote, "", open));
            }
        }
        for (Series series : options.series(DemoOptions.DOLLAR, session)) {
            // half a point of premium for a point of price, one way for calls and the other for puts
            double shift = (series.call() ? 0.5 : -0.5) * moved * market.dollar(session);
            double premium = options.premium(series, session).doubleValue();
            BigDecimal last = steps(Math.max(0.001, premium + Math.max(shift, -premium / 2)), 0.001);
            String quote = "\"exrcPric\":" + DemoMarket.round(series.strike(), 0) + ",\"curPrc\":" + last;
            String side = ",\"SdTpCd\":{\"desc\":\"" + (series.call() ? "C" : "P") + "\"}";
            long open = options.openInterest(series, before);
            rows.add(row(series.ticker(), "SOPT", series.expiry(), quote, side, open));
            rows.add(row(series.ticker() + "E", "OPTEXER", series.expiry(), quote, side, open));
        }
        return """
                {"BizSts":{"cd":"OK"},"Msg":{"dtTm":"%s"},"Scty":[%s]}""".formatted(now.format(STAMP), rows);
    }

    private static BigDecimal steps(double price, double step) {
        return DemoMarket.round(Math.round(price / step) * step, 3);
    }

    private static String row(
            String ticker, String kind, LocalDate maturity, String quote, String side, long openContracts) {
        return """
                {"SctyQtn":{%s},"asset":{"AsstSummry":{"mtrtyCode":"%s","opnCtrcts":%d}%s,"code":"DOL"},\
                "mkt":{"cd":"%s"},"symb":"%s"}""".formatted(quote, maturity, openContracts, side, kind, ticker);
    }
}
