package b3.api.health;

import b3.api.QuestDb;
import b3.api.http.QueryString;
import b3.api.query.Arguments;
import b3.api.query.Parameter;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: 200 when everything is well, 503 when something is not; never 200 for a failure. */
@RestController
class HealthController {

    private static final Parameter DETAILED = Parameter.oneOf("detailed", List.of("true", "false"))
            .means("`true` looks at the table of every dataset too.");

    private final QuestDb questDb;

    HealthController(QuestDb questDb) {
        this.questDb = questDb;
    }

    @Operation(
            summary = "Whether the program and its database are well",
            parameters =
                    @io.swagger.v3.oas.annotations.Parameter(
                            name = "detailed",
                            in = io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY,
                            description = "`true` looks at the table of every dataset too: rows, newest event time,"
                                    + " writes that stay invisible.",
                            example = "true",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"true", "false"})))
    @ApiResponse(
            responseCode = "200",
            description = "`{\"status\":\"ok\",\"questdb\":true}`; detailed adds `tables`, by name")
    @ApiResponse(
            responseCode = "503",
            description = "Not well: status `error` when the database does not answer, `degraded` when a table fails")
    @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> health(HttpServletRequest request) {
        Map<String, Object> given = Arguments.read(List.of(DETAILED), QueryString.of(request));
        boolean answers = questDb.answers();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", answers ? "ok" : "error");
        body.put("questdb", answers);
        boolean well = answers;
        if ("true".equals(given.get(DETAILED.name())) && answers) {
            Map<String, TableHealth> tables = new LinkedHashMap<>();
            for (Dataset<?> dataset : Datasets.ALL) {
                tables.put(dataset.table(), TableHealth.of(dataset, questDb));
            }
            well = tables.values().stream().allMatch(TableHealth::ok);
            body.put("status", well ? "ok" : "degraded");
            body.put("tables", tables);
        }
        return ResponseEntity.status(well ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.bytes(body));
    }
}
