package b3.stream;

import b3.stream.normalize.NormalizeTopology;
import b3.stream.normalize.Registry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;

/** Every processor by its name: add your line here. Each runs as an application of its own on Kafka, {@code b3-<name>}. */
final class Processors {

    /** What {@code b3.processor} may be, as a regular expression. */
    static final String NAMES = "normalize|all";

    private static final String EVERY = "all";

    private static final Map<String, Function<DocumentMetrics, Topology>> ALL =
            Map.of("normalize", metrics -> NormalizeTopology.build(Registry.ALL, metrics));

    private Processors() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    /** The topologies of one name, or of all of them. */
    static Map<String, Topology> topologies(String name, DocumentMetrics metrics) {
        Map<String, Topology> topologies = new LinkedHashMap<>();
        ALL.forEach((processor, topology) -> {
            if (name.equals(EVERY) || name.equals(processor)) {
                topologies.put(processor, topology.apply(metrics));
            }
        });
        return topologies;
    }
}
