package b3.stream.normalize.pricereport;

import static b3.stream.normalize.reading.BrazilianFormat.decimalPoint;

import b3.schema.calendar.BusinessDays;
import b3.schema.contracts.FutureTicker;
import b3.schema.contracts.OptionTicker;
import b3.schema.contracts.Product;
import b3.schema.contracts.Share;
import b3.schema.document.Reason;
import b3.schema.optionchain.OpenInterestBook.Position;
import b3.schema.optionchain.OptionPricesBook.Price;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.contracts.ChainBooks;
import b3.stream.normalize.reading.BrazilianFormat;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Option chains and prices of underlyings in the price report. It prints no strike, expiry or style, only the ticker, so
 * what a row gives depends on what its ticker tells:
 * <ul>
 *   <li>options of the derivatives segment ({@code DOLH25C005900}): open interest ({@code OpnIntrst}) and prices
 *       ({@code LastPric}, {@code BestBidPric}, {@code BestAskPric}, {@code RefPric}); the series itself where the rule of
 *       the ticker is known ({@link OptionTicker}). The report has no settlement premium for options. Their exercises
 *       ({@code …E}) are left out;
 *   <li>options on shares and indexes ({@code PETRA83}, {@code VALEB700W2}): the same prices, and open interest, which
 *       reports have had since about 2019, in books of the root ({@code PETR}), because nothing tells the share's class.
 *       The split into covered and uncovered is in the file of open positions, which is preferred to this;
 *   <li>futures that are forwards of options ({@link Product#isForward}: DOL, WDO, IND, WIN): settlement price
 *       {@code AdjstdQt}, with the expiry that their month means;
 *   <li>shares, units, funds and receipts ({@code PETR4}, {@code BOVA11}): the last price as closing price, in the
 *       quotation as printed (FNAM11 per 1000). {@code KLBN11} may be taken for a future and {@code DITF31} is one
 *       ({@link ClosingPrices}). {@code IBOV11}, the index at settlement, is left out.
 * </ul>
 */
public final class B3PriceReportChain implements PriceReportDataset {

    private static final String OPEN_INTEREST = "OpnIntrst";
    private static final String LAST = "LastPric";
    private static final String BID = "BestBidPric";
    private static final String ASK = "BestAskPric";
    private static final String REFERENCE = "RefPric";
    private static final String SETTLEMENT = "AdjstdQt";
    private static final String RATE = "AdjstdQtTax";

    @Override
    public Set<String> figures() {
        return Set.of(OPEN_INTEREST, LAST, BID, ASK, REFERENCE, SETTLEMENT, RATE);
    }

    @Override
    public void read(PriceReportRow row, DocumentRows into) {
        try {
            Optional<String> product = OptionTicker.product(row.ticker());
            Optional<String> root = Share.rootOfOption(row.ticker());
            Optional<FutureTicker> forward = FutureTicker.parse(row.ticker())
                    .filter(future -> Product.find(future.product())
                            .filter(Product::isForward)
                            .isPresent());
            if (product.isPresent()) {
                option(row, product.get(), ChainBooks.of(into));
            } else if (root.isPresent()) {
                quotes(row, root.get(), ChainBooks.of(into));
            } else if (forward.isPresent()) {
                future(row, forward.get(), into);
            } else {
                into.gathering(ClosingPrices.class, ClosingPrices::new).read(row, isFuture(row));
            }
        } catch (UnreadableFieldException e) {
            into.reject(row.where(), e);
        }
    }

    private static void option(PriceReportRow row, String asset, ChainBooks chains) {
        quotes(row, asset, chains);
        OptionTicker.parse(row.ticker())
                .ifPresent(code -> chains.series(asset, row.tradeDate(), code.series(), row.where()));
    }

    private static void quotes(PriceReportRow row, String asset, ChainBooks chains) {
        Price price = new Price(
                row.ticker(),
                null,
                figure(row, REFERENCE),
                figure(row, LAST),
                figure(row, BID),
                figure(row, ASK),
                null);
        openInterest(row, asset, chains);
        chains.price(asset, row.tradeDate(), price, row.where());
    }

    private static void openInterest(PriceReportRow row, String underlying, ChainBooks chains) {
        String text = row.figure(OPEN_INTEREST);
        if (text != null) {
            double total = (double) BrazilianFormat.whole(OPEN_INTEREST, text);
            chains.position(
                    underlying, row.tradeDate(), new Position(row.ticker(), total, null, null, null), row.where());
        }
    }

    private static void future(PriceReportRow row, FutureTicker contract, DocumentRows into) {
        LocalDate expiry = Product.of(contract.product())
                .expiry(contract.month(), BusinessDays.latest())
                .orElseThrow();
        Double settlement = figure(row, SETTLEMENT);
        if (settlement != null && !(settlement > 0)) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, SETTLEMENT + ": expected a price above zero, saw " + settlement);
        }
        if (settlement != null) {
            UnderlyingPrice.Kind kind = UnderlyingPrice.Kind.SETTLEMENT;
            ChainBooks.of(into)
                    .underlying(
                            new UnderlyingPrice(
                                    contract.product(),
                                    row.ticker(),
                                    row.tradeDate(),
                                    kind,
                                    null,
                                    settlement,
                                    expiry,
                                    into.provenance()),
                            row.where());
        }
    }

    private static boolean isFuture(PriceReportRow row) {
        return row.figure(SETTLEMENT) != null || row.figure(RATE) != null || row.figure(OPEN_INTEREST) != null;
    }

    private static @Nullable Double figure(PriceReportRow row, String element) {
        String text = row.figure(element);
        return text == null ? null : Double.valueOf(decimalPoint(element, text).doubleValue());
    }
}
