package b3.api.legacy;

import b3.api.Answers;
import b3.api.QuestDb;
import b3.api.http.Problem;
import b3.api.http.ProblemException;
import b3.api.http.QueryString;
import b3.api.query.Arguments;
import b3.api.query.Moment;
import b3.api.query.Statement;
import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.snapshots.Snapshot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The old JSON files: {@code GET /ultimo-dado}, {@code GET /gamma}, {@code GET /status}. */
@RestController
class LegacyJsonController {

    private static final String RECONSTRUCTION =
            "The old system's file, reconstructed: no literal sample of it is left.";
    private static final List<Integer> DELTAS = List.of(1, 5, 10, 25, 37, 50, 63, 75, 90, 95, 99);

    private final LegacyRows rows;
    private final Answers answers;
    private final QuestDb questDb;

    LegacyJsonController(LegacyRows rows, Answers answers, QuestDb questDb) {
        this.rows = rows;
        this.answers = answers;
        this.questDb = questDb;
    }

    @Operation(
            summary = "The old `ultimo_dado.json`: latest settlements, indicators, dollar surface and gamma levels",
            description = RECONSTRUCTION + " Attested are `timestamp`, `data_coleta`, `hora_coleta`, `vencimento`,"
                    + " `preco_numerico`, `preco_anterior_numerico`, `indicadores_financeiros`, `superficie_volatilidade`"
                    + " with `mes`, `delta_1` and so on, `data_atualizacao` and `gammalevels`. Times are São Paulo's.")
    @ApiResponse(responseCode = "200", description = "One object")
    @GetMapping("/ultimo-dado")
    void latest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arguments.read(List.of(), QueryString.of(request));
        List<Map<String, @Nullable Object>> snapshots =
                rows.newest(Datasets.SNAPSHOTS, Map.of("kind", Snapshot.Kind.FUTURE.name()));
        List<Map<String, @Nullable Object>> indicators = rows.newestPer(Datasets.INDICATORS, "indicator");
        Optional<Instant> collected = LegacyRows.knownAt(
                Stream.concat(snapshots.stream(), indicators.stream()).toList());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("timestamp", collected.map(LegacyText::moment).orElse(null));
        body.put("data_coleta", collected.map(LegacyText::day).orElse(null));
        body.put("hora_coleta", collected.map(LegacyText::clock).orElse(null));
        body.put("status", snapshots.isEmpty() ? "falha" : "sucesso");
        body.put("fonte", "B3");
        Map<String, Object> settlements = new LinkedHashMap<>();
        snapshots.forEach(row ->
                settlements.put(String.valueOf(row.get("instrument")).toLowerCase(Locale.ROOT), settlement(row)));
        body.put("ajustes", settlements);
        body.put(
                "indicadores_financeiros",
                indicators.stream().map(LegacyJsonController::indicator).toList());
        body.put("superficie_volatilidade", surface());
        body.put("gammalevels", gammaLevels());
        answers.answer(body, request, response);
    }

    @Operation(
            summary = "The old `gamma.json`: the vendor's latest gamma levels",
            description =
                    RECONSTRUCTION + " Attested are `gammalevels.timestamp`, the instruments as keys, and that levels"
                            + " are text, `N/A` where there is none. For computed levels, units and reasons use `/gamma-levels`.")
    @ApiResponse(responseCode = "200", description = "`{\"gammalevels\":{…}}`")
    @GetMapping("/gamma")
    void gamma(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arguments.read(List.of(), QueryString.of(request));
        answers.answer(Map.of("gammalevels", gammaLevels()), request, response);
    }

    @Operation(
            summary = "The old `/status`: service, time zone and the last collection of each dataset",
            description = RECONSTRUCTION + " Whether the system is well tells `/health`.")
    @ApiResponse(responseCode = "200", description = "One object")
    @GetMapping("/status")
    void status(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Arguments.read(List.of(), QueryString.of(request));
        if (!questDb.answers()) {
            throw Problem.unavailable("the database does not answer").exception();
        }
        Map<String, Object> datasets = new LinkedHashMap<>();
        Datasets.ALL.forEach(dataset -> datasets.put(dataset.name(), collection(dataset)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("service", "b3-streams");
        body.put("version", "1");
        body.put("status", "ok");
        body.put("timezone", TradingCalendar.SAO_PAULO.getId());
        body.put("datasets", datasets);
        answers.answer(body, request, response);
    }

    private Map<String, @Nullable Object> collection(Dataset<?> dataset) {
        Map<String, @Nullable Object> collection = new LinkedHashMap<>();
        collection.put("table", dataset.table());
        try {
            Object last = questDb.row("/status", Statement.of("select max(known_at) last from " + dataset.logTable()))
                    .get("last");
            collection.put("present", true);
            collection.put("last_collection", last instanceof Instant instant ? Moment.print(instant) : null);
        } catch (ProblemException e) {
            collection.put("present", false);
            collection.put("last_collection", null);
        }
        return collection;
    }

    private static Map<String, @Nullable Object> settlement(Map<String, @Nullable Object> snapshot) {
        Map<String, @Nullable Object> settlement = new LinkedHashMap<>();
        settlement.put("vencimento", snapshot.get("contractMonth"));
        settlement.put("preco", LegacyText.brazilian(snapshot.get("priceSettlement")));
        settlement.put("preco_numerico", snapshot.get("priceSettlement"));
        settlement.put("preco_anterior", LegacyText.brazilian(snapshot.get("priceSettlementPrev")));
        settlement.put("preco_anterior_numerico", snapshot.get("priceSettlementPrev"));
        return settlement;
    }

    private static Map<String, @Nullable Object> indicator(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> indicator = new LinkedHashMap<>();
        indicator.put("nome", row.get("name"));
        indicator.put("valor", row.get("displayValue"));
        indicator.put("valor_numerico", row.get("value"));
        indicator.put("data_atualizacao", LegacyText.slashed(String.valueOf(row.get("updatedAt"))));
        return indicator;
    }

    private List<Map<String, @Nullable Object>> surface() {
        Map<Object, Map<String, @Nullable Object>> months = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> point : rows.newest(Datasets.VOL_SURFACE, Map.of("asset", "DOL"))) {
            Object label = point.get("contractMonth");
            if (label != null) {
                Map<String, @Nullable Object> month = months.computeIfAbsent(label, LegacyJsonController::month);
                month.put(String.valueOf(point.get("deltaBucket")), LegacyText.brazilian(point.get("volatility")));
                month.put("data_atualizacao", LegacyText.slashed(String.valueOf(point.get("updatedAt"))));
            }
        }
        return new ArrayList<>(months.values());
    }

    private static Map<String, @Nullable Object> month(Object label) {
        Map<String, @Nullable Object> month = new LinkedHashMap<>();
        month.put("mes", label);
        DELTAS.forEach(delta -> month.put("delta_" + delta, null));
        return month;
    }

    private Map<String, @Nullable Object> gammaLevels() {
        List<Map<String, @Nullable Object>> vendors =
                rows.newest(Datasets.GAMMA_LEVELS, Map.of("source", GammaLevels.SITE));
        Map<String, @Nullable Object> levels = new LinkedHashMap<>();
        levels.put(
                "timestamp", LegacyRows.knownAt(vendors).map(LegacyText::moment).orElse(null));
        for (Map<String, @Nullable Object> row : vendors) {
            Map<String, Object> level = new LinkedHashMap<>();
            level.put("call_wall", text(row.get("callWall")));
            level.put("put_wall", text(row.get("putWall")));
            level.put("gamma_flip", text(row.get("gammaFlip")));
            level.put("status", String.valueOf(row.get("status")));
            levels.put(String.valueOf(row.get("instrument")), level);
        }
        return levels;
    }

    private static String text(@Nullable Object level) {
        return level instanceof Double figure ? LegacyText.plain(figure) : "N/A";
    }
}
