package b3.api.health;

import b3.api.QuestDb;
import b3.api.http.ProblemException;
import b3.api.query.Arguments;
import b3.api.query.Parameter;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: 200 when everything is well, else 503. */
@RestController
class HealthController {

    private static final Parameter DETAILED = Parameter.oneOf("detailed", List.of("true", "false"))
            .means("`true` tells of every processor and looks at the table of every dataset.");

    private final QuestDb questDb;
    private final Clock clock;

    HealthController(QuestDb questDb, Clock clock) {
        this.questDb = questDb;
        this.clock = clock;
    }

    @Operation(
            summary = "Whether the program, its database and the processors are well",
            parameters =
                    @io.swagger.v3.oas.annotations.Parameter(
                            name = "detailed",
                            in = io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY,
                            description = "`true` tells of every processor what it said last, and looks at the table of"
                                    + " every dataset: rows, newest event time, writes that stay invisible.",
                            example = "true",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"true", "false"})))
    @ApiResponse(
            responseCode = "200",
            description = "`{\"status\":\"ok\",\"questdb\":true}`; detailed adds `programs` and `tables`, by name")
    @ApiResponse(
            responseCode = "503",
            description =
                    "Not well: status `error` when the database does not answer, `degraded` when a table or a processor"
                            + " fails. `failing` names the processors that were heard of and are stopped (STOPPED), failed (ERROR) or"
                            + " have said nothing for a minute (SILENT)")
    @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> health(HttpServletRequest request) {
        Map<String, Object> given = Arguments.read(List.of(DETAILED), request.getParameterMap());
        Map<String, Object> body = new LinkedHashMap<>();
        boolean well = look("true".equals(given.get(DETAILED.name())), body);
        return ResponseEntity.status(well ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.bytes(body));
    }

    /** Whether everything is well; puts what it finds into the body. */
    private boolean look(boolean detailed, Map<String, Object> body) {
        boolean answers = questDb.answers();
        body.put("status", answers ? "ok" : "error");
        body.put("questdb", answers);
        if (!answers) {
            return false;
        }
        boolean well = programs(detailed, body);
        if (detailed) {
            Map<String, TableHealth> tables = new LinkedHashMap<>();
            for (Dataset<?> dataset : Datasets.ALL) {
                tables.put(dataset.table(), TableHealth.of(dataset, questDb));
            }
            well &= tables.values().stream().allMatch(TableHealth::ok);
            body.put("tables", tables);
        }
        body.put("status", well ? "ok" : "degraded");
        return well;
    }

    private boolean programs(boolean detailed, Map<String, Object> body) {
        Map<String, ProgramHealth> programs;
        try {
            programs = ProgramHealth.all(questDb, clock.instant());
        } catch (ProblemException e) {
            body.put(
                    "failing",
                    Map.of(
                            Datasets.HEARTBEATS.table(),
                            String.valueOf(e.problem().detail())));
            return false;
        }
        Map<String, String> failing = new TreeMap<>();
        programs.forEach((name, program) -> {
            if (!program.ok()) {
                failing.put(name, program.state());
            }
        });
        if (!failing.isEmpty()) {
            body.put("failing", failing);
        }
        if (detailed) {
            body.put("programs", programs);
        }
        return failing.isEmpty();
    }
}
