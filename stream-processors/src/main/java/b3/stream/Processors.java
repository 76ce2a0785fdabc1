package b3.stream;

import b3.stream.gammalevels.GammaConfig;
import b3.stream.gammalevels.GammaTopology;
import b3.stream.normalize.NormalizeTopology;
import b3.stream.normalize.Registry;
import b3.stream.snapshots.SnapshotTopology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/** Every processor by its name: add your line here. Each runs as an application of its own on Kafka, {@code b3-<name>}. */
final class Processors {

    /** What {@code b3.processor} may be, as a regular expression. */
    static final String NAMES = "normalize|gamma|snapshots|all";

    private static final String EVERY = "all";

    /**
     * What counts the work of the processors.
     *
     * @param documents of the normalizer
     * @param gamma of the gamma levels
     */
    record Metrics(DocumentMetrics documents, GammaMetrics gamma) {}

    /**
     * What it takes to run a processor.
     *
     * @param topology makes its topology, a new one for every start
     * @param pending how many calculations are due; null for a processor that makes none
     */
    record Parts(Supplier<Topology> topology, @Nullable LongSupplier pending) {}

    private static final Map<String, BiFunction<ProcessorConfig, Metrics, Parts>> ALL = Map.of(
            "normalize",
                    (config, metrics) ->
                            new Parts(() -> NormalizeTopology.build(Registry.ALL, metrics.documents()), null),
            "gamma",
                    (config, metrics) -> new Parts(
                            () -> GammaTopology.build(gamma(config.gamma()), metrics.gamma(), System::nanoTime),
                            metrics.gamma()::pending),
            "snapshots",
                    (config, metrics) -> new Parts(
                            () -> SnapshotTopology.build(config.snapshots().instruments()), null));

    private Processors() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    private static GammaConfig gamma(ProcessorConfig.Gamma config) {
        return new GammaConfig(config.interval(), config.surfaceMaxAgeSessions());
    }

    /** The processor asked for, or all of them, by name. */
    static Map<String, Parts> of(ProcessorConfig config, Metrics metrics) {
        String name = config.processor();
        Map<String, Parts> processors = new LinkedHashMap<>();
        ALL.forEach((processor, parts) -> {
            if (name.equals(EVERY) || name.equals(processor)) {
                processors.put(processor, parts.apply(config, metrics));
            }
        });
        return processors;
    }
}
