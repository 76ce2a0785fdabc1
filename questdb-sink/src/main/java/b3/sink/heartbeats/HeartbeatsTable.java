package b3.sink.heartbeats;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.heartbeats.Heartbeat;
import b3.sink.Row;
import b3.sink.Table;

/** One row per heartbeat; {@code ts} is the moment. A heartbeat has no revisions. */
public final class HeartbeatsTable implements Table<Heartbeat> {

    @Override
    public Dataset<Heartbeat> dataset() {
        return Datasets.HEARTBEATS;
    }

    @Override
    public void write(Heartbeat heartbeat, Row row) {
        row.begin(heartbeat)
                .symbol("program", heartbeat.program())
                .symbol("instance", heartbeat.instance())
                .symbol("state", heartbeat.state())
                .day("session", heartbeat.session())
                .whole("pending", heartbeat.pending())
                .text("reason", heartbeat.reason())
                .end();
    }
}
