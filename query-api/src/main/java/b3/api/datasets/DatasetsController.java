package b3.api.datasets;

import b3.api.Answers;
import b3.api.QuestDb;
import b3.api.http.Problem;
import b3.api.query.Arguments;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /datasets}: the catalogue. */
@RestController
class DatasetsController {

    private final QuestDb questDb;
    private final Answers answers;
    private final Clock clock;
    private final TradingCalendar calendar = TradingCalendar.load();

    DatasetsController(QuestDb questDb, Answers answers, Clock clock) {
        this.questDb = questDb;
        this.answers = answers;
        this.clock = clock;
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
        if (!questDb.answers()) {
            throw Problem.unavailable("the database does not answer").exception();
        }
        Instant now = clock.instant();
        List<DatasetEntry> data = Datasets.ALL.stream()
                .map(dataset -> DatasetEntry.of(dataset, questDb, now, calendar))
                .toList();
        answers.answer(Map.of("data", data), request, response);
    }
}
