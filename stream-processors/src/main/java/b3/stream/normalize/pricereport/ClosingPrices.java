package b3.stream.normalize.pricereport;

import b3.schema.contracts.FutureTicker;
import b3.schema.contracts.Share;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Closing prices of shares, units, funds and receipts in the price report, where only the ticker tells what a row is: four
 * characters and a class, 3 to 8, 11, or 31 to 35 and 39 ({@code PETR4}, {@code BOVA11}, {@code AAPL34}).
 *
 * <p>Codes of futures may look the same: {@code KLBN11} is a unit, {@code DITF31} a contract of 2031. A row with a settlement
 * price, a rate or open interest is a future; and so is every row whose first three characters are those of such a row, or
 * of a contract month that is the suffix of no security ({@code DITF27}; {@code KLBN12} would be a right).
 */
final class ClosingPrices implements DocumentRows.Gathering {

    private static final String LAST = "LastPric";
    private static final String CLASS = "(?:[3-8]|11|3[1-59])";
    private static final String SECURITY = "(?:0\\d|1[0-5]|3[1-59])";

    private record Close(PriceReportRow row, double price) {}

    private final List<Close> closes = new ArrayList<>();
    private final Set<String> commodities = new HashSet<>();

    /** Takes a row: a future, a share that traded, or neither of them. */
    void read(PriceReportRow row, boolean isFuture) {
        String last = row.figure(LAST);
        Optional<FutureTicker> future = FutureTicker.parse(row.ticker())
                .filter(contract ->
                        isFuture || !contract.month().code().substring(1).matches(SECURITY));
        if (future.isPresent()) {
            commodities.add(future.get().product());
        } else if (!isFuture && last != null && isShare(row.ticker())) {
            double price = BrazilianFormat.decimalPoint(LAST, last).doubleValue();
            if (price > 0) {
                closes.add(new Close(row, price));
            }
        }
    }

    private static boolean isShare(String ticker) {
        return Share.parse(ticker)
                .filter(share -> share.digits().matches(CLASS))
                .isPresent();
    }

    @Override
    public void finish(DocumentRows rows) {
        for (Close close : closes) {
            PriceReportRow row = close.row();
            Optional<FutureTicker> lookalike = FutureTicker.parse(row.ticker());
            if (lookalike
                    .filter(future -> commodities.contains(future.product()))
                    .isEmpty()) {
                rows.add(
                        new UnderlyingPrice(
                                row.ticker(),
                                row.ticker(),
                                row.tradeDate(),
                                UnderlyingPrice.Kind.CLOSE,
                                null,
                                close.price(),
                                null,
                                rows.provenance()),
                        row.where());
            }
        }
    }
}
