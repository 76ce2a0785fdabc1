package b3.stream;

import b3.stream.gammalevels.GammaConfig;
import b3.stream.gammalevels.GammaTopology;
import b3.stream.metrics.DocumentMetrics;
import b3.stream.metrics.GammaMetrics;
import b3.stream.normalize.NormalizeTopology;
import b3.stream.normalize.Registry;
import b3.stream.running.Cluster;
import b3.stream.running.Program;
import b3.stream.snapshots.SnapshotTopology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/** Every processor by its name: add your line here. Each runs as an application of its own on Kafka, {@code b3-<name>}. */
public final class Processors {

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

    /** A topology, and how many of its calculations are due; null where it makes none. */
    private record Work(
            Supplier<Topology> topology, @Nullable LongSupplier pending) {}

    private static final Map<String, BiFunction<ProcessorConfig, Metrics, Work>> ALL = Map.of(
            "normalize",
                    (config, metrics) ->
                            new Work(() -> NormalizeTopology.build(Registry.ALL, metrics.documents()), null),
            "gamma",
                    (config, metrics) -> new Work(
                            () -> GammaTopology.build(gamma(config.gamma()), metrics.gamma(), System::nanoTime),
                            metrics.gamma()::pending),
            "snapshots",
                    (config, metrics) -> new Work(
                            () -> SnapshotTopology.build(config.snapshots().instruments()), null));

    private Processors() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    private static GammaConfig gamma(ProcessorConfig.Gamma config) {
        return new GammaConfig(config.interval(), config.surfaceMaxAgeSessions());
    }

    /** The processor asked for, or all of them, by name. */
    static Map<String, Program> of(ProcessorConfig config, Metrics metrics) {
        String name = config.processor();
        Map<String, Program> programs = new LinkedHashMap<>();
        ALL.forEach((processor, made) -> {
            if (name.equals(EVERY) || name.equals(processor)) {
                Work work = made.apply(config, metrics);
                programs.put(
                        processor,
                        new Program(work.topology(), () -> StreamsSettings.of(config, processor), work.pending()));
            }
        });
        return programs;
    }

    /** The cluster of the settings. */
    static Cluster cluster(ProcessorConfig config, Admin admin) {
        return new Cluster(admin, config.kafka());
    }
}
