package b3.stream.normalize.optionchain;

import b3.schema.calendar.ContractMonth;
import b3.schema.optionchain.OptionSeriesBook.Style;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the contract specifications say of the commodities whose documents do not.
 *
 * <p>A multiplier is BRL per 1.00 of price and contract. Each agrees with the exchange's own volume figure: in the price
 * report of 2018-01-02 {@code NtlFinVol / (TradAvrgPric * FinInstrmQty)} is 50 for DOL, 10 for WDO, 1 for IDI and IND, 0.2
 * for WIN, 330 for BGI, 450 for CCM. Commodities quoted in another currency have no multiplier in BRL and are not here.
 */
enum BmfProduct {
    /** Options on the dollar: USD 50,000, quoted in BRL per USD 1,000; European (contract specification, b3.com.br). */
    DOL(50, Style.EUROPEAN, Expiry.FIRST_BUSINESS_DAY),
    /** Mini options on the dollar: USD 10,000, quoted in BRL per USD 1,000; European (contract specification). */
    WDO(10, Style.EUROPEAN, Expiry.FIRST_BUSINESS_DAY),
    /** Options on the one-day deposit index: BRL 1.00 a point; European (contract specification). */
    IDI(1, Style.EUROPEAN, Expiry.FIRST_BUSINESS_DAY),
    /** Options on the Ibovespa future: BRL 1.00 a point; the style is not among the facts checked. */
    IND(1, null, Expiry.WEDNESDAY_NEAREST_15TH),
    /** Mini future on the Ibovespa: BRL 0.20 a point; no options are known. */
    WIN(0.2, null, Expiry.WEDNESDAY_NEAREST_15TH),
    /** Options on the cattle future: 330 arrobas. */
    BGI(330, null, Expiry.NOT_TOLD),
    /** Options on the corn future: 450 bags. */
    CCM(450, null, Expiry.NOT_TOLD);

    /** What a contract month means as a date. */
    private enum Expiry {
        FIRST_BUSINESS_DAY,
        WEDNESDAY_NEAREST_15TH,
        NOT_TOLD
    }

    private final double multiplier;

    @Nullable
    private final Style style;

    private final Expiry expiry;

    BmfProduct(double multiplier, @Nullable Style style, Expiry expiry) {
        this.multiplier = multiplier;
        this.style = style;
        this.expiry = expiry;
    }

    /** The commodity with this code, if its contract is known here. */
    static Optional<BmfProduct> of(String asset) {
        for (BmfProduct product : values()) {
            if (product.name().equals(asset)) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }

    /** BRL per 1.00 of price and contract. */
    double multiplier() {
        return multiplier;
    }

    /** Exercise style of its options; null when unknown. */
    @Nullable
    Style style() {
        return style;
    }

    /** The expiry date of a contract month, where the month tells it by itself. */
    Optional<LocalDate> expiry(ContractMonth month) {
        return switch (expiry) {
            case FIRST_BUSINESS_DAY -> Optional.of(month.expiryOfDollar());
            case WEDNESDAY_NEAREST_15TH -> Optional.of(month.expiryOfIndex());
            case NOT_TOLD -> Optional.empty();
        };
    }
}
