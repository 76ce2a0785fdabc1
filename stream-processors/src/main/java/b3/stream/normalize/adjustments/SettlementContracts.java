package b3.stream.normalize.adjustments;

import b3.schema.adjustments.Adjustment.Unit;
import java.util.Set;

/**
 * What the settlement price of an instrument counts, by its commodity code. No source prints it.
 *
 * <p>Contracts on an interest rate that settle by unit price ({@link Unit#PU}): {@code DI1} (one-day interbank deposit),
 * {@code OC1} (one-day repo), {@code DDI} and {@code DCO} (dollar coupon on DI1 and on OC1), {@code DAP} and {@code DDM}
 * (inflation coupon on IPCA and on IGP-M). Forward rate agreements on the dollar coupon, {@code FRC} and {@code FRO}, are
 * printed as the rate itself ({@link Unit#RATE}). Everything else is in points of its own quotation, unless the source
 * prints a rate beside the price: then the price is a unit price.
 */
final class SettlementContracts {

    private static final Set<String> BY_UNIT_PRICE = Set.of("DI1", "OC1", "DDI", "DCO", "DAP", "DDM");
    private static final Set<String> BY_RATE = Set.of("FRC", "FRO");

    private SettlementContracts() {}

    /** @param rated whether the source prints a rate beside the price */
    static Unit unit(String instrument, boolean rated) {
        if (BY_RATE.contains(instrument)) {
            return Unit.RATE;
        }
        return rated || BY_UNIT_PRICE.contains(instrument) ? Unit.PU : Unit.POINTS;
    }
}
