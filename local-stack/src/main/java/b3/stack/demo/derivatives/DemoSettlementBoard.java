package b3.stack.demo.derivatives;

import b3.stack.demo.market.DemoMarket;
import b3.stack.demo.market.DemoMarket.Future;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The table of consolidated derivatives trades in the daily bulletin, in pages. */
public final class DemoSettlementBoard {

    private static final String COLUMNS =
            List.of("RptDt", "TckrSymb", "AdjstdQt", "PrvsAdjstdQt", "AdjstdQtTax", "PrvsAdjstdQtTax", "OpnIntrst")
                    .stream()
                    .map("{\"name\":\"%s\"}"::formatted)
                    .collect(Collectors.joining(","));
    private static final int ROWS_A_PAGE = 25;

    private final DemoMarket market;

    public DemoSettlementBoard(DemoMarket market) {
        this.market = market;
    }

    /** Returns one page, counted from 1; the rows are sorted by ticker. */
    public String page(LocalDate session, int number) {
        List<Future> futures = market.futures(session).stream()
                .sorted(Comparator.comparing(Future::ticker))
                .toList();
        String rows = futures.stream()
                .skip((number - 1L) * ROWS_A_PAGE)
                .limit(ROWS_A_PAGE)
                .map(future -> row(future, session))
                .collect(Collectors.joining(","));
        int pages = (futures.size() + ROWS_A_PAGE - 1) / ROWS_A_PAGE;
        return """
                {"table":{"columns":[%s],"values":[%s],"pageCount":%d},"lastUpdateDate":"%sT05:01:12"}""".formatted(COLUMNS, rows, pages, session.plusDays(1));
    }

    private String row(Future future, LocalDate session) {
        LocalDate before = market.previous(session);
        boolean rated = future.isQuotedByRate();
        return """
                ["%sT00:00:00","%s",%s,%s,%s,%s,%d]""".formatted(
                        session,
                        future.ticker(),
                        market.settlement(future, session),
                        market.settlement(future, before),
                        rated ? market.rate(future, session) : null,
                        rated ? market.rate(future, before) : null,
                        market.openInterest(future, session));
    }
}
