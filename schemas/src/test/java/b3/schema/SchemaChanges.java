package b3.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What in a new JSON Schema breaks those who read or wrote by the old one, one sentence a break. */
final class SchemaChanges {

    private final List<String> breaks = new ArrayList<>();

    private SchemaChanges() {}

    /**
     * A field that is removed or retyped (null allowed or no longer allowed is another type), a new required field, a
     * removed enum value. A new field that may be absent and a new enum value break nothing.
     */
    static List<String> breaking(JsonNode was, JsonNode is) {
        SchemaChanges changes = new SchemaChanges();
        changes.compare("", was, is);
        return changes.breaks;
    }

    private void compare(String path, JsonNode was, JsonNode is) {
        if (!values(was.path("type")).equals(values(is.path("type")))
                || !was.path("format").equals(is.path("format"))) {
            breaks.add("%s was %s and is %s".formatted(name(path), type(was), type(is)));
            return;
        }
        if (was.has("enum") != is.has("enum")) {
            breaks.add(
                    "%s %s a closed list of values".formatted(name(path), was.has("enum") ? "is no longer" : "is now"));
        }
        for (JsonNode value : was.path("enum")) {
            if (is.has("enum") && !values(is.path("enum")).contains(value)) {
                breaks.add("%s no longer has the value %s".formatted(name(path), value));
            }
        }
        JsonNode fields = is.path("properties");
        was.path("properties").forEachEntry((field, before) -> {
            if (fields.has(field)) {
                compare(path + "." + field, before, fields.path(field));
            } else {
                breaks.add("%s was removed".formatted(name(path + "." + field)));
            }
        });
        for (JsonNode field : is.path("required")) {
            if (!was.path("properties").has(field.asString())) {
                breaks.add("%s is new and required: make it @Nullable".formatted(name(path + "." + field.asString())));
            }
        }
        nested(path + "[]", "items", was, is);
        nested(path + ".*", "additionalProperties", was, is);
    }

    private void nested(String path, String keyword, JsonNode was, JsonNode is) {
        if (was.path(keyword).isObject() && is.path(keyword).isObject()) {
            compare(path, was.path(keyword), is.path(keyword));
        }
    }

    private static String type(JsonNode schema) {
        String types =
                values(schema.path("type")).stream().map(JsonNode::asString).collect(Collectors.joining(" or "));
        return schema.has("format")
                ? types + " (" + schema.path("format").asString() + ")"
                : types.isEmpty() ? "anything" : types;
    }

    private static Set<JsonNode> values(JsonNode one) {
        Set<JsonNode> values = new LinkedHashSet<>();
        if (one.isArray()) {
            one.forEach(values::add);
        } else if (!one.isMissingNode()) {
            values.add(one);
        }
        return values;
    }

    private static String name(String path) {
        return path.isEmpty() ? "the record" : path.substring(1);
    }
}
