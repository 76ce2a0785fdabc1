package b3.sink.indicators;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.indicators.Indicator;
import b3.sink.Row;
import b3.sink.Table;

/** One row per indicator, reference date and revision. */
public final class IndicatorsTable implements Table<Indicator> {

    @Override
    public Dataset<Indicator> dataset() {
        return Datasets.INDICATORS;
    }

    @Override
    public void write(Indicator indicator, Row row) {
        row.begin(indicator)
                .symbol("indicator", indicator.indicator())
                .symbol("name", indicator.name())
                .symbol("unit", indicator.unit())
                .label("indicator_group", indicator.group())
                .number("value", indicator.value())
                .text("display_value", indicator.displayValue())
                .whole("code", indicator.code())
                .end();
    }
}
