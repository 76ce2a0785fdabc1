package b3.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every record has a golden sample, {@code <name>.json}; {@code <name>.<what>.json} are samples of older writers. */
class WireFormatTest {

    static Stream<Contract> contracts() {
        return Contract.all();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void readsAndWritesTheGoldenSampleByteForByte(Contract contract) throws IOException {
        byte[] sample = sample(contract);
        Object read = Json.read(sample, contract.type());

        assertThat(Json.utf8(Json.bytes(read))).isEqualTo(Json.utf8(sample));
        assertThat(throughKafka(contract.type(), sample)).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theGoldenSampleIsValidAndShowsEveryField(Contract contract) throws IOException {
        JsonNode sample = Json.MAPPER.readTree(sample(contract));
        JsonNode schema = schema(contract);

        assertThat(errors(schema, sample)).isEmpty();
        assertThat(sample.propertyNames())
                .as("fields of the JSON and of its schema")
                .containsExactlyElementsOf(schema.path("properties").propertyNames());
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void readsWhatOlderAndNewerWritersWrite(Contract contract) throws IOException {
        JsonNode schema = schema(contract);
        ObjectNode older = (ObjectNode) Json.MAPPER.readTree(sample(contract));
        keepRequired(schema, older);
        ObjectNode newer = (ObjectNode) Json.MAPPER.readTree(sample(contract));
        newer.put("fieldOfTomorrow", 1);

        assertThat(errors(schema, older)).isEmpty();
        assertThat(errors(schema, newer)).isEmpty();
        assertThat(Json.read(Json.bytes(older), contract.type())).isNotNull();
        assertThat(Json.read(Json.bytes(newer), contract.type()))
                .isEqualTo(Json.read(sample(contract), contract.type()));
        for (Path pinned : olderSamples(contract)) {
            assertThat(Json.read(Files.readAllBytes(pinned), contract.type()))
                    .as(pinned.toString())
                    .isNotNull();
            assertThat(errors(schema, Json.MAPPER.readTree(pinned.toFile())))
                    .as(pinned.toString())
                    .isEmpty();
        }
    }

    static byte[] sample(Contract contract) throws IOException {
        assertThat(contract.sampleFile())
                .as(
                        "write %s: one line, exactly what the topic %s carries, small made-up values, every field given",
                        contract.sampleFile(), contract.topic())
                .exists();
        return Files.readString(contract.sampleFile()).stripTrailing().getBytes(UTF_8);
    }

    static JsonNode schema(Contract contract) {
        assertThat(contract.schemaFile()).as("run %s", SchemaTest.COMMAND).exists();
        return Json.MAPPER.readTree(contract.schemaFile().toFile());
    }

    static List<String> errors(JsonNode schema, JsonNode sample) {
        Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        return validator
                .validate(sample, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static <T> T throughKafka(Class<T> type, byte[] sample) {
        try (Serde<T> serde = Json.serde(type)) {
            T read = serde.deserializer().deserialize("any", sample);
            return serde.deserializer().deserialize("any", serde.serializer().serialize("any", read));
        }
    }

    private static void keepRequired(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object && schema.has("required")) {
            List<String> required = schema.path("required").values().stream()
                    .map(JsonNode::asString)
                    .toList();
            object.retain(required);
            required.forEach(field -> keepRequired(schema.path("properties").path(field), object.path(field)));
        }
        value.values().forEach(item -> {
            if (value.isArray()) {
                keepRequired(schema.path("items"), item);
            }
        });
    }

    private static List<Path> olderSamples(Contract contract) throws IOException {
        try (Stream<Path> files = Files.list(contract.samples())) {
            return files.filter(file -> file.getFileName().toString().startsWith(contract.name() + "."))
                    .filter(file -> !file.equals(contract.sampleFile()))
                    .toList();
        }
    }
}
