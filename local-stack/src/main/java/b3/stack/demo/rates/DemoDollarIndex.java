package b3.stack.demo.rates;

import b3.stack.demo.market.DemoMarket;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The chart of the dollar index: the five-minute bars until now, and the close before them. */
public final class DemoDollarIndex {

    private static final long BAR_SECONDS = 300;
    private static final long LONGEST_SECONDS = 7 * 86_400;

    private DemoDollarIndex() {}

    /** Returns the answer for a range of epoch seconds at this moment. */
    public static String chart(long from, long to, Instant now) {
        long end = Math.min(Math.min(to - 1, now.getEpochSecond()), from + LONGEST_SECONDS);
        List<Long> bars = LongStream.iterate(from, at -> at <= end, at -> at + BAR_SECONDS)
                .boxed()
                .toList();
        return """
                {"chart":{"result":[{"meta":{"currency":"USD","symbol":"DX-Y.NYB","exchangeTimezoneName":\
                "America/New_York","chartPreviousClose":%s,"dataGranularity":"5m"},"timestamp":[%s],\
                "indicators":{"quote":[{"close":[%s]}]}}],"error":null}}""".formatted(
                        level(from - BAR_SECONDS),
                        bars.stream().map(String::valueOf).collect(Collectors.joining(",")),
                        bars.stream().map(DemoDollarIndex::level).collect(Collectors.joining(",")));
    }

    private static String level(long at) {
        double days = at / 86_400.0;
        double level = 99.2 + 1.1 * Math.sin(days / 8.3) + 0.12 * Math.sin(days * 45) + 0.02 * Math.sin(days * 740);
        return DemoMarket.round(level, 3).toPlainString();
    }
}
