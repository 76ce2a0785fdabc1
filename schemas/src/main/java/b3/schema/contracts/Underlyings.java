package b3.schema.contracts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What options are written on, by code: a product of the catalogue ({@code DOL}, {@code IBOV}), a share, unit, fund or
 * receipt ({@code PETR4}), or the root that its classes share ({@code PETR}), where a source names no more than that. A code
 * that is none of these stands for itself.
 */
public final class Underlyings {

    private static final Pattern ROOT = Pattern.compile(Share.ROOT);
    private static final String INDEX_IN_CASH = "11";

    private Underlyings() {}

    /**
     * Name of everything that must meet in one calculation: {@code DOL} for DOL and WDO, {@code IBOV} for IBOV, IND and WIN,
     * {@code PETR} for PETR, PETR3 and PETR4. Stable: streams are partitioned by it.
     */
    public static String family(String underlying) {
        return Product.find(underlying).map(Product::family).orElseGet(() -> root(underlying));
    }

    /** The root of a share ({@code PETR} of PETR4); the code itself for everything else, an index included. */
    public static String root(String underlying) {
        return Share.parse(underlying).map(Share::root).orElse(underlying);
    }

    /** Whether this is a root, which the tickers of classes begin with: four characters, but no index. */
    public static boolean isRoot(String code) {
        return ROOT.matcher(code).matches() && Product.find(code).isEmpty();
    }

    /** Whether a book that names this underlying, or no more than its root, covers that underlying. */
    public static boolean covers(String named, String underlying) {
        return named.equals(underlying) || named.equals(root(underlying));
    }

    /** The names of the books that may cover this underlying: its own, then that of its root. */
    public static List<String> books(String underlying) {
        return Stream.of(underlying, root(underlying)).distinct().toList();
    }

    /**
     * The index that a row of the cash market is of, by its ISIN or, where that is blank, by its ticker: {@code IBOV} of
     * IBOV11 and BRIBOVINDM18. What such a row prices is the value at which expiring options are settled, printed on expiry
     * days: it names what options are on, and is no close. Empty for a share, unit, fund or receipt.
     */
    public static Optional<String> indexInCash(String ticker, String isin) {
        return Isin.index(isin).or(() -> Optional.of(ticker)
                .filter(code -> code.endsWith(INDEX_IN_CASH))
                .map(code -> code.substring(0, code.length() - INDEX_IN_CASH.length()))
                .filter(code -> Product.find(code)
                        .filter(product -> product.kind() == Product.Kind.INDEX)
                        .isPresent()));
    }

    /** Asset of the volatility surface that prices options on this underlying. */
    public static String surface(String underlying) {
        return Product.find(underlying).map(Product::surface).orElse(underlying);
    }

    /** Product whose futures are the forwards of options on this underlying. */
    public static String forwards(String underlying) {
        return Product.find(underlying).map(Product::forwards).orElse(underlying);
    }

    /** The underlyings whose forwards are the futures of this product: IND and IBOV for IND; itself for a share. */
    public static List<String> forwardedBy(String product) {
        return Stream.concat(Stream.of(product), Product.ALL.stream().map(Product::code))
                .filter(code -> forwards(code).equals(product))
                .distinct()
                .toList();
    }

    /**
     * BRL per point of the contract that hedges options on this underlying: that of its forwards; 1 for a share, which
     * hedges its own options, and where no contract is known.
     */
    public static double hedgeMultiplier(String underlying) {
        return Product.find(forwards(underlying))
                .flatMap(product -> Optional.ofNullable(product.multiplier()))
                .orElse(1.0);
    }

    /** Smallest step of a premium; a premium of one step says nothing about volatility. */
    public static double premiumTick(String underlying) {
        return Product.find(underlying).map(Product::tick).orElse(Product.CENT);
    }

    /** Whether options on this underlying that expire on this day trade for the last time in the session before. */
    public static boolean stopsBefore(String underlying, LocalDate expiry) {
        return Product.find(underlying)
                .filter(product -> product.stopsBefore(expiry))
                .isPresent();
    }
}
