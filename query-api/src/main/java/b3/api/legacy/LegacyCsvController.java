package b3.api.legacy;

import b3.api.http.QueryString;
import b3.api.http.Reply;
import b3.api.query.Arguments;
import b3.schema.Dataset;
import b3.schema.Datasets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The old CSV files, oldest row first. */
@RestController
class LegacyCsvController {

    private static final String CSV = "text/csv;header=present;charset=utf-8";
    private static final String RECONSTRUCTION =
            "The old system's file, oldest row first, with the columns that are attested; the newest 100,000 points.";
    private static final List<String> INSTRUMENTS = List.of("DDI", "DI1", "DOL");
    private static final List<String> INDICATORS =
            List.of("taxa_selic", "dif_oper_casada", "dolar_cupom_limpo", "taxa_sofr");
    private static final List<String> BUCKETS = List.of("dxy_08h50", "dxy_08h55", "dxy_09h00");
    private static final List<String> DELTAS = Stream.of(1, 5, 10, 25, 37, 50, 63, 75, 90, 95, 99)
            .map(delta -> "delta_" + delta)
            .toList();

    private final LegacyRows rows;

    LegacyCsvController(LegacyRows rows) {
        this.rows = rows;
    }

    @Operation(
            summary = "The old `ajustes_b3.csv`: a row a session, DDI, DI1 and DOL side by side",
            description = RECONSTRUCTION)
    @ApiResponse(
            responseCode = "200",
            description = "CSV",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @GetMapping("/ajustes_b3.csv")
    void settlements(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> title = new ArrayList<>(List.of("data", "hora"));
        for (String instrument : INSTRUMENTS) {
            String prefix = instrument.toLowerCase(Locale.ROOT);
            title.addAll(
                    List.of(prefix + "_vencimento", prefix + "_preco_numerico", prefix + "_preco_anterior_numerico"));
        }
        title.add("status");
        send(
                request,
                response,
                title,
                () -> groups(
                        Datasets.SNAPSHOTS,
                        Map.of("instrument", String.join(",", INSTRUMENTS)),
                        row -> String.valueOf(row.get("session")),
                        session -> {
                            List<@Nullable Object> line = head(session, "session");
                            for (String instrument : INSTRUMENTS) {
                                Map<String, @Nullable Object> row = of(session, "instrument", instrument);
                                line.addAll(Arrays.asList(
                                        row.get("contractMonth"),
                                        row.get("priceSettlement"),
                                        row.get("priceSettlementPrev")));
                            }
                            line.add(session.get(0).get("status"));
                            return line;
                        }));
    }

    @Operation(
            summary = "The old `indicadores_b3.csv`: a row a reference date, a column an indicator",
            description = RECONSTRUCTION)
    @ApiResponse(
            responseCode = "200",
            description = "CSV",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @GetMapping("/indicadores_b3.csv")
    void indicators(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> title = new ArrayList<>(List.of("data", "hora"));
        title.addAll(INDICATORS);
        send(
                request,
                response,
                title,
                () -> groups(
                        Datasets.INDICATORS,
                        Map.of("indicator", String.join(",", INDICATORS)),
                        row -> String.valueOf(row.get("updatedAt")),
                        date -> {
                            List<@Nullable Object> line = head(date, "updatedAt");
                            INDICATORS.forEach(indicator ->
                                    line.add(of(date, "indicator", indicator).get("value")));
                            return line;
                        }));
    }

    @Operation(
            summary = "The old `superficie_volatilidade_b3.csv`: a row an expiry of the dollar surface",
            description = RECONSTRUCTION)
    @ApiResponse(
            responseCode = "200",
            description = "CSV",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @GetMapping("/superficie_volatilidade_b3.csv")
    void surface(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> title = new ArrayList<>(List.of("data", "hora", "mes"));
        title.addAll(DELTAS);
        title.add("data_atualizacao");
        send(
                request,
                response,
                title,
                () -> groups(
                        Datasets.VOL_SURFACE,
                        Map.of("asset", "DOL"),
                        row -> row.get("contractMonth") == null
                                ? ""
                                : row.get("updatedAt") + "|" + row.get("contractMonth"),
                        month -> {
                            List<@Nullable Object> line = head(month, "updatedAt");
                            line.add(month.get(0).get("contractMonth"));
                            DELTAS.forEach(delta ->
                                    line.add(of(month, "deltaBucket", delta).get("volatility")));
                            line.add(LegacyText.slashed(
                                    String.valueOf(month.get(0).get("updatedAt"))));
                            return line;
                        }));
    }

    @Operation(
            summary = "The old `dxy_coleta.csv`: a row a session, the three buckets side by side",
            description = RECONSTRUCTION)
    @ApiResponse(
            responseCode = "200",
            description = "CSV",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @GetMapping("/dxy_coleta.csv")
    void dxy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> title = new ArrayList<>(List.of("data"));
        title.addAll(BUCKETS);
        title.add("fonte");
        BUCKETS.forEach(bucket -> title.add(bucket.replace("dxy", "status")));
        send(
                request,
                response,
                title,
                () -> groups(
                        Datasets.DXY,
                        Map.of("bucket", String.join(",", BUCKETS)),
                        row -> String.valueOf(row.get("session")),
                        session -> {
                            List<@Nullable Object> line = new ArrayList<>();
                            line.add(LegacyText.dashed(
                                    String.valueOf(session.get(0).get("session"))));
                            BUCKETS.forEach(bucket -> line.add(LegacyText.signed(
                                    of(session, "bucket", bucket).get("value"))));
                            line.add("Yahoo Finance");
                            BUCKETS.forEach(bucket ->
                                    line.add(of(session, "bucket", bucket).get("value") == null ? "falha" : "sucesso"));
                            return line;
                        }));
    }

    /** Rows that belong to one line of the file, in the order of the file. */
    private List<List<@Nullable Object>> groups(
            Dataset<?> dataset,
            Map<String, String> given,
            Function<Map<String, @Nullable Object>, String> key,
            Function<List<Map<String, @Nullable Object>>, List<@Nullable Object>> line) {
        Map<String, List<Map<String, @Nullable Object>>> groups = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : rows.all(dataset, given)) {
            groups.computeIfAbsent(key.apply(row), one -> new ArrayList<>()).add(row);
        }
        groups.remove("");
        return groups.values().stream().map(line).toList();
    }

    /** Date of the figures and time of day at which the last of them became known. */
    private static List<@Nullable Object> head(List<Map<String, @Nullable Object>> group, String date) {
        Instant known = LegacyRows.knownAt(group).orElseThrow();
        return new ArrayList<>(
                List.of(LegacyText.dashed(String.valueOf(group.get(0).get(date))), LegacyText.clock(known)));
    }

    private static Map<String, @Nullable Object> of(
            List<Map<String, @Nullable Object>> group, String field, String value) {
        return group.stream()
                .filter(row -> value.equals(row.get(field)))
                .findFirst()
                .orElse(Map.of());
    }

    private static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            List<String> title,
            Supplier<List<List<@Nullable Object>>> lines)
            throws IOException {
        Arguments.read(List.of(), QueryString.of(request));
        String body = Stream.concat(
                        Stream.of(String.join(",", title)), lines.get().stream().map(line -> line.stream()
                                .map(LegacyCsvController::cell)
                                .collect(Collectors.joining(","))))
                .collect(Collectors.joining("\n", "", "\n"));
        Reply.send(request, response, CSV, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double figure ? LegacyText.plain(figure) : value.toString();
    }
}
