package b3.schema;

import b3.schema.columns.RecordColumns;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema (2020-12) of a Java record, with the words of its components as descriptions.
 *
 * <p>{@link Nullable} components may be null and may be absent; all others are required. Unknown fields are allowed, so
 * that a reader of today survives the field of tomorrow. Nested records, enums, lists and maps are written in place;
 * records that contain themselves are not supported.
 */
final class JsonSchema {

    private record Scalar(String type, @Nullable String format) {}

    private static final Map<Class<?>, Scalar> SCALARS = Map.ofEntries(
            Map.entry(String.class, new Scalar("string", null)),
            Map.entry(LocalDate.class, new Scalar("string", "date")),
            Map.entry(Instant.class, new Scalar("string", "date-time")),
            Map.entry(boolean.class, new Scalar("boolean", null)),
            Map.entry(Boolean.class, new Scalar("boolean", null)),
            Map.entry(int.class, new Scalar("integer", "int32")),
            Map.entry(Integer.class, new Scalar("integer", "int32")),
            Map.entry(long.class, new Scalar("integer", "int64")),
            Map.entry(Long.class, new Scalar("integer", "int64")),
            Map.entry(double.class, new Scalar("number", "double")),
            Map.entry(Double.class, new Scalar("number", "double")));

    private JsonSchema() {}

    /** The schema of one contract. */
    static ObjectNode of(Contract contract) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:b3:" + contract.topic());
        schema.put("title", contract.type().getSimpleName());
        schema.put("description", contract.description());
        schema.setAll(ofRecord(contract.type()));
        return schema;
    }

    /** The schema of one record. */
    static ObjectNode ofRecord(Class<?> type) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            ObjectNode property = properties.putObject(component.getName());
            String description = RecordColumns.description(component);
            if (!description.isEmpty()) {
                property.put("description", description);
            }
            property.setAll(ofType(component.getAnnotatedType()));
            if (!isNullable(component.getAnnotatedType())) {
                required.add(component.getName());
            }
        }
        schema.put("additionalProperties", true);
        return schema;
    }

    private static ObjectNode ofType(AnnotatedType annotated) {
        Class<?> type = rawType(annotated.getType());
        Scalar scalar = SCALARS.get(type);
        ObjectNode schema;
        if (scalar != null) {
            schema = ofKind(scalar.type());
            if (scalar.format() != null) {
                schema.put("format", scalar.format());
            }
        } else if (type.isEnum()) {
            schema = ofKind("string");
            ArrayNode values = schema.putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                values.add(Json.MAPPER.<JsonNode>valueToTree(constant));
            }
        } else if (type.isRecord()) {
            schema = ofRecord(type);
        } else if (Set.of(List.class, Set.class).contains(type)) {
            schema = ofKind("array");
            schema.set("items", ofType(argument(annotated, 0)));
        } else if (type == Map.class && rawType(argument(annotated, 0).getType()) == String.class) {
            schema = ofKind("object");
            schema.set("additionalProperties", ofType(argument(annotated, 1)));
        } else {
            throw new IllegalArgumentException("no JSON Schema for " + annotated + ": add it to JsonSchema");
        }
        return isNullable(annotated) ? orNull(schema) : schema;
    }

    private static ObjectNode ofKind(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        String type = schema.path("type").asString();
        schema.putArray("type").add(type).add("null");
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        return schema;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
    }

    private static Class<?> rawType(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }
}
