package b3.sink.adjustments;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.adjustments.Adjustment;
import b3.sink.Row;
import b3.sink.Table;

/** One row per settlement price and revision; {@code ts} is the session's midnight UTC. */
public final class AdjustmentsTable implements Table<Adjustment> {

    @Override
    public Dataset<Adjustment> dataset() {
        return Datasets.ADJUSTMENTS;
    }

    @Override
    public void write(Adjustment adjustment, Row row) {
        row.begin(adjustment)
                .symbol("instrument", adjustment.instrument())
                .symbol("contract_month", adjustment.contractMonth())
                .symbol("unit", adjustment.unit())
                .symbol("status", adjustment.status())
                .number("price_settlement", adjustment.priceSettlement())
                .number("price_prev", adjustment.pricePrev())
                .number("change", adjustment.change())
                .number("value_per_contract", adjustment.valuePerContract())
                .number("rate", adjustment.rate())
                .number("rate_prev", adjustment.ratePrev())
                .whole("open_interest", adjustment.openInterest())
                .end();
    }
}
