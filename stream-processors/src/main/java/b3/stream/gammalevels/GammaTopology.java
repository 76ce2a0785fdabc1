package b3.stream.gammalevels;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Topic;
import b3.stream.gammalevels.inputs.InputKey;
import b3.stream.gammalevels.inputs.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Gamma levels from books.
 *
 * <p>In, with the headers of {@link b3.schema.Revision}: the topics of {@link InputKey#DATASETS}, key: the business
 * key, no value: the key has no record any more; and {@link Topic#HISTORY}, key: dataset|business key, with the records
 * of earlier times of knowledge. Each topic has a step that reads its messages; all steps lead to the step
 * {@value #GAMMA}.
 *
 * <p>Out, with the same headers: {@code b3.gamma-levels.v1}, {@code b3.gamma-strikes.v1} and
 * {@code b3.gamma-profile.v1} for every new current record, {@link Topic#HISTORY} for records of earlier times of
 * knowledge, and {@link Topic#DEAD_LETTERS} for messages that cannot be read.
 *
 * <p>Stores: {@value GammaProcessor#INPUTS} (session|kind|owner|detail|time of knowledge → {@link Segment}),
 * {@value GammaProcessor#BODIES} (the same → what it says), {@value GammaProcessor#STEPS} (session|underlying|moment →
 * {@link Steps}), {@value GammaProcessor#PENDING} (the same → since when an input has changed) and
 * {@value GammaProcessor#SESSIONS} (when a session was heard of, see {@link Forgetting}). The same inputs in any order end in
 * the same records, and in the same answer for every time of knowledge.
 */
public final class GammaTopology {

    static final String GAMMA = "gamma";

    static final List<String> STORES = List.of(
            GammaProcessor.INPUTS,
            GammaProcessor.BODIES,
            GammaProcessor.STEPS,
            GammaProcessor.PENDING,
            GammaProcessor.SESSIONS);

    private static final List<Dataset<?>> OUTPUTS =
            List.of(Datasets.GAMMA_LEVELS, Datasets.GAMMA_STRIKES, Datasets.GAMMA_PROFILE);

    private GammaTopology() {}

    /**
     * The topology.
     *
     * @param observer sees what happens, to count it
     * @param nanos a clock that moves while calculations are made, nanoseconds
     */
    public static Topology build(GammaConfig config, GammaObserver observer, LongSupplier nanos) {
        return build(config, observer, nanos, Stores::persistentKeyValueStore);
    }

    /** The topology with stores of another kind, by their names. */
    static Topology build(
            GammaConfig config,
            GammaObserver observer,
            LongSupplier nanos,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        Topology topology = new Topology();
        List<String> readers = new ArrayList<>();
        for (Dataset<?> dataset : InputKey.DATASETS) {
            readers.add(reader(topology, dataset.topic(), dataset.name(), dataset, config, observer));
        }
        readers.add(reader(topology, Topic.HISTORY, "history", null, config, observer));
        topology.addProcessor(GAMMA, () -> new GammaProcessor(config, observer, nanos), readers.toArray(String[]::new));
        STORES.forEach(name -> topology.addStateStore(store(stores.apply(name)), GAMMA));
        Stream.concat(OUTPUTS.stream().map(Dataset::topic), Stream.of(Topic.HISTORY))
                .forEach(topic -> sink(topology, topic, List.of(GAMMA)));
        readers.add(GAMMA);
        sink(topology, Topic.DEAD_LETTERS, readers);
        return topology;
    }

    /** A source and the step that reads it; the step's name. */
    private static String reader(
            Topology topology,
            String topic,
            String name,
            @Nullable Dataset<?> dataset,
            GammaConfig config,
            GammaObserver observer) {
        String step = "read-" + name;
        topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
        topology.addProcessor(step, () -> new InputReader(dataset, config.interval(), observer), name);
        return step;
    }

    private static void sink(Topology topology, String topic, List<String> from) {
        topology.addSink(
                topic, topic, new ByteArraySerializer(), new ByteArraySerializer(), from.toArray(String[]::new));
    }

    private static StoreBuilder<?> store(KeyValueBytesStoreSupplier supplier) {
        String largest = Integer.toString(Topic.MAX_COMPRESSED_BYTES);
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of("max.message.bytes", largest));
    }
}
