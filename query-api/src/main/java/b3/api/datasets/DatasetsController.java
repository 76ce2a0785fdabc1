package b3.api.datasets;

import b3.api.Answers;
import b3.api.http.Problem;
import b3.api.query.Arguments;
import b3.schema.Datasets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /datasets}, the catalogue, and {@code GET /datasets/{name}}, the columns of one dataset. */
@RestController
class DatasetsController {

    private final Catalogue catalogue;
    private final Answers answers;

    DatasetsController(Catalogue catalogue, Answers answers) {
        this.catalogue = catalogue;
        this.answers = answers;
    }

    @Operation(
            summary = "Catalogue of the datasets",
            description = "Where each dataset lives, its newest session, and its freshness judged by the exchange's"
                    + " calendar: `fresh` when the newest session that is due (by 07:00 in São Paulo of the session"
                    + " after it) is there, `stale` when it is missing, `unknown` when there is no row yet. `condition` tells of"
                    + " each of the newest five sessions that are due whether it is `present`, `thin` or `missing`.")
    @ApiResponse(
            responseCode = "200",
            description = "Every dataset",
            content =
                    @Content(
                            mediaType = "application/json",
                            schemaProperties =
                                    @SchemaProperty(
                                            name = "data",
                                            array =
                                                    @ArraySchema(
                                                            schema = @Schema(implementation = DatasetEntry.class)))))
    @GetMapping("/datasets")
    void datasets(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arguments.read(List.of(), request.getParameterMap());
        answers.answer(Map.of("data", catalogue.entries()), request, response);
    }

    @Operation(
            summary = "The columns of one dataset",
            description =
                    "What each column holds: its name in answers and in the table, type, unit, what null means, and"
                            + " whether it belongs to the key and can be filtered by.")
    @ApiResponse(
            responseCode = "200",
            description = "The dataset with its columns",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DatasetColumns.class)))
    @ApiResponse(responseCode = "404", description = "No dataset has this name.")
    @GetMapping("/datasets/{name}")
    void columns(@PathVariable("name") String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Arguments.read(List.of(), request.getParameterMap());
        DatasetColumns columns = Datasets.ALL.stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst()
                .map(DatasetColumns::of)
                .orElseThrow(() -> Problem.ofStatus(404, "no dataset has this name; /datasets lists them")
                        .exception());
        answers.answer(columns, request, response);
    }
}
