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
import org.apache.kafka.streams.Topology;

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

    private static final Map<String, BiFunction<ProcessorConfig, Metrics, Topology>> ALL = Map.of(
            "normalize", (config, metrics) -> NormalizeTopology.build(Registry.ALL, metrics.documents()),
            "gamma", (config, metrics) -> GammaTopology.build(gamma(config.gamma()), metrics.gamma(), System::nanoTime),
            "snapshots",
                    (config, metrics) ->
                            SnapshotTopology.build(config.snapshots().instruments()));

    private Processors() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    private static GammaConfig gamma(ProcessorConfig.Gamma config) {
        return new GammaConfig(config.interval(), config.surfaceMaxAgeSessions());
    }

    /** The topologies of the processor asked for, or of all of them. */
    static Map<String, Topology> topologies(ProcessorConfig config, Metrics metrics) {
        String name = config.processor();
        Map<String, Topology> topologies = new LinkedHashMap<>();
        ALL.forEach((processor, topology) -> {
            if (name.equals(EVERY) || name.equals(processor)) {
                topologies.put(processor, topology.apply(config, metrics));
            }
        });
        return topologies;
    }
}
