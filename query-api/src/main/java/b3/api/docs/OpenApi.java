package b3.api.docs;

import b3.api.http.Problem;
import b3.api.queries.Queries;
import b3.api.query.Field;
import b3.api.query.Format;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * The API description. Each dataset's operation is written from the {@link Query} that is executed, so it cannot say
 * something else than the code does; the other operations are described where they are.
 */
public final class OpenApi implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final String KEY_SCHEME = "apiKey";

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                .title("B3 Streams query API")
                .version("1")
                .description(
                        "Brazilian exchange market data. Times are UTC, sessions are days in São Paulo, figures are"
                                + " IEEE doubles in their shortest form. Errors are RFC 9457 problem+json; `instance` is the"
                                + " path and `correlationId` the id in the log."));
        api.servers(List.of(new Server().url("/").description("this server")));
        api.getComponents()
                .addSchemas(PROBLEM, schema(problemSchema()))
                .addSecuritySchemes(
                        KEY_SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("Needed where the operator has set API keys; `X-API-Key` does as well."));
        Queries.all().forEach(query -> describe(api, query));
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(OpenApi::addErrors);
    }

    private static void describe(OpenAPI api, Query query) {
        String row = rowName(query);
        api.getComponents()
                .addSchemas(row, schema(rowSchema(query)))
                .addSchemas(row + "Page", schema(pageSchema(query)));
        Operation operation = new Operation().responses(new ApiResponses());
        api.getPaths().addPathItem(query.path(), new PathItem().get(operation));
        operation.setSummary(query.summary());
        operation.setTags(List.of("datasets"));
        operation.addSecurityItem(new SecurityRequirement().addList(KEY_SCHEME));
        operation.setParameters(new ArrayList<>());
        query.parameters().forEach(parameter -> operation.addParametersItem(parameter(query, parameter)));
        if (query.answersLatest()) {
            boolean pages = query.parameters().stream()
                    .anyMatch(parameter -> parameter.name().equals(Range.LIMIT.name()));
            String keys = query.latestPer().isEmpty() ? "" : " of each " + String.join(", ", query.latestPer());
            operation.setDescription(
                    "Answers the newest " + (query.latest().equals("ts") ? "moment" : query.latest()) + keys + ", whole"
                            + (pages
                                    ? "; giving `from`, `to`, `limit` or `cursor` asks for history instead, newest first,"
                                            + " in pages."
                                    : "."));
        }
        Content content = new Content()
                .addMediaType(Format.JSON.mediaType(), new MediaType().schema(reference(row + "Page")))
                .addMediaType(Format.CSV.mediaType(), new MediaType().schema(schema(Map.of("type", "string"))))
                .addMediaType(Format.NDJSON.mediaType(), new MediaType().schema(reference(row)));
        ApiResponses responses = operation.getResponses();
        responses.addApiResponse(
                "200",
                new ApiResponse()
                        .description("One page; unit: " + query.dataset().unit())
                        .content(content)
                        .addHeaderObject("ETag", header("Changes exactly when the answer does."))
                        .addHeaderObject(
                                "Link", header("`rel=\"next\"`: address of the next page, when there is one.")));
        responses.addApiResponse("304", new ApiResponse().description("The caller has this answer already."));
        responses.addApiResponse("400", problem("A parameter is unknown or not allowed; `parameter` names it."));
        if (query.path().contains("{")) {
            responses.addApiResponse("404", problem("Nothing is known of what the path names."));
        }
        responses.addApiResponse(
                "406", problem("None of the formats that Accept asks for is served, or Accept is malformed."));
    }

    private static void addErrors(Operation operation) {
        ApiResponses responses = operation.getResponses();
        responses.putIfAbsent("401", problem("An API key is needed and was not sent."));
        responses.putIfAbsent("429", problem("Too many requests a minute; `Retry-After` says when to ask again."));
        responses.putIfAbsent("500", problem("A fault on the server's side."));
        responses.putIfAbsent("503", problem("The database does not answer; ask again later."));
    }

    private static io.swagger.v3.oas.models.parameters.Parameter parameter(Query query, Parameter parameter) {
        io.swagger.v3.oas.models.parameters.Parameter described = new io.swagger.v3.oas.models.parameters.Parameter()
                .name(parameter.name())
                .in(query.isInPath(parameter) ? "path" : "query")
                .required(query.isInPath(parameter))
                .description(parameter.description() + " Allowed: " + parameter.allowed() + ".")
                .schema(schema(
                        parameter.several()
                                ? Map.of("type", "array", "items", parameter.schema())
                                : parameter.schema()));
        if (parameter.several()) {
            described
                    .style(
                            query.isInPath(parameter)
                                    ? io.swagger.v3.oas.models.parameters.Parameter.StyleEnum.SIMPLE
                                    : io.swagger.v3.oas.models.parameters.Parameter.StyleEnum.FORM)
                    .explode(false);
        }
        if (!parameter.example().isEmpty()) {
            described.example(parameter.several() ? List.of(parameter.example()) : parameter.example());
        }
        return described;
    }

    private static Map<String, Object> rowSchema(Query query) {
        Map<String, Object> properties = new LinkedHashMap<>();
        query.fields().forEach(field -> properties.put(field.name(), field.schema()));
        return object(properties, query.fields().stream().map(Field::name).toList());
    }

    private static Map<String, Object> pageSchema(Query query) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("data", Map.of("type", "array", "items", Map.of("$ref", path(rowName(query)))));
        properties.put(
                "next",
                Map.of(
                        "type",
                        List.of("string", "null"),
                        "description",
                        "Cursor of the next page; null when no row follows."));
        properties.put("dataset", Map.of("type", "string", "description", "Name of the dataset."));
        properties.put("unit", Map.of("type", "string", "description", "Unit of the main figure."));
        return object(properties, List.copyOf(properties.keySet()));
    }

    private static Map<String, Object> problemSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", text("URN of the kind of problem."));
        properties.put("title", text("The kind in words."));
        properties.put("status", Map.of("type", "integer", "description", "HTTP status."));
        properties.put("detail", text("What happened this time and what to do."));
        properties.put("instance", text("Path of the request."));
        properties.put("correlationId", text("The id under which the log has the request."));
        List<String> required = List.copyOf(properties.keySet());
        properties.put("parameter", text("The query parameter at fault."));
        properties.put("seen", text("What the parameter held."));
        properties.put("allowed", text("What it may hold."));
        return object(properties, required);
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", required);
        return object;
    }

    private static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }

    private static ApiResponse problem(String description) {
        Content content = new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(reference(PROBLEM)));
        return new ApiResponse().description(description).content(content);
    }

    private static Header header(String description) {
        return new Header().description(description).schema(schema(Map.of("type", "string")));
    }

    private static Schema<?> reference(String name) {
        return schema(Map.of("$ref", path(name)));
    }

    private static Schema<?> schema(Map<String, Object> json) {
        return Json31.mapper().convertValue(json, Schema.class);
    }

    private static String path(String name) {
        return "#/components/schemas/" + name;
    }

    private static String rowName(Query query) {
        if (query.path().equals(query.dataset().path())) {
            return query.dataset().type().getSimpleName() + "Row";
        }
        return Arrays.stream(query.path().replaceAll("\\{\\w+}", "").split("\\W+"))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining())
                + "Row";
    }
}
