package b3.schema.snapshots;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The latest settlement of one instrument's front contract: what the old system called <i>último dado</i>.
 *
 * @param instrument {@code DI1}, {@code DDI}, {@code DOL} …
 * @param contractMonth month code of the front contract
 * @param session the session that the price settles
 * @param priceSettlement settlement price, in the unit of the adjustment
 * @param priceSettlementPrev previous settlement price; null when the adjustment has none
 * @param status status of the adjustment
 * @param provenance of the adjustment
 */
public record Snapshot(
        String instrument,
        String contractMonth,
        LocalDate session,
        double priceSettlement,
        @Nullable Double priceSettlementPrev,
        String status,
        Provenance provenance)
        implements MarketRecord {

    @Override
    public String businessKey() {
        return instrument + "|" + session;
    }

    @Override
    public String topicKey() {
        return instrument;
    }
}
