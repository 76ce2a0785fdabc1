package b3.stream.snapshots;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.Topic;
import b3.schema.contracts.Product;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The latest figures: of every future its front contract's settlement, and every indicator.
 *
 * <p>In: {@code b3.adjustments.v1} (key: instrument|contractMonth|session), {@code b3.indicators.v1} (key:
 * indicator|session), and of {@link Topic#HISTORY} the records of these two. No value means that the record is
 * withdrawn.
 *
 * <p>Out: {@code b3.snapshots.v1} (key: instrument|session; the last message of a key is the current snapshot, no value
 * means that there is none any more), {@link Topic#HISTORY} (snapshots of earlier times of knowledge), and
 * {@link Topic#DEAD_LETTERS} (messages of the inputs that cannot be read, as they came).
 *
 * <p><b>Front contract:</b> of the contracts with a current settlement in the session at a time of knowledge, the one
 * that expires first after the session. A contract is not the front contract on its expiry day. A contract for which no
 * source has a settlement is passed over. DI1, DDI, DOL and WDO expire on the first business day of their month, by the
 * bank calendar as known in the session; IND and WIN on the Wednesday nearest the 15th.
 *
 * <p><b>Time of knowledge:</b> the snapshot as of a time is made of the inputs that were current at that time. When one
 * step of an input changes, every later step of the snapshot is made anew, and the steps that have changed are
 * published: the last one as the current snapshot, the others as history.
 *
 * <p><b>Rows arrive one by one</b> and the front may be the last of them, so nothing is published before the inputs have been
 * quiet for {@link #QUIET}. What is still to be published is kept in a store: a crash loses nothing.
 *
 * <p>Stores: {@value SnapshotProcessor#INPUTS} (instrument|session|contract|time of knowledge → {@link InputStep}),
 * {@value SnapshotProcessor#PUBLISHED} (instrument|session → {@link Published}) and {@value SnapshotProcessor#PENDING}.
 * The current snapshot, now and at any time of knowledge, follows from the inputs, whatever their order; a replay ends
 * in the same last message of every key, except for its number.
 */
public final class SnapshotTopology {

    /** How long nothing may arrive before snapshots are published. */
    static final Duration QUIET = Duration.ofSeconds(1);

    private static final String SNAPSHOTS = "snapshots";

    private SnapshotTopology() {}

    /** The topology; one processor, named after what it does. */
    public static Topology build(Set<Product> futures) {
        Topology topology = new Topology()
                .addSource(
                        "inputs",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Datasets.ADJUSTMENTS.topic(),
                        Topic.HISTORY,
                        Datasets.INDICATORS.topic())
                .addProcessor(SNAPSHOTS, () -> new SnapshotProcessor(futures), "inputs")
                .addStateStore(store(SnapshotProcessor.INPUTS, Json.serde(InputStep.class)), SNAPSHOTS)
                .addStateStore(store(SnapshotProcessor.PENDING, Serdes.ByteArray()), SNAPSHOTS)
                .addStateStore(store(SnapshotProcessor.PUBLISHED, Json.serde(Published.class)), SNAPSHOTS);
        Stream.of(Datasets.SNAPSHOTS.topic(), Topic.DEAD_LETTERS, Topic.HISTORY)
                .forEach(topic -> topology.addSink(
                        topic, topic, new ByteArraySerializer(), new ByteArraySerializer(), SNAPSHOTS));
        return topology;
    }

    private static <T> StoreBuilder<?> store(String name, Serde<T> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde);
    }
}
