package b3.stream.normalize.optionchain;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ticker of a share or fund from its root and its specification ({@code espPap}, {@code ESPECI}): {@code PETR} and
 * {@code PN N2} are {@code PETR4}.
 *
 * <p>The specification begins with the class; corporate action marks ({@code EJ}, {@code ED}, {@code ATZ}) and the listing
 * segment ({@code NM}, {@code N1}, {@code N2}) follow. The class decides the digits (B3, "Código de negociação de ativos"):
 * ON 3, PN 4, PNA 5, PNB 6, PNC 7, PND 8; units and fund quotas 11; sponsored depositary receipts by level 31, 32, 33.
 * Unsponsored receipts ({@code DRN}) are 34 or 35 and foreign funds ({@code DRE}) 39, which the class does not tell for
 * sure: of these, and of classes not listed here, only the root is known.
 *
 * <p>The ISIN of an option names the class as well: {@code BRPETR4B0US1} is an option on {@code PETR4} (in the register of
 * instruments the underlying stands beside it), {@code B} its month. Where that digit is 9 (units, funds, receipts:
 * {@code BRBOVA9A14O7}, {@code BRAAPL9I0010}) it does not decide either.
 */
final class ShareClass {

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

    private static final Pattern OPTION_ISIN = Pattern.compile("BR([A-Z0-9]{4})([3-8])[A-X][A-Z0-9]{3}\\d");

    private ShareClass() {}

    /** The underlying of an option with this ISIN: {@code PETR4}; only the root where the ISIN does not decide. */
    static String ofOption(String root, String isin) {
        Matcher code = OPTION_ISIN.matcher(isin);
        return code.matches() && code.group(1).equals(root) ? root + code.group(2) : root;
    }

    /** {@code PETR4}; only the root where the class does not decide. */
    static String ticker(String root, String specification) {
        return root + DIGITS.getOrDefault(specification.strip().split("[\\s*]+", 2)[0], "");
    }
}
