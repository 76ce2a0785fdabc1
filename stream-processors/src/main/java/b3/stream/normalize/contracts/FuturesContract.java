package b3.stream.normalize.contracts;

import static b3.stream.normalize.reading.BrazilianFormat.exact;

import b3.schema.Provenance;
import b3.schema.adjustments.Adjustment;
import b3.schema.adjustments.Adjustment.Unit;
import b3.schema.contracts.FutureTicker;
import b3.schema.contracts.Product;
import b3.stream.normalize.pricereport.B3PriceReportAdjustments;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A futures contract by its ticker. The same contracts as {@link B3PriceReportAdjustments} takes, so that one source can
 * stand in for the other.
 *
 * @param ticker product and contract month
 */
public record FuturesContract(FutureTicker ticker) {

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
    public record Figures(
            BigDecimal price,
            @Nullable BigDecimal previous,
            @Nullable BigDecimal valuePerContract,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal previousRate,
            @Nullable Long openInterest) {}

    /** The contract of a ticker, if it is one's. */
    public static Optional<FuturesContract> of(String ticker) {
        return FutureTicker.parse(ticker).map(FuturesContract::new);
    }

    /** The record of this contract's settlement. */
    public Adjustment settled(LocalDate session, Figures figures, String status, Provenance provenance) {
        BigDecimal previous = figures.previous();
        return new Adjustment(
                ticker.product(),
                ticker.month().code(),
                session,
                figures.price().doubleValue(),
                number(previous),
                previous == null ? null : number(exact("change", figures.price().subtract(previous))),
                number(figures.valuePerContract()),
                unit(ticker.product(), figures.rate() != null),
                number(figures.rate()),
                number(figures.previousRate()),
                figures.openInterest(),
                status,
                provenance);
    }

    /**
     * What the settlement price of a product counts; no source prints it. Points of its own quotation where the catalogue
     * says nothing else, unless the source prints a rate beside the price: then the price is a unit price.
     */
    public static Unit unit(String product, boolean rated) {
        Unit unit = Product.find(product).map(Product::unit).orElse(Unit.POINTS);
        return rated && unit == Unit.POINTS ? Unit.PU : unit;
    }

    private static @Nullable Double number(@Nullable BigDecimal figure) {
        return figure == null ? null : figure.doubleValue();
    }
}
