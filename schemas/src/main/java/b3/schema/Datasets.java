package b3.schema;

import static b3.schema.Dataset.Keeping.BY_TIME;
import static b3.schema.Dataset.Keeping.LATEST_PER_KEY;

import b3.schema.adjustments.Adjustment;
import b3.schema.jobs.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every dataset: the map of the whole system. A new constant here fails the tests that name what is still to write. */
public final class Datasets {

    /** Settlement price of one futures contract in one session. */
    public static final Dataset<Adjustment> ADJUSTMENTS = new Dataset<>(
            "adjustments",
            "adjustments",
            Adjustment.class,
            "b3_adjustments",
            "points, PU or price, as the row says",
            LATEST_PER_KEY);

    /** One collector attempt and its outcome. */
    public static final Dataset<Job> JOBS = new Dataset<>("jobs", "jobs", Job.class, "b3_jobs", "attempts", BY_TIME);

    /** All of them. */
    public static final List<Dataset<?>> ALL = List.of(ADJUSTMENTS, JOBS);

    private static final Map<Class<?>, Dataset<?>> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Dataset::type, Function.identity()));

    private Datasets() {}

    /** The dataset of a record's type; every record type has one. */
    public static Dataset<?> of(MarketRecord row) {
        Dataset<?> dataset = BY_TYPE.get(row.getClass());
        if (dataset == null) {
            throw new IllegalArgumentException("no dataset for " + row.getClass() + ": add it to Datasets.ALL");
        }
        return dataset;
    }

    /** The dataset with this name, if there is one. */
    public static Optional<Dataset<?>> named(String name) {
        return ALL.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }
}
