package b3.stream.normalize;

import b3.schema.Dataset;
import b3.schema.Json;
import b3.schema.Topic;
import b3.schema.document.DocumentReport;
import b3.schema.document.Rejection;
import b3.stream.normalize.reading.FeedReader;
import b3.stream.normalize.revisions.Contents;
import b3.stream.normalize.revisions.Document;
import b3.stream.normalize.revisions.Listing;
import b3.stream.normalize.revisions.Timeline;
import b3.stream.normalize.revisions.TimelineSerde;
import b3.stream.normalize.rowcount.RowCount;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Raw documents into records, once for all feeds.
 *
 * <p>In: {@code b3.raw.<feed>.v1} (key feed|session or feed|session|part, value the document as served), taken as bytes, so
 * nothing can fail to deserialize. Out, in one transaction per document or a few of them:
 * <ul>
 * <li>{@code b3.<dataset>.v1}, key the business key: every new current record; no value when the key has no record any
 *       more;
 * <li>{@link Topic#HISTORY}, key dataset|business key: records of an earlier time of knowledge that arrived late;
 * <li>{@link Topic#REJECTED}, key feed: rows that were rejected while the others were taken;
 *   <li>{@link Topic#DOCUMENTS}, key feed: one report per document, written last;
 * <li>{@link Topic#DEAD_LETTERS}, key and headers as they came, plus those of {@link b3.schema.document.DeadLetter}: documents
 *       that were refused as a whole.
 * </ul>
 *
 * <p>Stores: {@value #TIMELINES} (dataset|session|business key → {@link Timeline}), {@value #DOCUMENTS} (feed|identity|time of
 * knowledge → {@link Document}), {@value #LISTINGS} (scope → {@link Listing}), {@value #CONTENTS} and {@value #BOOKS}
 * (dataset|session|business key|fingerprint → what a statement says; see {@link Contents}) and {@value #ROW_COUNTS}
 * (feed|dataset|session, and |part of a feed with parts → {@link RowCount}). All raw topics meet in one task, because two
 * feeds may speak of one key.
 *
 * <p>Replay: a document that was read before by the same reader says nothing new and publishes nothing but its report; a
 * newer reader replaces what the older one said. The same documents in any order end in the same last messages.
 */
public final class NormalizeTopology {

    static final String TIMELINES = "timelines";
    static final String DOCUMENTS = "documents";
    static final String LISTINGS = "listings";
    static final String CONTENTS = "contents";
    static final String BOOKS = "books";
    static final String ROW_COUNTS = "baselines";

    private static final String NORMALIZE = "normalize";

    private NormalizeTopology() {}

    /**
     * The topology.
     *
     * @param readers one per feed
     * @param observer sees every document's report and rejections, to count them; called on the stream thread
     */
    public static Topology build(List<FeedReader> readers, BiConsumer<DocumentReport, List<Rejection>> observer) {
        String[] rawTopics =
                readers.stream().map(reader -> reader.feed().rawTopic()).toArray(String[]::new);
        Topology topology = new Topology()
                .addSource("raw", new ByteArrayDeserializer(), new ByteArrayDeserializer(), rawTopics)
                .addProcessor(NORMALIZE, () -> new NormalizeProcessor(readers, observer), "raw")
                .addStateStore(store(TIMELINES, TimelineSerde.serde()), NORMALIZE)
                .addStateStore(store(DOCUMENTS, Json.serde(Document.class)), NORMALIZE)
                .addStateStore(store(LISTINGS, Json.serde(Listing.class)), NORMALIZE)
                .addStateStore(store(CONTENTS, Serdes.ByteArray()), NORMALIZE)
                .addStateStore(store(BOOKS, Serdes.ByteArray()), NORMALIZE)
                .addStateStore(store(ROW_COUNTS, Json.serde(RowCount.class)), NORMALIZE);
        Stream<String> datasets = readers.stream()
                .flatMap(reader -> reader.feed().datasets().stream())
                .map(Dataset::topic)
                .distinct()
                .sorted();
        Stream.concat(datasets, Stream.of(Topic.DEAD_LETTERS, Topic.DOCUMENTS, Topic.HISTORY, Topic.REJECTED))
                .forEach(topic -> topology.addSink(
                        topic, topic, new ByteArraySerializer(), new ByteArraySerializer(), NORMALIZE));
        return topology;
    }

    private static <T> StoreBuilder<?> store(String name, Serde<T> serde) {
        String largest = Integer.toString(Topic.MAX_COMPRESSED_BYTES);
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde)
                .withLoggingEnabled(Map.of("max.message.bytes", largest));
    }
}
