package b3.schema.columns;

import b3.schema.calendar.ContractMonth;
import b3.schema.contracts.Codes;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The texts that a caller can filter a column by: how a text is read, and which texts are valid. */
public enum Code {
    /** No text is valid, because the column is no filter. */
    NONE("(?!)", "nothing", ""),

    /** An underlying of options or futures. */
    UNDERLYING("(?!ALL$)" + Codes.UNDERLYING, "codes of 2 to 12 letters and digits such as DOL or PETR4", "DOL"),

    /** A commodity of futures. */
    COMMODITY(
            "(?!ALL$)" + Codes.UNDERLYING,
            "codes of 2 to 12 letters and digits such as DI1 (leave the parameter out for all)",
            "DI1"),

    /** A contract month, by its code or by the label that the exchange's page gives it. */
    CONTRACT_MONTH(
            ContractMonth.PATTERN,
            "contract months: a letter of FGHJKMNQUVXZ and a two-digit year such as F27, or a label such as jan-27",
            "F27") {
        @Override
        public Optional<?> read(String text) {
            try {
                return text.length() == 3
                        ? super.read(text)
                        : Optional.of(ContractMonth.parseLabel(text).code());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    },

    /** The ticker of a listed instrument. */
    TICKER(Codes.TICKER, "tickers of 2 to 24 letters and digits such as PETRC400", "PETRC400"),

    /** A company, by the root of its shares' tickers. */
    COMPANY("[A-Z][A-Z0-9]{3}", "codes of companies, of 4 letters and digits, such as PETR", "PETR"),

    /** An instrument that has gamma levels. */
    LEVELS(Codes.LEVELS, "codes of instruments such as DOL", "DOL"),

    /** A set of expiries that gamma levels cover. */
    SCOPE("ALL|NEXT|0DTE|EX_NEXT|EXPIRY:\\d{4}-\\d{2}-\\d{2}", "ALL, NEXT, 0DTE, EX_NEXT or EXPIRY:2025-03-05", "ALL"),

    /** A curve of interest rates. */
    CURVE("[A-Z0-9]{2,8}|DI1-PREVIOUS", "codes of curves such as PRE", "PRE"),

    /** A time of day at which the dollar index is read. The old spelling without the leading zero is valid too. */
    BUCKET("dxy_\\d{2}h\\d{2}", "buckets such as dxy_08h50", "dxy_08h50") {
        @Override
        public Optional<?> read(String text) {
            return super.read(text.toLowerCase(Locale.ROOT).replaceFirst("^dxy_(\\dh)", "dxy_0$1"));
        }
    },

    /** A financial indicator. */
    INDICATOR(
            "[a-z0-9_]{2,64}", "identifiers such as taxa_selic: 2 to 64 letters, digits and underscores", "taxa_selic"),

    /** A commodity, which is in capitals, or a financial indicator, which is not; see {@link #ignoresCase}. */
    COMMODITY_OR_INDICATOR(
            "[A-Z0-9_]{2,64}", "commodity codes such as DI1 and identifiers of indicators such as taxa_selic", "DOL"),

    /** One of the documents that a feed has for a session. */
    PRODUCT("[A-Z0-9]{1,12}", "parts of a feed such as DOL or 11", "DOL"),

    /** A feed. */
    FEED("[a-z0-9-]{1,64}", "names of feeds such as yahoo-dxy", "yahoo-dxy"),

    /** A program. */
    PROGRAM("[a-z-]{1,20}", "names of processors such as gamma", "gamma"),

    /** A day. */
    DAY("\\d{4}-\\d{2}-\\d{2}", "ISO dates such as 2025-03-05", "2025-03-05") {
        @Override
        public Optional<?> read(String text) {
            try {
                return super.read(text).map(day -> LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    };

    private final String pattern;
    private final String allowed;
    private final String example;

    Code(String pattern, String allowed, String example) {
        this.pattern = pattern;
        this.allowed = allowed;
        this.example = example;
    }

    /** Reads one text, in upper or lower case, as a text or a {@link LocalDate}; empty when the text is not valid. */
    public Optional<?> read(String text) {
        return Stream.of(text, text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))
                .filter(code -> code.matches(pattern))
                .findFirst();
    }

    /** Whether a query must compare in capitals: what was read is in capitals, but stored values can have either case. */
    public boolean ignoresCase() {
        return this == COMMODITY_OR_INDICATOR;
    }

    /** The valid texts, described for a caller. */
    public String allowed() {
        return allowed;
    }

    /** A valid text. */
    public String example() {
        return example;
    }
}
