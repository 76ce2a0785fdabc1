package b3.stream.normalize;

/**
 * Codes under which the cash market prints an index: {@code IBOV11}, ISIN {@code BRIBOVINDM18}. What stands there is the
 * value at which expiring options are settled, printed on expiry days and no close: the close is in the index report.
 */
public final class IndexCode {

    private static final String IBOVESPA = "IBOV11";
    private static final String INDEX = "IND";
    private static final int ROOT_AT = 2;
    private static final int KIND_AT = 6;
    private static final int KIND_ENDS = 9;

    private IndexCode() {}

    /** Whether this is the ISIN of an index. */
    public static boolean isIndex(String isin) {
        return isin.length() >= KIND_ENDS && isin.substring(KIND_AT, KIND_ENDS).equals(INDEX);
    }

    /** Whether a row of the cash market is one of an index; its ISIN may be blank. */
    public static boolean isIndex(String ticker, String isin) {
        return isIndex(isin) || ticker.equals(IBOVESPA);
    }

    /** The index of such an ISIN: {@code IBOV}. */
    public static String index(String isin) {
        return isin.substring(ROOT_AT, KIND_AT);
    }
}
