package b3.stream.normalize;

import b3.schema.Dataset;
import b3.schema.Feed;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Topic;
import b3.schema.document.DocumentReport;
import b3.schema.document.RawScrape;
import b3.schema.document.Rejection;
import b3.stream.normalize.reading.FeedReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The normalize topology without a broker: documents go in, and what stands on the topics can be read. */
public final class DrivenTopology implements AutoCloseable {

    /** What each document yielded. */
    public final List<DocumentReport> reports = new ArrayList<>();

    private final TopologyTestDriver driver;

    public DrivenTopology(Path folder, List<FeedReader> readers) {
        Properties properties = new Properties();
        properties.put("application.id", "test");
        properties.put("bootstrap.servers", "unused:1");
        properties.put("state.dir", folder.toString());
        driver = new TopologyTestDriver(
                NormalizeTopology.build(readers, (report, rejections) -> reports.add(report)),
                properties,
                Instant.EPOCH);
    }

    /** Takes a document. */
    public void send(RawScrape document) {
        Headers headers = new RecordHeaders();
        document.writeTo(headers);
        driver.createInputTopic(
                        "b3.raw." + document.feed() + ".v1", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(new byte[0], document.bytes(), headers, Instant.EPOCH));
    }

    /** Takes a document of a feed as it was fetched. */
    public void send(Feed feed, Fixture document) {
        send(new RawScrape(
                feed.name(),
                document.session(),
                document.bytes(),
                "application/octet-stream",
                document.url(),
                document.fetchedAt(),
                200));
    }

    /** The last message of each key that has come since this was asked before. */
    <T extends MarketRecord> Map<String, T> last(Dataset<T> dataset) {
        Map<String, T> last = new LinkedHashMap<>();
        read(dataset.topic()).forEach(record -> {
            if (record.value() == null) {
                last.remove(record.key());
            } else {
                last.put(record.key(), Json.read(record.value(), dataset.type()));
            }
        });
        return last;
    }

    /** The last message of this key, which must have come since this was asked before. */
    <T extends MarketRecord> T last(Dataset<T> dataset, String key) {
        Map<String, T> last = last(dataset);
        return Objects.requireNonNull(last.get(key), () -> "no " + key + " among " + last.keySet());
    }

    /** What was not taken since this was asked before. */
    List<Rejection> rejections() {
        return read(Topic.REJECTED).stream()
                .map(record -> Json.read(record.value(), Rejection.class))
                .toList();
    }

    private List<TestRecord<String, byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
