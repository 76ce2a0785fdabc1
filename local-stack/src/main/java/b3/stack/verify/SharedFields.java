package b3.stack.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Provenance;
import b3.schema.Sha256;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields that a record on the topic of a dataset and a row of the API share, as comparable text. A record becomes one
 * row; a book, which holds a list of lines, becomes one row for each line. A field that is null equals one that is absent.
 */
final class SharedFields {

    /** The fields of a record to which the API gives another name. */
    private static final Map<Dataset<?>, Map<String, String>> RENAMED = Map.of(
            Datasets.VOL_SURFACE, Map.of("contractMonth", "contract", "monthLabel", "contractMonth"),
            Datasets.DXY, Map.of("percentChange", "value"),
            Datasets.SNAPSHOTS, Map.of("previous", "priceSettlementPrev"),
            Datasets.OPTION_PRICES, Map.of("at", "quotedAt"),
            Datasets.UNDERLYING_PRICES, Map.of("at", "quotedAt"));

    private static final String TIMESTAMP = "timestamp";
    private static final String PROVENANCE = "provenance";
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");

    /** The number of rows and a checksum of their texts, which does not depend on their order. */
    record Digest(int rows, long first, long second) {

        static final Digest NONE = new Digest(0, 0, 0);

        Digest plus(SortedMap<String, String> row) {
            ByteBuffer hash = ByteBuffer.wrap(Sha256.of(row.toString().getBytes(UTF_8)));
            return new Digest(rows + 1, first + hash.getLong(), second + hash.getLong());
        }
    }

    /** The component of a book that holds its lines, and the type of a line. */
    private record Lines(String name, Class<?> type) {}

    private final Dataset<?> dataset;
    private final Map<String, String> renamed;
    private final @Nullable Lines lines;
    private final Set<String> shared = new HashSet<>(Set.of(TIMESTAMP));

    /**
     * The shared fields of a dataset.
     *
     * @param ofApi the names of the fields of a row of the API
     */
    SharedFields(Dataset<?> dataset, Set<String> ofApi) {
        this.dataset = dataset;
        this.renamed = RENAMED.getOrDefault(dataset, Map.of());
        this.lines = Arrays.stream(dataset.type().getRecordComponents())
                .flatMap(SharedFields::lines)
                .findFirst()
                .orElse(null);
        collect(dataset.type());
        if (lines != null) {
            collect(lines.type());
        }
        shared.retainAll(ofApi);
    }

    private void collect(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            shared.add(name(component));
            if (component.getType().isRecord()) {
                collect(component.getType());
            }
        }
    }

    private String name(RecordComponent component) {
        return renamed.getOrDefault(component.getName(), component.getName());
    }

    /** Returns the lines of a book, if this component holds them. */
    private static Stream<Lines> lines(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type
                        && type.getRawType() == List.class
                        && type.getActualTypeArguments()[0] instanceof Class<?> line
                        && line.isRecord()
                ? Stream.of(new Lines(component.getName(), line))
                : Stream.empty();
    }

    /** Returns the rows of a record. Their moment is that of the message. */
    List<SortedMap<String, String>> ofRecord(JsonNode record, Instant ts) {
        SortedMap<String, String> common = new TreeMap<>();
        common.put(TIMESTAMP, text(ts.toString()));
        put(Provenance.class, record.path(PROVENANCE), common);
        put(dataset.type(), record, common);
        if (lines == null) {
            return List.of(common);
        }
        List<SortedMap<String, String>> rows = new ArrayList<>();
        for (JsonNode line : record.path(lines.name())) {
            SortedMap<String, String> row = new TreeMap<>(common);
            put(lines.type(), line, row);
            rows.add(row);
        }
        return rows;
    }

    private void put(Class<?> type, JsonNode object, SortedMap<String, String> row) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = object.path(component.getName());
            if (component.getType().isRecord() && component.getType() != Provenance.class && value.isObject()) {
                put(component.getType(), value, row);
            }
            put(name(component), value, row);
        }
    }

    private void put(String name, JsonNode value, SortedMap<String, String> row) {
        if (shared.contains(name) && !value.isNull() && !value.isMissingNode()) {
            row.put(name, text(value));
        }
    }

    /** Returns a row of the API as comparable text. */
    SortedMap<String, String> ofAnswer(JsonNode answer) {
        SortedMap<String, String> row = new TreeMap<>();
        answer.properties().forEach(field -> put(field.getKey(), field.getValue(), row));
        return row;
    }

    /** Returns the key of a row of the API, as {@link #shown} writes it. */
    String keyOf(JsonNode answer) {
        return dataset.keyColumns().stream()
                .map(column -> switch (column) {
                    case "ts" -> {
                        String moment = text(answer.path(TIMESTAMP));
                        yield dataset.ofMoments() ? moment : moment.substring(0, "2025-02-03".length());
                    }
                    case "level_source" -> answer.path("source").asString();
                    default -> answer.path(camelCase(column)).asString();
                })
                .collect(Collectors.joining("|"));
    }

    /** Returns a business key with the milliseconds of its moments, because the API shows no more. */
    static String shown(String key) {
        return Arrays.stream(key.split("\\|", -1)).map(SharedFields::text).collect(Collectors.joining("|"));
    }

    private static String camelCase(String column) {
        return Pattern.compile("_(\\w)").matcher(column).replaceAll(found -> found.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static String text(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        if (value.isObject()) {
            SortedMap<String, String> fields = new TreeMap<>();
            value.properties().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
            return fields.toString();
        }
        if (value.isArray()) {
            return value.valueStream().map(SharedFields::text).toList().toString();
        }
        return text(value.asString());
    }

    private static String text(String value) {
        return INSTANT.matcher(value).matches()
                ? Instant.parse(value).truncatedTo(ChronoUnit.MILLIS).toString()
                : value;
    }
}
