package b3.schema;

import java.util.List;

/**
 * One thing that one source publishes.
 *
 * @param name kebab-case name, used in topics, commands, configuration and metrics
 * @param datasets what its documents yield; the first is the one the feed exists for
 * @param description what the source publishes, in one sentence
 */
public record Feed(String name, List<Dataset<?>> datasets, String description) {

    public Feed {
        datasets = List.copyOf(datasets);
    }

    /** Topic of the documents exactly as served. */
    public String rawTopic() {
        return "b3.raw." + name + ".v1";
    }
}
