package b3.schema.columns;

import b3.schema.calendar.ContractMonth;
import b3.schema.contracts.Codes;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may ask a column for: how a text is read, and what may be written. */
public enum Code {
    /** Nothing: the column is no filter. */
    NONE("(?!)", "nothing", ""),

    /** What options and futures are written on. */
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

    /** What is listed. */
    TICKER(Codes.TICKER, "tickers of 2 to 24 letters and digits such as PETRC400", "PETRC400"),

    /** A company, by the root of its shares' tickers. */
    COMPANY("[A-Z][A-Z0-9]{3}", "codes of companies, of 4 letters and digits, such as PETR", "PETR"),

    /** What gamma levels are of. */
    LEVELS(Codes.LEVELS, "codes of instruments such as DOL", "DOL"),

    /** Expiries that gamma levels cover. */
    SCOPE("ALL|NEXT|0DTE|EX_NEXT|EXPIRY:\\d{4}-\\d{2}-\\d{2}", "ALL, NEXT, 0DTE, EX_NEXT or EXPIRY:2025-03-05", "ALL"),

    /** A curve of interest rates. */
    CURVE("[A-Z0-9]{2,8}|DI1-PREVIOUS", "codes of curves such as PRE", "PRE"),

    /** A moment of the day at which the dollar index is read; the old spelling without the zero is read too. */
    BUCKET("dxy_\\d{2}h\\d{2}", "buckets such as dxy_08h50", "dxy_08h50") {
        @Override
        public Optional<?> read(String text) {
            return super.read(text.toLowerCase(Locale.ROOT).replaceFirst("^dxy_(\\dh)", "dxy_0$1"));
        }
    },

    /** A financial indicator. */
    INDICATOR(
            "[a-z0-9_]{2,64}", "identifiers such as taxa_selic: 2 to 64 letters, digits and underscores", "taxa_selic"),

    /** A commodity of futures or a financial indicator: the one is in capitals, the other is not; see {@link #ignoresCase}. */
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

    /** Reads one value, in any case: text, or a {@link LocalDate}; empty when it is none. */
    public Optional<?> read(String text) {
        return Stream.of(text, text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))
                .filter(code -> code.matches(pattern))
                .findFirst();
    }

    /** Whether values have no case of their own: what was read is in capitals, and so must be what it is compared with. */
    public boolean ignoresCase() {
        return this == COMMODITY_OR_INDICATOR;
    }

    /** What may be written, for a caller. */
    public String allowed() {
        return allowed;
    }

    /** A value that can be read. */
    public String example() {
        return example;
    }
}
