package b3.sink;

import b3.sink.adjustments.AdjustmentsTable;
import b3.sink.dxy.DxyTable;
import b3.sink.gammalevels.GammaLevelsTable;
import b3.sink.gammaprofile.GammaProfileTable;
import b3.sink.gammaprofile.GammaStrikesTable;
import b3.sink.heartbeats.HeartbeatsTable;
import b3.sink.indicators.IndicatorsTable;
import b3.sink.jobs.JobsTable;
import b3.sink.optionchain.OpenInterestTable;
import b3.sink.optionchain.OptionPricesTable;
import b3.sink.optionchain.OptionSeriesTable;
import b3.sink.optionchain.UnderlyingPricesTable;
import b3.sink.rates.RatesTable;
import b3.sink.snapshots.SnapshotsTable;
import b3.sink.volsurface.VolSurfaceTable;
import java.util.List;

/** Every table: add your line here. */
public final class Registry {

    /** One table per dataset. */
    public static final List<Table<?>> ALL = List.of(
            new AdjustmentsTable(),
            new IndicatorsTable(),
            new VolSurfaceTable(),
            new DxyTable(),
            new RatesTable(),
            new OptionSeriesTable(),
            new OpenInterestTable(),
            new OptionPricesTable(),
            new UnderlyingPricesTable(),
            new GammaLevelsTable(),
            new GammaStrikesTable(),
            new GammaProfileTable(),
            new SnapshotsTable(),
            new JobsTable(),
            new HeartbeatsTable());

    private Registry() {}
}
