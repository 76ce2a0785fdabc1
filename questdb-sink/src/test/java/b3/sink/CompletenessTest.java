package b3.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.TableColumn;
import b3.sink.questdb.Message;
import b3.sink.questdb.RefusedRowException;
import b3.sink.questdb.Row;
import io.questdb.client.Sender;
import io.questdb.client.std.bytes.DirectByteSlice;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CompletenessTest {

    private static final Instant INSTANT = Instant.parse("2025-01-02T03:04:05Z");

    static List<Dataset<?>> datasets() {
        return Datasets.ALL;
    }

    /** So that a withdrawal, which has the key alone, finds the rows of its key. */
    @ParameterizedTest
    @MethodSource("datasets")
    void theKeyOfAMessageNamesTheColumnsOfItsRow(Dataset<?> dataset) {
        List<String> columns = dataset.keyColumns();
        if (!columns.isEmpty()) {
            Map<String, String> row = valuesWritten(dataset);
            String key = columns.stream()
                    .map(column -> row.getOrDefault(column, "none"))
                    .collect(Collectors.joining("|"));
            assertThat(key(sample(dataset))).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void exactlyTheColumnsOfTheTableAreWritten(Dataset<?> dataset) {
        assertThat(columnsWritten(dataset))
                .as("columns written of %s", dataset.name())
                .containsExactlyInAnyOrderElementsOf(
                        dataset.stored().stream().map(TableColumn::name).toList());
    }

    /** Whatever a record lacks is a matter of its data: it is refused, or it is a row without that. */
    @ParameterizedTest
    @MethodSource("datasets")
    void aRecordThatLacksSomethingIsNoBug(Dataset<?> dataset) {
        ObjectNode whole = Json.MAPPER.valueToTree(sample(dataset));
        List<Consumer<ObjectNode>> losses = new ArrayList<>();
        lose(whole, record -> record, losses);
        assertThat(losses).hasSizeGreaterThan(5);
        for (Consumer<ObjectNode> loss : losses) {
            ObjectNode record = whole.deepCopy();
            loss.accept(record);
            ProducerRecord<byte[], byte[]> sent = Messages.of(sample(dataset));
            ConsumerRecord<byte[], byte[]> received = Messages.received(
                    new ProducerRecord<>(sent.topic(), null, sent.key(), Json.bytes(record), sent.headers()));
            assertThat(catchThrowable(() -> valuesWritten(dataset, received)))
                    .as("%s", record)
                    .satisfiesAnyOf(thrown -> assertThat(thrown).isNull(), thrown -> assertThat(thrown)
                            .isInstanceOfAny(JacksonException.class, RefusedRowException.class));
        }
    }

    /** One loss for every value in the JSON, at any depth. */
    private static void lose(JsonNode value, Function<ObjectNode, JsonNode> place, List<Consumer<ObjectNode>> losses) {
        value.properties().forEach(field -> {
            losses.add(record -> ((ObjectNode) place.apply(record)).putNull(field.getKey()));
            lose(field.getValue(), record -> place.apply(record).path(field.getKey()), losses);
        });
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            int index = i;
            losses.add(record -> ((ArrayNode) place.apply(record)).setNull(index));
            lose(value.path(i), record -> place.apply(record).path(index), losses);
        }
    }

    private static Set<String> columnsWritten(Dataset<?> dataset) {
        return valuesWritten(dataset).keySet();
    }

    /** Columns of the sample's rows; times as the key of a message has them. */
    private static Map<String, String> valuesWritten(Dataset<?> dataset) {
        return valuesWritten(dataset, Messages.received(Messages.of(sample(dataset))));
    }

    private static Map<String, String> valuesWritten(Dataset<?> dataset, ConsumerRecord<byte[], byte[]> message) {
        try (Sender sender = Sender.builder(Sender.Transport.HTTP)
                .address("127.0.0.1:1")
                .protocolVersion(Sender.PROTOCOL_VERSION_V1)
                .disableAutoFlush()
                .build()) {
            Row row = new Row(sender, Clock.fixed(INSTANT, ZoneOffset.UTC));
            Message.read(message, dataset).writer().accept(row);
            return values(text(sender.bufferView()), dataset);
        }
    }

    private static MarketRecord sample(Dataset<?> dataset) {
        Class<? extends MarketRecord> type = dataset.type();
        return type.cast(value(type, new Provenance("b3-price-report", INSTANT, "document"), INSTANT));
    }

    /** The business key; of the sample's session the start, as its column says it. */
    private static String key(MarketRecord sample) {
        return sample.businessKey()
                .replaceAll("(^|\\|)" + sample.session() + "(\\||$)", "$1" + sample.session() + "T00:00:00Z$2");
    }

    private static Map<String, String> values(String lines, Dataset<?> dataset) {
        Map<String, String> values = new TreeMap<>();
        assertThat(lines.lines()).isNotEmpty();
        lines.lines()
                .map(line -> line.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "text"))
                .forEach(line -> {
                    String[] parts = line.split(" ");
                    assertThat(parts).as(line).hasSize(3);
                    List<String> columns = List.of((parts[0] + "," + parts[1]).split(","));
                    assertThat(columns.get(0)).isEqualTo(dataset.logTable());
                    columns.subList(1, columns.size())
                            .forEach(column -> values.put(column.split("=")[0], time(column.split("=")[1])));
                    values.put(
                            "ts",
                            Instant.ofEpochSecond(0, Long.parseLong(parts[2])).toString());
                });
        return values;
    }

    private static String time(String value) {
        return value.matches("\\d+t")
                ? Instant.EPOCH
                        .plus(Long.parseLong(value.substring(0, value.length() - 1)), ChronoUnit.MICROS)
                        .toString()
                : value;
    }

    /** A record in which every component has a value. */
    private static Object value(Type type, Provenance provenance, Instant instant) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return List.of(value(list.getActualTypeArguments()[0], provenance, instant));
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return Map.of("key", value(map.getActualTypeArguments()[1], provenance, instant));
        }
        Class<?> of = (Class<?>) type;
        if (of == Provenance.class) {
            return provenance;
        } else if (of.isRecord()) {
            return newRecord(of, provenance, instant);
        } else if (of.isEnum()) {
            return of.getEnumConstants()[0];
        } else if (of == String.class) {
            return "text";
        } else if (of == LocalDate.class) {
            return LocalDate.of(2025, 1, 2);
        } else if (of == Instant.class) {
            return instant;
        } else if (of == boolean.class || of == Boolean.class) {
            return true;
        } else if (of == int.class || of == Integer.class) {
            return 7;
        } else if (of == long.class || of == Long.class) {
            return 7L;
        } else if (of == double.class || of == Double.class) {
            return 7.5;
        }
        throw new AssertionError("teach this test a value of " + type);
    }

    private static Object newRecord(Class<?> of, Provenance provenance, Instant instant) {
        RecordComponent[] components = of.getRecordComponents();
        try {
            return of.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> value(component.getGenericType(), provenance, instant))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + of, e);
        }
    }

    private static String text(DirectByteSlice slice) {
        byte[] bytes = new byte[slice.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = slice.byteAt(i);
        }
        return new String(bytes, UTF_8);
    }
}
