package b3.api.legacy;

import b3.api.http.Problem;
import b3.schema.Datasets;
import b3.schema.calendar.TradingCalendar;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.snapshots.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The members of the old JSON files, with their old Portuguese names. */
final class LegacyObjects {

    private LegacyObjects() {}

    /** {@code ultimo_dado.json}: the latest of everything. */
    static Map<String, @Nullable Object> latest(LegacyRows rows) {
        List<Map<String, @Nullable Object>> snapshots =
                rows.newest(Datasets.SNAPSHOTS, Map.of("kind", Snapshot.Kind.FUTURE.name()));
        List<Map<String, @Nullable Object>> indicators = rows.newestPer(Datasets.INDICATORS, "indicator");
        var collected = LegacyRows.knownAt(
                Stream.concat(snapshots.stream(), indicators.stream()).toList());
        Map<String, Object> settlements = new LinkedHashMap<>();
        snapshots.forEach(row ->
                settlements.put(String.valueOf(row.get("instrument")).toLowerCase(Locale.ROOT), settlement(row)));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("timestamp", collected.map(LegacyText::moment).orElse(null));
        body.put("data_coleta", collected.map(LegacyText::day).orElse(null));
        body.put("hora_coleta", collected.map(LegacyText::clock).orElse(null));
        body.put("status", snapshots.isEmpty() ? "falha" : "sucesso");
        body.put("fonte", "B3");
        body.put("ajustes", settlements);
        body.put(
                "indicadores_financeiros",
                indicators.stream().map(LegacyObjects::indicator).toList());
        body.put("superficie_volatilidade", surface(rows));
        body.putAll(gamma(rows));
        return body;
    }

    /** {@code gamma.json}: the levels of the site. */
    static Map<String, @Nullable Object> gamma(LegacyRows rows) {
        List<Map<String, @Nullable Object>> found =
                rows.newest(Datasets.GAMMA_LEVELS, Map.of("source", GammaLevels.SITE));
        Map<String, @Nullable Object> levels = new LinkedHashMap<>();
        levels.put(
                "timestamp", LegacyRows.knownAt(found).map(LegacyText::moment).orElse(null));
        for (Map<String, @Nullable Object> row : found) {
            Map<String, Object> level = new LinkedHashMap<>();
            level.put("call_wall", level(row.get("callWall")));
            level.put("put_wall", level(row.get("putWall")));
            level.put("gamma_flip", level(row.get("gammaFlip")));
            level.put("status", String.valueOf(row.get("status")));
            levels.put(String.valueOf(row.get("instrument")), level);
        }
        return Map.of("gammalevels", levels);
    }

    /**
     * {@code /status}: when each dataset was last collected.
     *
     * @throws b3.api.http.ProblemException with status 503 if the database does not answer
     */
    static Map<String, @Nullable Object> status(LegacyRows rows) {
        if (!rows.answer()) {
            throw Problem.unavailable("the database does not answer").exception();
        }
        Map<String, Object> datasets = new LinkedHashMap<>();
        Datasets.ALL.forEach(dataset -> {
            Optional<LegacyRows.Collection> last = rows.lastCollection(dataset);
            Map<String, @Nullable Object> collection = new LinkedHashMap<>();
            collection.put("table", dataset.table());
            collection.put("present", last.isPresent());
            collection.put(
                    "last_collection", last.map(LegacyRows.Collection::knownAt).orElse(null));
            datasets.put(dataset.name(), collection);
        });
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("service", "b3-streams");
        body.put("version", "1");
        body.put("status", "ok");
        body.put("timezone", TradingCalendar.SAO_PAULO.getId());
        body.put("datasets", datasets);
        return body;
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

    private static List<Map<String, @Nullable Object>> surface(LegacyRows rows) {
        Map<Object, Map<String, @Nullable Object>> months = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> point : rows.newest(Datasets.VOL_SURFACE, Map.of("asset", "DOL"))) {
            Object label = point.get("contractMonth");
            if (label != null) {
                Map<String, @Nullable Object> month = months.computeIfAbsent(label, LegacyObjects::month);
                month.put(String.valueOf(point.get("deltaBucket")), LegacyText.brazilian(point.get("volatility")));
                month.put("data_atualizacao", LegacyText.slashed(String.valueOf(point.get("updatedAt"))));
            }
        }
        return new ArrayList<>(months.values());
    }

    private static Map<String, @Nullable Object> month(Object label) {
        Map<String, @Nullable Object> month = new LinkedHashMap<>();
        month.put("mes", label);
        LegacyTables.DELTAS.forEach(delta -> month.put("delta_" + delta, null));
        return month;
    }

    private static String level(@Nullable Object level) {
        return level instanceof Double figure ? LegacyText.plain(figure) : "N/A";
    }
}
