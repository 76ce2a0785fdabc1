package b3.stream.normalize.optionchain;

import b3.schema.Reason;
import b3.schema.contracts.Product;
import b3.stream.normalize.DocumentRows;
import b3.stream.normalize.UnreadableFieldException;
import b3.stream.normalize.document.CsvRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The multiplier of a series in the register of instruments, BRL per 1.00 of price. {@code CtrctMltplr} where given: the
 * contract's size over the quantity that the price counts, or the size alone with that quantity in {@code AsstQtnQty}. Of a
 * commodity whose contract is known ({@link Product}) no other figure is believed: one that is a thousand times too
 * large gives gamma that looks right. Options on shares and indexes have none: one option is one share, and its price counts
 * {@code PricFctr} of them.
 *
 * <p>Series without a multiplier that can be right are left out: one rejection an underlying, at the first of them.
 */
final class RegisteredMultiplier {

    private static final String UNDERLYING = "Asst";
    private static final String MARKET = "MktNm";
    private static final String MULTIPLIER = "CtrctMltplr";
    private static final String QUOTED = "AsstQtnQty";
    private static final String PRICE_FACTOR = "PricFctr";
    private static final String OF_SHARES = "EQUITY-DERIVATE";

    private record Fault(String underlying, Reason reason, String detail) {}

    private record Seen(String where, int series) {}

    private final Map<Fault, Seen> faults = new LinkedHashMap<>();

    /** The multiplier of this row; empty, and remembered, if it has none that can be right. */
    Optional<Double> of(CsvRow row) {
        try {
            return Optional.of(read(row));
        } catch (UnreadableFieldException e) {
            faults.merge(
                    new Fault(row.required(UNDERLYING), e.reason(), e.detail()),
                    new Seen(row.where(), 1),
                    (first, again) -> new Seen(first.where(), first.series() + 1));
            return Optional.empty();
        }
    }

    /** Rejects what was remembered. */
    void rejectIn(DocumentRows rows) {
        faults.forEach((fault, seen) -> rows.reject(
                fault.reason(),
                seen.where(),
                fault.detail() + "; so in " + seen.series() + " series of " + fault.underlying()));
    }

    private static double read(CsvRow row) {
        if (row.text(MULTIPLIER).isEmpty()) {
            if (!row.text(MARKET).equals(OF_SHARES)) {
                throw new UnreadableFieldException(Reason.MISSING_FIELD, MULTIPLIER + ": empty");
            }
            return row.text(PRICE_FACTOR).isEmpty() ? 1 : 1 / positive(row, PRICE_FACTOR);
        }
        double figure = positive(row, MULTIPLIER);
        Double known =
                Product.find(row.text(UNDERLYING)).map(Product::multiplier).orElse(null);
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

    private static double positive(CsvRow row, String column) {
        double figure = row.decimal(column);
        if (figure <= 0) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW, column + ": expected a positive figure, saw " + figure);
        }
        return figure;
    }
}
