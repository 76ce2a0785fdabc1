package b3.sink.dxy;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.dxy.DxyTick;
import b3.sink.Row;
import b3.sink.Table;

/** One row per tick and revision; {@code ts} is the moment. */
public final class DxyTable implements Table<DxyTick> {

    @Override
    public Dataset<DxyTick> dataset() {
        return Datasets.DXY;
    }

    @Override
    public void write(DxyTick tick, Row row) {
        row.begin(tick)
                .symbol("bucket", tick.bucket())
                .day("session", tick.session())
                .number("level", tick.level())
                .number("percent_change", tick.percentChange())
                .number("previous_close", tick.previousClose())
                .end();
    }
}
