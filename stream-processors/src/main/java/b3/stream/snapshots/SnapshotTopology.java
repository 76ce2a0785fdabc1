package b3.stream.snapshots;

import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.contracts.Product;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The latest figures: of every future its front contract's settlement, and every indicator.
 *
 * <p>In: {@code b3.adjustments.v1} (key: instrument|contractMonth|session) and {@code b3.indicators.v1} (key:
 * indicator|session); on both the last message of a key is the one that stands.
 *
 * <p>Out: {@code b3.snapshots.v1} (key: instrument).
 *
 * <p><b>Front contract:</b> of the contracts that have a settlement in the session, the one that expires first, but after
 * the session: on its expiry day a contract is not the front any more. A contract for which no source has a settlement is
 * passed over. DI1, DDI, DOL and WDO expire on the first business day of their month, by the bank calendar as known in
 * the session; IND and WIN on the Wednesday nearest the 15th.
 *
 * <p><b>Rows arrive one by one</b> and the front may be the last of them, so nothing is published before both inputs have
 * been quiet for {@link #QUIET}. What is still to be published is kept in a store: a crash loses nothing.
 *
 * <p><b>Sessions:</b> every session has its snapshot, so that any order of imports ends in the same table. The last
 * message of a key is always of the instrument's latest session: a snapshot of an older one is followed by the latest
 * once more, in the same transaction. A reader of the topic that wants the latest alone compares {@code session}.
 *
 * <p>Stores: {@value SnapshotProcessor#LATEST} (instrument|session → {@link Latest}) and
 * {@value SnapshotProcessor#PENDING}. What stands is a function of the standing inputs, whatever their order; a replay
 * ends in the same last message of every key, headers included.
 */
public final class SnapshotTopology {

    /** How long nothing may arrive before snapshots are published. */
    static final Duration QUIET = Duration.ofSeconds(1);

    private static final String SNAPSHOTS = "snapshots";

    private SnapshotTopology() {}

    /** The topology; one processor, named after what it does. */
    public static Topology build(Set<Product> futures) {
        return new Topology()
                .addSource(
                        "inputs",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Datasets.ADJUSTMENTS.topic(),
                        Datasets.INDICATORS.topic())
                .addProcessor(SNAPSHOTS, () -> new SnapshotProcessor(futures), "inputs")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(SnapshotProcessor.LATEST),
                                Serdes.String(),
                                Json.serde(Latest.class)),
                        SNAPSHOTS)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(SnapshotProcessor.PENDING),
                                Serdes.String(),
                                Serdes.ByteArray()),
                        SNAPSHOTS)
                .addSink(
                        Datasets.SNAPSHOTS.topic(),
                        Datasets.SNAPSHOTS.topic(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        SNAPSHOTS);
    }
}
