package b3.stream.normalize.adjustments;

import static b3.stream.normalize.BrazilianFormat.contractMonth;
import static b3.stream.normalize.BrazilianFormat.exact;

import b3.schema.Provenance;
import b3.schema.adjustments.Adjustment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A futures contract by its ticker: three letters or digits and a contract month, {@code DI1F27}. The same contracts as
 * {@link B3PriceReportAdjustments} takes, so that one source can stand in for the other.
 *
 * @param instrument commodity code
 * @param month contract month
 */
record FuturesContract(String instrument, String month) {

    /**
     * What a document says of a contract's settlement; all but the price may be absent.
     *
     * @param price settlement price
     * @param previous previous settlement price
     * @param valuePerContract what one contract pays for the change, BRL
     * @param rate settlement rate, percent a year
     * @param previousRate previous settlement rate, percent a year
     * @param openInterest open contracts
     */
    record Figures(
            BigDecimal price,
            @Nullable BigDecimal previous,
            @Nullable BigDecimal valuePerContract,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal previousRate,
            @Nullable Long openInterest) {}

    private static final Pattern TICKER = Pattern.compile("[A-Z0-9]{3}[FGHJKMNQUVXZ]\\d\\d");

    /** The contract of a ticker, if it is one's. */
    static Optional<FuturesContract> of(String ticker) {
        return TICKER.matcher(ticker).matches()
                ? Optional.of(new FuturesContract(ticker.substring(0, 3), ticker.substring(3)))
                : Optional.empty();
    }

    /** The record of this contract's settlement. */
    Adjustment settled(LocalDate session, Figures figures, String status, Provenance provenance) {
        BigDecimal previous = figures.previous();
        return new Adjustment(
                instrument,
                contractMonth("TckrSymb", month),
                session,
                figures.price().doubleValue(),
                number(previous),
                previous == null ? null : number(exact("change", figures.price().subtract(previous))),
                number(figures.valuePerContract()),
                SettlementContracts.unit(instrument, figures.rate() != null),
                number(figures.rate()),
                number(figures.previousRate()),
                figures.openInterest(),
                status,
                provenance);
    }

    private static @Nullable Double number(@Nullable BigDecimal figure) {
        return figure == null ? null : figure.doubleValue();
    }
}
