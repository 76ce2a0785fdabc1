package b3.sink.snapshots;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.snapshots.Snapshot;
import b3.sink.Row;
import b3.sink.Table;

/** One row per instrument, session and revision. */
public final class SnapshotsTable implements Table<Snapshot> {

    @Override
    public Dataset<Snapshot> dataset() {
        return Datasets.SNAPSHOTS;
    }

    @Override
    public void write(Snapshot snapshot, Row row) {
        row.begin(snapshot)
                .symbol("instrument", snapshot.instrument())
                .symbol("contract_month", snapshot.contractMonth())
                .symbol("status", snapshot.status())
                .number("price_settlement", snapshot.priceSettlement())
                .number("price_settlement_prev", snapshot.priceSettlementPrev())
                .end();
    }
}
