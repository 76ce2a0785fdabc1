package b3.schema.optionchain;

import b3.schema.contracts.Underlyings;

/** Codes of underlyings; see {@link Underlyings}. */
public final class UnderlyingCode {

    private UnderlyingCode() {}

    /** Whether a book that names this underlying, or no more than its root, covers that underlying. */
    public static boolean covers(String named, String underlying) {
        return Underlyings.covers(named, underlying);
    }
}
