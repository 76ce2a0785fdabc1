package b3.sink.optionchain;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.optionchain.UnderlyingPrice;
import b3.sink.Row;
import b3.sink.Table;

/** One row per price, moment and revision. */
public final class UnderlyingPricesTable implements Table<UnderlyingPrice> {

    @Override
    public Dataset<UnderlyingPrice> dataset() {
        return Datasets.UNDERLYING_PRICES;
    }

    @Override
    public void write(UnderlyingPrice price, Row row) {
        row.begin(price)
                .symbol("underlying", price.underlying())
                .symbol("instrument", price.instrument())
                .symbol("kind", price.kind())
                .day("session", price.session())
                .moment("quoted_at", price.at())
                .number("price", price.price())
                .day("expiry", price.expiry())
                .end();
    }
}
