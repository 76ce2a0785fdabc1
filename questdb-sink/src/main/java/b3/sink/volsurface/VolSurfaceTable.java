package b3.sink.volsurface;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.volsurface.VolSurface;
import b3.sink.Row;
import b3.sink.Table;

/** One row per point of a surface and revision; a revision is the whole surface. */
public final class VolSurfaceTable implements Table<VolSurface> {

    @Override
    public Dataset<VolSurface> dataset() {
        return Datasets.VOL_SURFACE;
    }

    @Override
    public void write(VolSurface surface, Row row) {
        for (VolSurface.Point point : surface.points()) {
            row.begin(surface)
                    .symbol("asset", surface.asset())
                    .label("contract_month", point.contractMonth())
                    .label("month_label", point.monthLabel())
                    .day("expiry", point.expiry())
                    .whole("business_days", point.businessDays())
                    .whole("calendar_days", point.calendarDays())
                    .whole("delta", point.delta())
                    .number("volatility", point.volatility())
                    .end();
        }
    }
}
