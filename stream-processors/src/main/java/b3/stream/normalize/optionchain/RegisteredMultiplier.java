package b3.stream.normalize.optionchain;

import b3.schema.contracts.Product;
import b3.schema.document.Reason;
import b3.stream.normalize.document.CsvRow;
import b3.stream.normalize.reading.DocumentRows;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The multiplier of a series in the register of instruments, BRL per 1.00 of price. {@code CtrctMltplr} where given:
 * the contract's size over the quantity that the price counts, or the size alone with that quantity in
 * {@code AsstQtnQty}. For a commodity whose contract is known ({@link Product}) any other figure is rejected, because
 * gamma from a multiplier that is a thousand times too large still looks right. Options on shares and indexes have
 * none: one option is one share, and its price counts {@code PricFctr} of them.
 *
 * <p>Where the register gives no multiplier, it is that of the contract; it is null if the contract is not known
 * either, or if the option is in another currency (soy, coffee: a multiplier is in BRL). The same rule holds for every
 * other source. Series whose multiplier cannot be right are left out: one rejection an underlying, at the first of
 * them, with their number.
 */
final class RegisteredMultiplier {

    private static final String UNDERLYING = "Asst";
    private static final String MARKET = "MktNm";
    private static final String MULTIPLIER = "CtrctMltplr";
    private static final String QUOTED = "AsstQtnQty";
    private static final String PRICE_FACTOR = "PricFctr";
    private static final String OF_SHARES = "EQUITY-DERIVATE";
    private static final String CURRENCY = "TradgCcy";
    private static final String REAL = "BRL";

    private record Fault(String underlying, Reason reason, String detail) {}

    private record Seen(String where, int series) {}

    private final Map<Fault, Seen> faults = new LinkedHashMap<>();

    /** Takes the multiplier of a series; null where none is known. */
    interface Taker {
        void take(@Nullable Double multiplier);
    }

    /**
     * Gives the multiplier of this row to the taker; if the multiplier cannot be right, the row is remembered and the
     * taker is not called.
     */
    void read(CsvRow row, Taker taker) {
        @Nullable Double multiplier;
        try {
            multiplier = read(row);
        } catch (UnreadableFieldException e) {
            faults.merge(
                    new Fault(row.required(UNDERLYING), e.reason(), e.detail()),
                    new Seen(row.where(), 1),
                    (first, again) -> new Seen(first.where(), first.series() + 1));
            return;
        }
        taker.take(multiplier);
    }

    /** Rejects what was remembered. */
    void rejectIn(DocumentRows rows) {
        faults.forEach((fault, seen) -> rows.reject(
                fault.reason(),
                seen.where(),
                fault.detail() + "; so in " + seen.series() + " series of " + fault.underlying()));
    }

    private static @Nullable Double read(CsvRow row) {
        if (!row.text(CURRENCY).isEmpty() && !row.text(CURRENCY).equals(REAL)) {
            return null;
        }
        Double known =
                Product.find(row.text(UNDERLYING)).map(Product::multiplier).orElse(null);
        if (row.text(MULTIPLIER).isEmpty()) {
            return row.text(MARKET).equals(OF_SHARES) ? (Double) ofShares(row) : known;
        }
        double figure = positive(row, MULTIPLIER);
        if (known == null || known == figure) {
            return figure;
        }
        if (!row.text(QUOTED).isEmpty() && figure / positive(row, QUOTED) == known) {
            return known;
        }
        throw new UnreadableFieldException(
                Reason.INCONSISTENT_ROW,
                MULTIPLIER + ": expected " + known + ", the multiplier of " + row.text(UNDERLYING) + ", saw " + figure);
    }

    private static double ofShares(CsvRow row) {
        return row.text(PRICE_FACTOR).isEmpty() ? 1 : 1 / positive(row, PRICE_FACTOR);
    }

    private static double positive(CsvRow row, String column) {
        double figure = row.decimal(column);
        if (figure <= 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, column + ": expected a positive figure, saw " + figure);
        }
        return figure;
    }
}
