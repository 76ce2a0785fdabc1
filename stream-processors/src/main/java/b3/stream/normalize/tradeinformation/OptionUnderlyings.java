package b3.stream.normalize.tradeinformation;

import b3.schema.contracts.Isin;
import b3.schema.contracts.Share;
import b3.schema.contracts.Underlyings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which share an option is on, as far as a TradeInformationConsolidated file tells. The file has no column for it, and the
 * ticker's four letters are a company: {@code PETRB251} is on {@code PETR4}, {@code PETRB255} on {@code PETR3}. In this
 * order:
 *
 * <ol>
 *   <li>the option's ISIN is a cash row's ISIN: that row's ticker;
 *   <li>the option's own ISIN names the share behind the country, {@code BRPETR4B0US1}: {@code PETR4} (so in the
 *       exchange's instrument files, where the underlying stands beside it);
 *   <li>only one cash ticker has these four letters ({@code BOVA11}): that one;
 * <li>otherwise the share is unknown, and the four letters themselves are given: the prices of such a book are right,
 *       but only the tickers tell which share they belong to.
 * </ol>
 *
 * <p>The cash row of an index means the index itself: {@code IBOV11} is {@code IBOV}.
 */
final class OptionUnderlyings {

    private final Map<String, String> byIsin = new HashMap<>();
    private final Map<String, Set<String>> byRoot = new HashMap<>();

    /** Takes a cash row. */
    void addCash(String ticker, String isin) {
        String underlying = Underlyings.indexInCash(ticker, isin).orElse(ticker);
        if (!isin.isEmpty()) {
            byIsin.put(isin, underlying);
        }
        if (ticker.length() > Share.ROOT_LENGTH) {
            byRoot.computeIfAbsent(ticker.substring(0, Share.ROOT_LENGTH), root -> new TreeSet<>())
                    .add(underlying);
        }
    }

    /** The underlying of an option on a share, or its four letters. */
    String of(String ticker, String isin) {
        String root = ticker.substring(0, Math.min(Share.ROOT_LENGTH, ticker.length()));
        String cash = byIsin.get(isin);
        if (cash != null && cash.startsWith(root)) {
            return cash;
        }
        return Isin.shareOfOption(isin)
                .filter(share -> share.root().equals(root))
                .map(Share::ticker)
                .orElseGet(() -> onlyOne(root));
    }

    private String onlyOne(String root) {
        Set<String> candidates = byRoot.getOrDefault(root, Set.of());
        return candidates.size() == 1 ? candidates.iterator().next() : root;
    }
}
