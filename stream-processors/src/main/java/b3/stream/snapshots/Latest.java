package b3.stream.snapshots;

import b3.schema.adjustments.Adjustment;
import b3.schema.calendar.BusinessDays;
import b3.schema.calendar.ContractMonth;
import b3.schema.contracts.Product;
import b3.schema.indicators.Indicator;
import b3.schema.snapshots.Snapshot;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A figure as a snapshot, with where it was read.
 *
 * @param snapshot the figure
 * @param url address of the document that carried it
 * @param raw topic/partition/offset of that document
 */
record Latest(Snapshot snapshot, String url, String raw) {

    /** A settlement as a snapshot; empty when no snapshot is made of the instrument or the contract has expired. */
    static Optional<Snapshot> of(Adjustment adjustment, Set<Product> futures) {
        LocalDate session = adjustment.session();
        return futures.stream()
                .filter(future -> future.code().equals(adjustment.instrument()))
                .filter(future -> Double.isFinite(adjustment.priceSettlement()))
                .flatMap(
                        future -> future
                                .expiry(ContractMonth.parse(adjustment.contractMonth()), BusinessDays.knownOn(session))
                                .stream())
                .filter(expiry -> expiry.isAfter(session))
                .map(expiry -> new Snapshot(
                        Snapshot.Kind.FUTURE,
                        adjustment.instrument(),
                        null,
                        adjustment.contractMonth(),
                        expiry,
                        session,
                        adjustment.priceSettlement(),
                        adjustment.pricePrev(),
                        null,
                        adjustment.unit().name(),
                        adjustment.status(),
                        adjustment.provenance()))
                .findFirst();
    }

    /** An indicator as a snapshot; empty when its figure is no number. */
    static Optional<Snapshot> of(Indicator indicator) {
        return Double.isFinite(indicator.value())
                ? Optional.of(new Snapshot(
                        Snapshot.Kind.INDICATOR,
                        indicator.indicator(),
                        indicator.name(),
                        null,
                        null,
                        indicator.session(),
                        indicator.value(),
                        null,
                        indicator.displayValue(),
                        indicator.unit().name(),
                        null,
                        indicator.provenance()))
                : Optional.empty();
    }

    /** Whether another one says the same, whoever has said it. */
    boolean saysTheSame(Latest other) {
        Snapshot said = other.snapshot();
        return snapshot.equals(new Snapshot(
                said.kind(),
                said.instrument(),
                said.name(),
                said.contractMonth(),
                said.expiry(),
                said.session(),
                said.value(),
                said.previous(),
                said.displayValue(),
                said.unit(),
                said.status(),
                snapshot.provenance()));
    }
}
