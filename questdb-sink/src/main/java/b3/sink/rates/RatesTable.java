package b3.sink.rates;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.rates.RatesCurve;
import b3.sink.Row;
import b3.sink.Table;

/** One row per vertex of a curve and revision; a revision is the whole curve. */
public final class RatesTable implements Table<RatesCurve> {

    @Override
    public Dataset<RatesCurve> dataset() {
        return Datasets.RATES;
    }

    @Override
    public void write(RatesCurve curve, Row row) {
        for (RatesCurve.Vertex vertex : curve.vertices()) {
            row.begin(curve)
                    .symbol("curve", curve.curve())
                    .symbol("name", curve.name())
                    .whole("business_days", vertex.businessDays())
                    .whole("calendar_days", vertex.calendarDays())
                    .number("rate", vertex.rate())
                    .flag("fixed", vertex.fixed())
                    .end();
        }
    }
}
