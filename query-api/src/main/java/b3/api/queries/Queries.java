package b3.api.queries;

import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Feed;
import b3.schema.Feeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every query that an endpoint answers: that of each dataset, which {@link Query#of} makes of its columns, and what is
 * special about some of them.
 */
public final class Queries {

    private static final List<String> ALL_FEEDS =
            Feeds.ALL.stream().map(Feed::name).toList();

    /** What differs from {@link Query#of}; the fields that existing consumers know come first. */
    private static final Map<Dataset<?>, Query> SPECIAL = Map.of(
            Datasets.ADJUSTMENTS,
            Query.of(Datasets.ADJUSTMENTS)
                    .asking("contractMonth", "contract")
                    .leading("timestamp", "instrument", "contractMonth", "priceSettlement", "pricePrev", "status"),
            Datasets.INDICATORS,
            Query.of(Datasets.INDICATORS).leading("name", "value", "displayValue", "updatedAt"),
            Datasets.VOL_SURFACE,
            Query.of(Datasets.VOL_SURFACE).answeringLatest().keepingWhole(),
            Datasets.DXY,
            Query.of(Datasets.DXY).answeringLatest("session"),
            Datasets.RATES,
            Query.of(Datasets.RATES).answeringLatest().keepingWhole(),
            Datasets.GAMMA_LEVELS,
            ofLevels(Datasets.GAMMA_LEVELS),
            Datasets.GAMMA_STRIKES,
            ofLevels(Datasets.GAMMA_STRIKES).withoutPages(),
            Datasets.GAMMA_PROFILE,
            ofLevels(Datasets.GAMMA_PROFILE).withoutPages(),
            Datasets.SNAPSHOTS,
            Query.of(Datasets.SNAPSHOTS)
                    .answeringLatest()
                    .leading(
                            "instrument",
                            "contractMonth",
                            "priceSettlement",
                            "priceSettlementPrev",
                            "status",
                            "timestamp"),
            Datasets.JOBS,
            Query.of(Datasets.JOBS).asking("feed", feed -> Parameter.oneOf("feed", ALL_FEEDS)
                    .means("Name of the feed.")
                    .severalAllowed()
                    .onKey("feed in (:feed)")));

    /** The figures of the indicators alone. */
    static final Query INDICATORS_DAILY = Query.of(Datasets.INDICATORS)
            .at(
                    "/indicators/daily",
                    "The figures of the indicators alone, newest reference date first, then by identifier.")
            .showing("timestamp", "indicator", "value")
            .asking("limit", limit -> limit.otherwise("180"));

    /** Exposures by strike of one instrument. */
    static final Query STRIKES_OF_INSTRUMENT = of(Datasets.GAMMA_STRIKES)
            .at(
                    "/gamma-levels/{instrument}/strikes",
                    "Exposures by strike behind the newest gamma levels of one instrument, with those levels.");

    /** Repriced exposure of one instrument. */
    static final Query PROFILE_OF_INSTRUMENT = of(Datasets.GAMMA_PROFILE)
            .at(
                    "/gamma-levels/{instrument}/profile",
                    "Exposure repriced over a range of prices behind the newest gamma levels of one instrument, with those"
                            + " levels.");

    private Queries() {}

    /** The query that answers a dataset's own path. */
    public static Query of(Dataset<?> dataset) {
        return Optional.ofNullable(SPECIAL.get(dataset)).orElseGet(() -> Query.of(dataset));
    }

    /** Every query, in the order of the datasets, then those with a path of their own. */
    public static List<Query> all() {
        return Stream.concat(
                        Datasets.ALL.stream().map(Queries::of),
                        Stream.of(INDICATORS_DAILY, STRIKES_OF_INSTRUMENT, PROFILE_OF_INSTRUMENT, OptionChain.QUERY))
                .toList();
    }

    /** Makes a query of gamma levels or their details: of all expiries and all open interest, unless others are asked for. */
    private static Query ofLevels(Dataset<?> dataset) {
        return Query.of(dataset)
                .answeringLatest()
                .asking("scope", scope -> scope.otherwise("ALL"))
                .asking("oiBasis", basis -> basis.otherwise("TOTAL"));
    }
}
