package b3.stream.gammalevels;

import b3.schema.Dataset;
import b3.schema.Datasets;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Gamma levels from books.
 *
 * <p>In: {@code b3.option-series.v1}, {@code b3.open-interest.v1}, {@code b3.option-prices.v1},
 * {@code b3.underlying-prices.v1} (key: underlying), {@code b3.vol-surface.v1} (key: asset|session),
 * {@code b3.rates.v1} (key: curve|session).
 *
 * <p>Out: {@code b3.gamma-levels.v1} (key: instrument|source|scope|basis|moment), {@code b3.gamma-strikes.v1} and
 * {@code b3.gamma-profile.v1} (key: instrument|scope|basis|moment).
 *
 * <p>Stores: {@code gamma-books}, the latest revision of every input; {@code gamma-pending}, what is still to be
 * computed. A replay fills both anew and publishes the same last result for every key.
 */
public final class GammaTopology {

    private static final List<Dataset<?>> INPUTS = List.of(
            Datasets.OPTION_SERIES,
            Datasets.OPEN_INTEREST,
            Datasets.OPTION_PRICES,
            Datasets.UNDERLYING_PRICES,
            Datasets.VOL_SURFACE,
            Datasets.RATES);

    private static final List<Dataset<?>> OUTPUTS =
            List.of(Datasets.GAMMA_LEVELS, Datasets.GAMMA_STRIKES, Datasets.GAMMA_PROFILE);

    private GammaTopology() {}

    /** The topology; one processor, named after what it does. */
    public static Topology build(GammaConfig config) {
        Topology topology = new Topology();
        topology.addSource(
                "inputs",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                INPUTS.stream().map(Dataset::topic).toArray(String[]::new));
        topology.addProcessor("gamma", () -> new GammaProcessor(config), "inputs");
        for (String store : List.of(GammaProcessor.BOOKS, GammaProcessor.PENDING)) {
            topology.addStateStore(
                    Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray()),
                    "gamma");
        }
        for (Dataset<?> dataset : OUTPUTS) {
            topology.addSink(
                    dataset.topic(), dataset.topic(), new ByteArraySerializer(), new ByteArraySerializer(), "gamma");
        }
        return topology;
    }
}
