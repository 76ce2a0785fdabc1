package b3.schema;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.document.RawScrape;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code asyncapi.yaml} says what the code does. */
class AsyncApiTest {

    private static final Path FILE = Path.of("src/main/resources/b3/schema/asyncapi.yaml");
    private static final JsonNode DOCUMENT = new YAMLMapper().readTree(FILE.toFile());

    static Stream<Topic> topics() {
        return Topic.all().stream();
    }

    static Stream<Contract> contracts() {
        return Contract.all();
    }

    @Test
    void namesEveryFeed() {
        assertThat(texts(DOCUMENT.at("/channels/raw/parameters/feed/enum")))
                .as("feeds in %s: channels.raw.parameters.feed.enum", FILE)
                .containsExactlyInAnyOrderElementsOf(
                        Feeds.ALL.stream().map(Feed::name).toList());
    }

    @Test
    void documentsNoTopicThatDoesNotExist() {
        assertThat(DOCUMENT.path("channels").values().stream()
                        .map(channel -> channel.path("address").asString())
                        .filter(address -> !address.equals("b3.raw.{feed}.v1")))
                .as("channels of %s", FILE)
                .isSubsetOf(Topic.names().toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void documentsTheTopicWithItsSettings(Topic topic) {
        JsonNode channel = channel(topic.name());
        JsonNode kafka = channel.at("/bindings/kafka");

        assertThat(channel.path("description").asString("")).isNotBlank();
        assertThat(kafka.path("partitions").asInt()).isOne();
        assertThat(settings(kafka.path("topicConfiguration")))
                .as("bindings.kafka.topicConfiguration of %s in %s", topic.name(), FILE)
                .isEqualTo(topic.settings());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void documentsTheMessageWithKeyHeadersAndAnExample(Topic topic) {
        JsonNode message = message(topic.name());
        JsonNode example = message.path("examples").path(0);

        assertThat(message.at("/bindings/kafka/key/description").asString(""))
                .as("%s: bindings.kafka.key.description of its message in %s", topic.name(), FILE)
                .isNotBlank();
        assertThat(message.at("/bindings/kafka/key/examples/0").asString("")).isNotBlank();
        assertThat(example.has("payload") || example.has("headers"))
                .as("%s: an example with a payload or headers in %s", topic.name(), FILE)
                .isTrue();
        if (example.has("headers")) {
            ObjectNode headers = (ObjectNode) message.path("headers").deepCopy();
            headers.set("components", DOCUMENT.path("components")); // so that its references resolve
            assertThat(WireFormatTest.errors(headers, example.path("headers"))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void thePayloadIsTheCheckedInSchemaAndTheExampleFitsIt(Contract contract) {
        JsonNode message = message(contract.topic());
        JsonNode payload = message.at("/examples/0/payload");

        assertThat(message.at("/payload/$ref").asString(""))
                .as("payload of the message of %s in %s", contract.topic(), FILE)
                .isEqualTo("json/" + contract.schemaFile().getFileName());
        assertThat(WireFormatTest.errors(WireFormatTest.schema(contract), payload))
                .as("the example of %s in %s against its schema", contract.topic(), FILE)
                .isEmpty();
        if (Json.MAPPER.treeToValue(payload, contract.type()) instanceof MarketRecord example) {
            assertThat(message.at("/bindings/kafka/key/examples/0").asString(""))
                    .as("the example's key on %s", contract.topic())
                    .isEqualTo(example.businessKey());
        }
    }

    @Test
    void documentsTheHeadersThatRawRecordsHave() {
        RecordHeaders headers = new RecordHeaders();
        RawScrapeTest.part("DOL").writeTo(headers);

        assertThat(DOCUMENT.at("/components/schemas/documentHeaders/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(headers.toArray()).map(Header::key).toList());
    }

    @Test
    void documentsTheHeadersThatRecordsHave() {
        RecordHeaders headers = new RecordHeaders();
        CloudEvent.ofStep(
                        Datasets.ADJUSTMENTS,
                        "DI1|F27|2025-02-03",
                        RevisionTest.REVISION,
                        "b3-price-report/1|d",
                        "file:a.zip",
                        RevisionTest.REVISION.standsFrom(),
                        LocalDate.of(2025, 2, 3))
                .writeTo(headers);
        RevisionTest.REVISION.writeTo(headers);
        Stream<String> either = Stream.of(RawScrape.RAW_HEADER, "b3-inputs");

        assertThat(DOCUMENT.at("/components/schemas/recordHeaders/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Arrays.stream(headers.toArray()).map(Header::key), either)
                                .toList());
        assertThat(texts(DOCUMENT.at("/components/schemas/recordHeaders/properties/b3-change/enum")))
                .containsExactly(
                        Arrays.stream(Revision.Change.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void theHistoryCarriesEveryDatasetThatHasOneAndWithdrawals() {
        List<JsonNode> kinds =
                message(Topic.HISTORY).at("/payload/oneOf").values().stream().toList();

        assertThat(kinds)
                .extracting(kind -> kind.path("$ref").asString(kind.path("type").asString("")))
                .containsExactlyElementsOf(Stream.concat(
                                Datasets.ALL.stream()
                                        .filter(dataset -> !dataset.keyColumns().isEmpty())
                                        .map(dataset -> "json/" + dataset.name() + ".schema.json"),
                                Stream.of("null"))
                        .toList());
    }

    private static JsonNode channel(String topic) {
        String address =
                Feeds.ALL.stream().anyMatch(feed -> feed.rawTopic().equals(topic)) ? "b3.raw.{feed}.v1" : topic;
        List<JsonNode> channels = DOCUMENT.path("channels").values().stream()
                .filter(channel -> channel.path("address").asString().equals(address))
                .toList();
        assertThat(channels)
                .as(
                        "%s: document %s as a channel with its address, who writes it, its settings, and a message with"
                                + " headers, payload, key and an example",
                        FILE, topic)
                .hasSize(1);
        return channels.get(0);
    }

    private static JsonNode message(String topic) {
        List<JsonNode> messages =
                channel(topic).path("messages").values().stream().toList();
        assertThat(messages).as("messages of %s in %s", topic, FILE).hasSize(1);
        return resolve(messages.get(0));
    }

    /** The object that a reference within the file points to; the object itself when it is none. */
    private static JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#/") ? DOCUMENT.at(reference.substring(1)) : node;
    }

    private static Map<String, String> settings(JsonNode configuration) {
        return configuration.properties().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().isArray()
                                ? String.join(",", texts(entry.getValue()))
                                : entry.getValue().asString()));
    }

    private static List<String> texts(JsonNode values) {
        return values.values().stream().map(JsonNode::asString).toList();
    }
}
