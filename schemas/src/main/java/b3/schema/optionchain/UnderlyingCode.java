package b3.schema.optionchain;

/** Codes of underlyings: {@code PETR4} is the root {@code PETR}, which option tickers share, and a class. */
final class UnderlyingCode {

    private static final int ROOT = 4;

    private UnderlyingCode() {}

    /** Whether a book that names this underlying, or no more than its root, covers that underlying. */
    static boolean covers(String named, String underlying) {
        return underlying.equals(named)
                || (named.length() == ROOT
                        && underlying.length() > ROOT
                        && underlying.startsWith(named)
                        && underlying.substring(ROOT).chars().allMatch(Character::isDigit));
    }
}
