package b3.api.overview;

import b3.api.Answers;
import b3.api.queries.Queries;
import b3.api.query.Arguments;
import b3.api.query.Freshness;
import b3.api.query.Query;
import b3.api.read.Pages;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import b3.schema.snapshots.Snapshot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /overview}: the newest snapshot of a future, indicator, gamma levels and dollar index of each key. */
@RestController
class OverviewController {

    /** The indicators have a list of their own. */
    private static final Map<String, String[]> FUTURES = Map.of("kind", new String[] {Snapshot.Kind.FUTURE.name()});

    private final Answers answers;
    private final Pages pages;
    private final Clock clock;
    private final TradingCalendar calendar = TradingCalendar.load();

    OverviewController(Answers answers, Pages pages, Clock clock) {
        this.answers = answers;
        this.pages = pages;
        this.clock = clock;
    }

    @Operation(
            summary = "The newest snapshots, indicators, gamma levels and dollar index, with age and freshness",
            description =
                    "Each element has the fields of its own endpoint and `ageMinutes`, whole minutes since the figures"
                            + " became known, and `freshness`, judged by the exchange's calendar: `fresh` when its session is the"
                            + " newest that is due (by 07:00 in São Paulo of the session after it), `stale` when it is older,"
                            + " `unknown` beyond the calendar.")
    @ApiResponse(
            responseCode = "200",
            description = "`{\"data\":{\"snapshots\":[…],\"indicators\":[…],\"gammaLevels\":[…],\"dxy\":[…]}}`")
    @GetMapping("/overview")
    void overview(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arguments.read(List.of(), request.getParameterMap());
        Instant now = clock.instant();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("snapshots", newest(Queries.of(Datasets.SNAPSHOTS), FUTURES, "session", now));
        data.put(
                "indicators",
                newest(Queries.of(Datasets.INDICATORS).answeringLatest("ts", "indicator"), Map.of(), "updatedAt", now));
        data.put("gammaLevels", newest(Queries.of(Datasets.GAMMA_LEVELS), Map.of(), "session", now));
        data.put("dxy", newest(Queries.of(Datasets.DXY), Map.of(), "session", now));
        answers.answer(Map.of("data", data), request, response);
    }

    private List<Map<String, @Nullable Object>> newest(
            Query query, Map<String, String[]> asked, String session, Instant now) {
        List<Map<String, @Nullable Object>> elements = new ArrayList<>();
        for (Map<String, @Nullable Object> row :
                pages.read(query, query.arguments(asked)).rows()) {
            Map<String, @Nullable Object> element = new LinkedHashMap<>(row);
            Instant knownAt = Instant.parse(String.valueOf(row.get("knownAt")));
            element.put("ageMinutes", Math.max(0, Duration.between(knownAt, now).toMinutes()));
            LocalDate of = LocalDate.parse(String.valueOf(row.get(session)));
            element.put("freshness", Freshness.of(of, now, calendar).toString());
            elements.add(element);
        }
        return elements;
    }
}
