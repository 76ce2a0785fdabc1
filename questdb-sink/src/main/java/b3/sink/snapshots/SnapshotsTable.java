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
                .symbol("kind", snapshot.kind())
                .symbol("instrument", snapshot.instrument())
                .label("name", snapshot.name())
                .label("contract_month", snapshot.contractMonth())
                .symbol("unit", snapshot.unit())
                .label("status", snapshot.status())
                .day("expiry", snapshot.expiry())
                .number("value", snapshot.value())
                .number("previous", snapshot.previous())
                .text("display_value", snapshot.displayValue())
                .end();
    }
}
