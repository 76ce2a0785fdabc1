package b3.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import b3.api.queries.Queries;
import b3.api.query.Field;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.testing.RunningApi;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API description against the running API. */
class OpenApiIT {

    @AutoClose
    static RunningApi api;

    static JsonNode description;

    @BeforeAll
    static void start(@TempDir Path data) {
        api = new RunningApi(data);
        api.oneRowOfEach();
        description = api.json("/openapi.json");
    }

    @Test
    void namesEveryRouteAndNoOther() {
        TreeSet<String> mapped = new TreeSet<>();
        api.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (method.getBeanType().getName().startsWith("b3.api")) {
                        mapped.addAll(mapping.getPatternValues());
                    }
                });
        assertThat(new TreeSet<>(description.get("paths").propertyNames())).isEqualTo(mapped);
    }

    @Test
    void hasNoDanglingReference() {
        List<String> references = new ArrayList<>();
        collect(description, references);
        assertThat(references).isNotEmpty();
        assertThat(references).allSatisfy(reference -> assertThat(
                        description.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void describesEveryOperationWithItsErrors() {
        description
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    assertThat(method).isEqualTo("get");
                    assertThat(operation.get("summary").asString()).as(path).isNotBlank();
                    assertThat(operation.get("responses").propertyNames())
                            .as(path)
                            .contains("200", "401", "429", "500", "503");
                }));
    }

    @Test
    void everyExampleIsTakenAndEveryParameterIsDescribed() {
        for (Query query : queries()) {
            JsonNode parameters = description.at("/paths/" + query.path().replace("/", "~1") + "/get/parameters");
            assertThat(parameters
                            .valueStream()
                            .map(parameter -> parameter.get("name").asString()))
                    .containsExactlyElementsOf(
                            query.parameters().stream().map(Parameter::name).toList());
            for (Parameter parameter : query.parameters()) {
                assertThat(parameter.description()).as(parameter.name()).isNotBlank();
                if (!parameter.example().isEmpty() && !query.isInPath(parameter)) {
                    assertThat(api.get(example(query) + "?" + parameter.name() + "=" + encode(parameter.example()))
                                    .statusCode())
                            .as(query.path() + " " + parameter.name())
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void everyFieldIsDescribed() {
        for (Query query : queries()) {
            assertThat(query.fields())
                    .allSatisfy(field -> assertThat(field.column().description())
                            .as(field.name())
                            .isNotBlank());
            assertThat(query.fields().stream().map(Field::name).collect(Collectors.toSet()))
                    .hasSameSizeAs(query.fields());
        }
    }

    @Test
    void realAnswersFollowTheirSchemas() {
        for (Query query : queries()) {
            String name = description
                    .at("/paths/" + query.path().replace("/", "~1")
                            + "/get/responses/200/content/application~1json/schema/$ref")
                    .asString();
            assertThat(api.rows(example(query))).as(query.path()).isNotEmpty();
            assertThat(faults(
                            name.substring(name.lastIndexOf('/') + 1),
                            api.get(example(query)).body()))
                    .as(query.path())
                    .isEmpty();
        }
        assertThat(faults("Problem", api.get("/adjustments?limit=0").body())).isEmpty();
        assertThat(faults("DatasetEntry", api.rows("/datasets").get(0).toString()))
                .isEmpty();
        for (Dataset<?> dataset : Datasets.ALL) {
            String columns = api.get("/datasets/" + dataset.name()).body();
            assertThat(faults("DatasetColumns", columns)).as(dataset.name()).isEmpty();
        }
        assertThat(faults("Problem", "{\"title\":1}")).isNotEmpty();
    }

    @Test
    void servesThePageThatShowsIt() {
        var page = api.get("/docs");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(api.get(page.headers().firstValue("location").orElseThrow()).body())
                .contains("swagger-ui");
        assertThat(api.get("/swagger-ui/swagger-initializer.js").body()).contains("/openapi.json");
    }

    private static List<Query> queries() {
        return Queries.all();
    }

    /** The path with the examples of its variables. */
    private static String example(Query query) {
        String path = query.path();
        for (Parameter parameter : query.parameters()) {
            path = path.replace("{" + parameter.name() + "}", parameter.example());
        }
        return path;
    }

    /** What is wrong with a JSON text against a schema of the description. */
    private static List<?> faults(String schemaName, String json) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$ref", "#/components/schemas/" + schemaName);
        schema.set("components", description.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString())
                .validate(json, InputFormat.JSON);
    }

    private static void collect(JsonNode node, List<String> references) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().equals("$ref")) {
                references.add(entry.getValue().asString());
            }
        }
        node.forEach(child -> collect(child, references));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
