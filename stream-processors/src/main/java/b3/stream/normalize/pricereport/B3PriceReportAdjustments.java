package b3.stream.normalize.pricereport;

import static b3.stream.normalize.reading.BrazilianFormat.decimalPoint;
import static b3.stream.normalize.reading.BrazilianFormat.exact;
import static b3.stream.normalize.reading.BrazilianFormat.whole;

import b3.schema.adjustments.Adjustment;
import b3.schema.contracts.FutureTicker;
import b3.schema.document.Reason;
import b3.stream.normalize.contracts.FuturesContract;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settlement prices in the price report: one record per futures contract that has one.
 *
 * <p><b>Which rows.</b> A ticker of three letters or digits and a contract month ({@code DI1F27}), with {@code AdjstdQt}.
 * These carry no record, by choice:
 * <ul>
 *   <li>rolls, spreads and other strategies, whose ticker names two legs ({@code DR1H25J25}): no settlement price is theirs;
 *   <li>futures on single shares ({@code PETRPG23}, five-letter code) and spot or daily codes ({@code USDP0000},
 *       {@code OZ1D}, {@code FRP0}), although some have {@code AdjstdQt};
 *   <li>contracts of which only the rate is published ({@code FRC}, {@code FRO}: {@code AdjstdQtTax} without
 *       {@code AdjstdQt});
 *   <li>shares and funds whose ticker happens to look like a contract ({@code BOVV11}), which have no {@code AdjstdQt}.
 * </ul>
 *
 * <p><b>Columns.</b> {@code AdjstdQt}: settlement price; {@code PrvsAdjstdQt}: previous one, for contracts quoted by rate
 * carried forward with the day's interest by the exchange; change: their exact decimal difference, which must equal
 * {@code VartnPts} where the report prints it (BVBG.086 does); {@code AdjstdQtTax}, {@code PrvsAdjstdQtTax}: rates, percent
 * a year; {@code OpnIntrst}: open contracts; {@code AdjstdValCtrct}, which BVBG.086 alone prints: what one contract pays for
 * the change, without its sign, where it is in BRL. Prices of contracts in another currency are in that currency.
 *
 * <p><b>Not read.</b> {@code AdjstdQtStin}: it is P for half of the contracts of the final report of 2018-01-02, so it does
 * not tell a preliminary price.
 */
public final class B3PriceReportAdjustments implements PriceReportDataset {

    private static final String SETTLEMENT = "AdjstdQt";
    private static final String PREVIOUS = "PrvsAdjstdQt";
    private static final String RATE = "AdjstdQtTax";
    private static final String PREVIOUS_RATE = "PrvsAdjstdQtTax";
    private static final String CHANGE = "VartnPts";
    private static final String VALUE = "AdjstdValCtrct";
    private static final String OPEN_INTEREST = "OpnIntrst";

    @Override
    public Set<String> figures() {
        return Set.of(SETTLEMENT, PREVIOUS, RATE, PREVIOUS_RATE, CHANGE, VALUE, OPEN_INTEREST);
    }

    @Override
    public void read(PriceReportRow row, DocumentRows into) {
        String settlement = row.figure(SETTLEMENT);
        Optional<FutureTicker> contract = FutureTicker.parse(row.ticker());
        if (settlement == null || contract.isEmpty()) {
            return;
        }
        try {
            into.add(adjustment(row, contract.get(), settlement, into), row.where());
        } catch (UnreadableFieldException e) {
            into.reject(row.where(), e);
        }
    }

    private static Adjustment adjustment(
            PriceReportRow row, FutureTicker contract, String settlement, DocumentRows into) {
        BigDecimal price = decimalPoint(SETTLEMENT, settlement);
        BigDecimal previous = figure(row, PREVIOUS);
        BigDecimal change = previous == null ? null : exact("change", price.subtract(previous));
        BigDecimal printed = figure(row, CHANGE);
        if (change != null && printed != null && change.compareTo(printed) != 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    CHANGE + ": expected " + price + " - " + previous + " = " + change + ", saw " + printed);
        }
        BigDecimal rate = figure(row, RATE);
        String openInterest = row.figure(OPEN_INTEREST);
        String value = row.amount(VALUE);
        return new Adjustment(
                contract.product(),
                contract.month().code(),
                row.tradeDate(),
                price.doubleValue(),
                number(previous),
                number(change),
                value == null ? null : number(decimalPoint(VALUE, value).abs()),
                FuturesContract.unit(contract.product(), rate != null),
                number(rate),
                number(figure(row, PREVIOUS_RATE)),
                openInterest == null ? null : whole(OPEN_INTEREST, openInterest),
                "ajustado",
                into.provenance());
    }

    private static @Nullable BigDecimal figure(PriceReportRow row, String element) {
        String text = row.figure(element);
        return text == null ? null : decimalPoint(element, text);
    }

    private static @Nullable Double number(@Nullable BigDecimal figure) {
        return figure == null ? null : figure.doubleValue();
    }
}
