package b3.schema.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.adjustments.Adjustment.Unit;
import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.OptionSeriesBook.Series;
import b3.schema.optionchain.OptionSeriesBook.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code contracts.csv}: what the exchange's specification says of a product and its documents do not. Every
 * line names its source. An empty cell means unknown or not applicable, unless the component below says otherwise.
 *
 * <p>Shares, funds and receipts are not listed: {@link Share} tells root and class from the ticker.
 *
 * @param code the exchange's code, {@code DOL}
 * @param name what it is
 * @param kind future or index
 * @param family name of the products that meet in one calculation: {@code DOL} of DOL and WDO, {@code IBOV} of IBOV, IND and
 *     WIN
 * @param multiplier BRL per 1.00 of price and contract, the same for the future and the options on it; null where it is not
 *     a constant of the product, is in another currency, or is not needed
 * @param unit what a settlement price counts: contracts on an interest rate settle by unit price, forward rate agreements
 *     are printed as the rate itself, everything else is in points of its own quotation
 * @param tick smallest step of an option's premium, in the product's quotation; {@value #CENT} where the file leaves it empty
 * @param style exercise style of its options; null when unknown
 * @param expiryRule what a contract month means as a date; null where no rule was checked against documents
 * @param lastTrade when its options trade for the last time; on the day of expiry where the file leaves it empty
 * @param surface asset of the volatility surface that prices its options; the product itself where the file leaves it empty
 * @param forwards product whose futures are the forwards of its options; the product itself where the file leaves it empty
 * @param source page or document that says so
 */
public record Product(
        String code,
        String name,
        Kind kind,
        String family,
        @Nullable Double multiplier,
        Unit unit,
        double tick,
        @Nullable Style style,
        @Nullable ExpiryRule expiryRule,
        LastTrade lastTrade,
        String surface,
        String forwards,
        String source) {

    /** What a product is. */
    public enum Kind {
        /** A future, with or without options on it or on what it is a future of. */
        FUTURE,
        /** An index that options are written on. */
        INDEX
    }

    /** What a contract month means as a date. */
    public enum ExpiryRule {
        /** The first day of the month in the national bank calendar. */
        FIRST_BUSINESS_DAY,
        /** The Wednesday nearest the 15th, or the next session when there is none on it. */
        WEDNESDAY_NEAREST_15TH
    }

    /** When options trade for the last time. */
    public enum LastTrade {
        /** On the day of expiry. */
        EXPIRY,
        /** In the session before the day of expiry. */
        SESSION_BEFORE,
        /** In the session before, if they expire on the day that the rule gives; on their day of expiry otherwise. */
        SESSION_BEFORE_IF_MONTHLY
    }

    static final double CENT = 0.01;

    private static final int COLUMNS = 13;

    /** Every product, in the file's order. */
    public static final List<Product> ALL = read();

    private static final Map<String, Product> BY_CODE = ALL.stream()
            .collect(Collectors.toMap(
                    Product::code,
                    product -> product,
                    (one, other) -> {
                        throw new IllegalStateException("contracts.csv: listed twice: " + one.code());
                    },
                    LinkedHashMap::new));

    /** The product with this code, if the catalogue has it. */
    public static Optional<Product> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /**
     * The product with this code.
     *
     * @throws IllegalArgumentException if the catalogue does not have it
     */
    public static Product of(String code) {
        return find(code)
                .orElseThrow(() ->
                        new IllegalArgumentException("expected one of " + BY_CODE.keySet() + ", saw \"" + code + "\""));
    }

    /** The expiry date of a contract month by one version of the calendar, where the month tells it by itself. */
    public Optional<LocalDate> expiry(ContractMonth month, BusinessDays calendar) {
        return Optional.ofNullable(expiryRule).map(rule -> switch (rule) {
            case FIRST_BUSINESS_DAY -> month.expiryOfDollar(calendar);
            case WEDNESDAY_NEAREST_15TH -> month.expiryOfIndex();
        });
    }

    /** Whether options on this product that expire on this day trade for the last time in the session before. */
    public boolean stopsBefore(LocalDate expiry) {
        return switch (lastTrade) {
            case EXPIRY -> false;
            case SESSION_BEFORE -> true;
            case SESSION_BEFORE_IF_MONTHLY ->
                expiry(new ContractMonth(YearMonth.from(expiry)), BusinessDays.latest())
                        .equals(Optional.of(expiry));
        };
    }

    /** Whether a settlement price of this product is a forward: of a future in points whose month tells its expiry. */
    public boolean isForward() {
        return kind == Kind.FUTURE && unit == Unit.POINTS && expiryRule != null;
    }

    /** An option on this product, as its documents and its contract tell it. */
    public Series series(String ticker, OptionSeriesBook.Type type, double strike, LocalDate expiry) {
        return new Series(ticker, null, type, style, strike, expiry, multiplier);
    }

    private static List<Product> read() {
        InputStream file = Objects.requireNonNull(Product.class.getResourceAsStream("contracts.csv"), "contracts.csv");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return lines.lines().skip(1).map(Product::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Product parse(String line) {
        String[] field = line.split(",", -1);
        if (field.length != COLUMNS) {
            throw new IllegalStateException("contracts.csv: expected " + COLUMNS + " columns, saw: " + line);
        }
        String code = field[0];
        return new Product(
                code,
                field[1],
                Kind.valueOf(field[2]),
                field[3],
                given(field[4], Double::valueOf).orElse(null),
                Unit.valueOf(field[5]),
                given(field[6], Double::valueOf).orElse(CENT),
                given(field[7], Style::valueOf).orElse(null),
                given(field[8], ExpiryRule::valueOf).orElse(null),
                given(field[9], LastTrade::valueOf).orElse(LastTrade.EXPIRY),
                given(field[10], text -> text).orElse(code),
                given(field[11], text -> text).orElse(code),
                field[12]);
    }

    private static <T> Optional<T> given(String text, Function<String, T> reader) {
        return text.isEmpty() ? Optional.empty() : Optional.of(reader.apply(text));
    }
}
