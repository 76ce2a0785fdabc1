package b3.stream.normalize.optionchain;

import b3.schema.document.Reason;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The identity that every row of open positions on shares keeps: covered + locked + uncovered = total. */
final class Splits {

    private Splits() {}

    /**
     * Refuses a row that breaks the identity; a row that lacks a part is not checked.
     *
     * @param identity the identity in the source's own column names
     */
    static void check(
            double total,
            @Nullable Double covered,
            @Nullable Double locked,
            @Nullable Double uncovered,
            String identity) {
        if (covered != null && locked != null && uncovered != null && covered + locked + uncovered != total) {
            throw new UnreadableFieldException(
                    Reason.INCONSISTENT_ROW,
                    String.format(
                            Locale.ROOT,
                            "expected %s, saw %.0f + %.0f + %.0f and %.0f",
                            identity,
                            covered,
                            locked,
                            uncovered,
                            total));
        }
    }
}
