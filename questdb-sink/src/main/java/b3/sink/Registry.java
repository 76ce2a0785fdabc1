package b3.sink;

import b3.sink.adjustments.AdjustmentsTable;
import b3.sink.jobs.JobsTable;
import java.util.List;

/** Every table: add your line here. */
public final class Registry {

    /** One table per dataset. */
    public static final List<Table<?>> ALL = List.of(new AdjustmentsTable(), new JobsTable());

    private Registry() {}
}
