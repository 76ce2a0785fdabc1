package b3.schema.contracts;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ticker of a share, unit, fund or receipt: four characters that all securities of a company share, and the digits of
 * the class (B3, "Código de negociação de ativos"). {@code PETR4} is class 4 of the root {@code PETR}.
 *
 * <p>Classes: ON 3, PN 4, PNA 5, PNB 6, PNC 7, PND 8; units and fund quotas 11; sponsored depositary receipts by level 31,
 * 32, 33. Unsponsored receipts are 34 or 35 and foreign funds 39, which the name of the class does not tell for sure.
 *
 * <p>A contract month may look like a class: {@code DITF31} is a future of 2031, and nothing in the ticker tells.
 *
 * @param root {@code PETR}
 * @param digits {@code 4}
 */
public record Share(String root, String digits) {

    /** Characters of a root. */
    public static final int ROOT_LENGTH = 4;

    static final String ROOT = "[A-Z][A-Z0-9]{3}";

    private static final Pattern TICKER = Pattern.compile("(" + ROOT + ")(\\d{1,2})");
    private static final Pattern OPTION = Pattern.compile("(" + ROOT + ")[A-X]\\d{1,4}(?:W[1-5])?");

    private static final Map<String, String> DIGITS = Map.ofEntries(
            Map.entry("ON", "3"),
            Map.entry("PN", "4"),
            Map.entry("PNA", "5"),
            Map.entry("PNB", "6"),
            Map.entry("PNC", "7"),
            Map.entry("PND", "8"),
            Map.entry("UNT", "11"),
            Map.entry("CI", "11"),
            Map.entry("DR1", "31"),
            Map.entry("DR2", "32"),
            Map.entry("DR3", "33"));

    /** Reads {@code PETR4}; empty for what has another shape, and for an index in the cash market ({@code IBOV11}). */
    public static Optional<Share> parse(String ticker) {
        Matcher share = TICKER.matcher(ticker);
        return share.matches() && Product.find(share.group(1)).isEmpty()
                ? Optional.of(new Share(share.group(1), share.group(2)))
                : Optional.empty();
    }

    /**
     * The root of an option on a share or index: {@code PETR} of {@code PETRA83} and of {@code PETRA83W2}, month A to L for
     * calls and M to X for puts, W the week of a weekly series. The digits are not the strike. Empty for other shapes.
     */
    public static Optional<String> rootOfOption(String ticker) {
        Matcher option = OPTION.matcher(ticker);
        return option.matches() ? Optional.of(option.group(1)) : Optional.empty();
    }

    /**
     * The ticker of a root and the specification that documents print beside it ({@code espPap}, {@code ESPECI}): {@code PETR}
     * and {@code PN N2} are {@code PETR4}. The specification begins with the class; marks of corporate actions ({@code EJ},
     * {@code ED}, {@code ATZ}) and the listing segment ({@code NM}, {@code N1}, {@code N2}) follow. Only the root where the
     * class does not decide.
     */
    public static String ticker(String root, String specification) {
        return root + DIGITS.getOrDefault(specification.strip().split("[\\s*]+", 2)[0], "");
    }

    /** The ticker, {@code PETR4}. */
    public String ticker() {
        return root + digits;
    }
}
