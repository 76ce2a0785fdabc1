package b3.schema;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaTest {

    static final String COMMAND = "./mvnw -pl schemas test -Dtest=SchemaTest,TableSqlTest -Dschemas.write=true";

    private enum Side {
        BUY,
        SELL
    }

    private enum FewerSides {
        BUY
    }

    private enum MoreSides {
        BUY,
        SELL,
        BOTH
    }

    private record Leg(String ticker, double strike) {}

    private record RetypedLeg(String ticker, long strike) {}

    private record Before(
            String name, long count, @Nullable Double price, Side side, List<Leg> legs, Map<String, Integer> sums) {}

    private record Removed(String name, long count, Side side, List<Leg> legs, Map<String, Integer> sums) {}

    private record Retyped(
            String name,
            double count,
            @Nullable Double price,
            Side side,
            List<RetypedLeg> legs,
            Map<String, Long> sums) {}

    private record NowNullable(
            String name, long count, double price, @Nullable Side side, List<Leg> legs, Map<String, Integer> sums) {}

    private record NewRequired(
            String name,
            long count,
            @Nullable Double price,
            Side side,
            List<Leg> legs,
            Map<String, Integer> sums,
            String extra) {}

    private record FewerValues(
            String name,
            long count,
            @Nullable Double price,
            FewerSides side,
            List<Leg> legs,
            Map<String, Integer> sums) {}

    private record Compatible(
            @Nullable String extra,
            String name,
            long count,
            @Nullable Double price,
            MoreSides side,
            List<Leg> legs,
            Map<String, Integer> sums) {}

    static Stream<Contract> contracts() {
        return Contract.all();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theCheckedInSchemaIsTheRecords(Contract contract) throws IOException {
        Path file = contract.schemaFile();
        ObjectNode schema = JsonSchema.of(contract);
        JsonNode checkedIn = Files.exists(file) ? Json.MAPPER.readTree(file.toFile()) : Json.MAPPER.nullNode();

        assertThat(checkedIn.isNull() ? List.of() : SchemaChanges.breaking(checkedIn, schema))
                .as(
                        "%s would break the readers of %s. Keep the old field beside the new one, or give the topic a new"
                                + " version; to break it on purpose delete %s in a commit that says why",
                        contract.type().getSimpleName(), contract.topic(), file)
                .isEmpty();
        if (Boolean.getBoolean("schemas.write")) {
            Files.createDirectories(file.getParent());
            DefaultPrettyPrinter printer =
                    new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
            Files.writeString(file, Json.MAPPER.writer().with(printer).writeValueAsString(schema) + "\n");
        } else {
            assertThat(checkedIn)
                    .as("%s is not the schema of %s: run %s and commit it", file, contract.type(), COMMAND)
                    .isEqualTo(schema);
        }
    }

    @Test
    void noSchemaHasLostItsTopic() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/b3/schema/json"))) {
            assertThat(files)
                    .as("a schema without a record: its topic still has readers")
                    .isSubsetOf(Contract.all().map(Contract::schemaFile).collect(toSet()));
        }
    }

    @Test
    void aRemovedFieldIsABreak() {
        assertThat(breaking(Before.class, Removed.class)).containsExactly("price was removed");
    }

    @Test
    void aRetypedFieldIsABreakAtAnyDepth() {
        assertThat(breaking(Before.class, Retyped.class))
                .containsExactly(
                        "count was integer (int64) and is number (double)",
                        "legs[].strike was number (double) and is integer (int64)",
                        "sums.* was integer (int32) and is integer (int64)");
    }

    @Test
    void nullAllowedOrNoLongerAllowedIsABreak() {
        assertThat(breaking(Before.class, NowNullable.class))
                .containsExactly(
                        "price was number or null (double) and is number (double)",
                        "side was string and is string or null");
    }

    @Test
    void aNewRequiredFieldIsABreak() {
        assertThat(breaking(Before.class, NewRequired.class))
                .containsExactly("extra is new and required: make it @Nullable");
    }

    @Test
    void aRemovedEnumValueIsABreak() {
        assertThat(breaking(Before.class, FewerValues.class)).containsExactly("side no longer has the value \"SELL\"");
    }

    @Test
    void aNewOptionalFieldAndANewEnumValueAreNot() {
        assertThat(breaking(Before.class, Compatible.class)).isEmpty();
        assertThat(breaking(Before.class, Before.class)).isEmpty();
    }

    @Test
    void aTypeThatItDoesNotKnowIsAnError() {
        record Odd(Thread thread) {}
        assertThatThrownBy(() -> JsonSchema.ofRecord(Odd.class)).hasMessageContaining("no JSON Schema for");
    }

    private static List<String> breaking(Class<?> was, Class<?> is) {
        return SchemaChanges.breaking(JsonSchema.ofRecord(was), JsonSchema.ofRecord(is));
    }
}
