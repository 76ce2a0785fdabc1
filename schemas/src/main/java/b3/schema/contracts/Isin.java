package b3.schema.contracts;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the exchange's ISINs tell: country, four characters of the issuer, kind of the instrument, a check digit. */
public final class Isin {

    private static final Pattern OPTION = Pattern.compile("BR([A-Z0-9]{4})([3-8])[A-X][A-Z0-9]{3}\\d");
    private static final Pattern INDEX = Pattern.compile("BR([A-Z0-9]{4})IND[A-Z0-9]{2}\\d");

    private static final Pattern SHARE = Pattern.compile("BR[A-Z0-9]{4}(ACN|CDA)([A-Z]{1,2})\\d{1,2}");

    private static final Map<String, String> CLASSES = Map.of(
            "ACNOR", "ON",
            "ACNPR", "PN",
            "ACNPA", "PNA",
            "ACNPB", "PNB",
            "ACNPC", "PNC",
            "ACNPD", "PND",
            "CDAM", "UNT");

    private Isin() {}

    /**
     * The class of the shares with this ISIN: {@code ON} of {@code BRABEVACNOR1}, {@code PNA} of {@code BRUSIMACNPA6},
     * {@code UNT} of {@code BRSANBCDAM13}. Empty for everything else.
     */
    public static Optional<String> shareClass(String isin) {
        Matcher code = SHARE.matcher(isin);
        return code.matches() ? Optional.ofNullable(CLASSES.get(code.group(1) + code.group(2))) : Optional.empty();
    }

    /**
     * The share that an option with this ISIN is on: {@code BRPETR4B0US1} is an option on {@code PETR4} (in the register of
     * instruments the underlying stands beside it), {@code B} its month. Empty where the ISIN does not decide: where the digit
     * is 9 (units, funds, receipts: {@code BRBOVA9A14O7}, {@code BRAAPL9I0010}).
     */
    public static Optional<Share> shareOfOption(String isin) {
        Matcher code = OPTION.matcher(isin);
        return code.matches() ? Optional.of(new Share(code.group(1), code.group(2))) : Optional.empty();
    }

    /** The index with this ISIN: {@code IBOV} of {@code BRIBOVINDM18}; empty for everything else. */
    public static Optional<String> index(String isin) {
        Matcher code = INDEX.matcher(isin);
        return code.matches() ? Optional.of(code.group(1)) : Optional.empty();
    }
}
