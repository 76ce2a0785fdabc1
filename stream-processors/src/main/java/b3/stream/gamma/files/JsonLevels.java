package b3.stream.gamma.files;

import b3.stream.gamma.result.GammaResult;
import b3.stream.gamma.result.GammaResult.ScopeResult;
import b3.stream.gamma.result.Levels;
import b3.stream.gamma.result.Levels.OiBasis;
import b3.stream.gamma.result.Scope;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the levels of a file's chain as JSON; {@link GammaFile#write} documents it. */
final class JsonLevels {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final GammaResult result;
    private final ScopeResult all;

    JsonLevels(GammaResult result) {
        this.result = result;
        this.all = result.find(Scope.ALL, OiBasis.TOTAL).orElseThrow();
    }

    String toText() {
        Levels levels = all.levels();
        ObjectNode root = MAPPER.createObjectNode();
        writeLevels(root.putObject("levels"), levels);
        writeTotals(root.putObject("totals"), levels);
        root.put("regime", levels.regime().label());
        each(root, "flips", levels.flips(), (node, flip) -> {
            put(node, "level", flip.price());
            node.put("direction", flip.direction().name());
            put(node, "gross_gex", flip.grossGex());
        });
        ObjectNode coverage = root.putObject("coverage");
        coverage.put("rows_in", levels.rowsIn());
        coverage.put("rows_used", levels.rowsUsed());
        put(coverage, "oi_coverage", levels.oiCoverage());
        each(
                root,
                "excluded",
                result.excluded().stream()
                        .filter(row -> row.oiBasis() == OiBasis.TOTAL)
                        .toList(),
                (node, row) -> {
                    node.put("ticker", row.id());
                    node.put("index", row.index());
                    node.put("reason", row.reason().name());
                });
        writeStrikes(root);
        writeExpiries(root);
        each(root, "profile", all.profile(), (node, point) -> {
            put(node, "x", point.move());
            put(node, "level", point.price());
            put(node, "net_gex", point.netGex());
            put(node, "gross_gex", point.grossGex());
        });
        writeOptions(root);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void writeLevels(ObjectNode node, Levels levels) {
        put(node, "call_wall", levels.callWall());
        put(node, "put_wall", levels.putWall());
        put(node, "call_wall_any", levels.callWallAny());
        put(node, "put_wall_any", levels.putWallAny());
        put(node, "call_wall_oi", levels.callWallOi());
        put(node, "put_wall_oi", levels.putWallOi());
        put(node, "abs_gamma_strike", levels.absGammaStrike());
        put(node, "max_pos_strike", levels.maxPosStrike());
        put(node, "max_neg_strike", levels.maxNegStrike());
        put(node, "gamma_flip", levels.gammaFlip());
        put(node, "gamma_flip_cumulative", levels.gammaFlipCumulative());
    }

    private void writeTotals(ObjectNode node, Levels levels) {
        put(node, "call_gex", orZero(levels.callGex()));
        put(node, "put_gex", orZero(levels.putGex()));
        put(node, "gross_gex", orZero(levels.grossGex()));
        put(node, "dex", orZero(levels.dex()));
        put(node, "vanna", orZero(levels.vanna()));
        put(node, "charm", orZero(levels.charm()));
        put(node, "net_gex", orZero(levels.netGex()));
        put(node, "gamma_tilt", levels.gammaTilt());
        if (result.snapshot().hedgeMultiplier() != null) {
            put(node, "net_contracts_per_1pct", orZero(levels.netContractsPer1Pct()));
            put(node, "net_contracts_per_point", orZero(levels.netContractsPerPoint()));
        }
    }

    private void writeStrikes(ObjectNode root) {
        each(root, "per_strike", all.strikes(), (node, exposure) -> {
            put(node, "strike", exposure.strike());
            put(node, "call_gex", exposure.callGex());
            put(node, "put_gex", exposure.putGex());
            put(node, "net_gex", exposure.netGex());
            put(node, "abs_gex", exposure.absGex());
            put(node, "call_oi", exposure.callOi());
            put(node, "put_oi", exposure.putOi());
            put(node, "dex", exposure.dex());
            put(node, "vanna", exposure.vanna());
            put(node, "charm", exposure.charm());
        });
    }

    private void writeExpiries(ObjectNode root) {
        each(root, "per_expiry", all.expiries(), (node, expiry) -> {
            node.put("expiry", expiry.expiry().toString());
            node.put("bd", expiry.businessDays());
            put(node, "t", expiry.years());
            put(node, "df", expiry.discountFactor());
            put(node, "forward", expiry.forward());
            put(node, "call_gex", expiry.callGex());
            put(node, "put_gex", expiry.putGex());
            put(node, "net_gex", expiry.netGex());
            put(node, "gross_gex", expiry.grossGex());
            put(node, "share", expiry.share());
            put(node, "max_pain", expiry.maxPain());
            put(node, "atm_vol", expiry.atmVol());
            put(node, "expected_move", expiry.expectedMove());
            put(node, "call_oi", expiry.callOi());
            put(node, "put_oi", expiry.putOi());
        });
    }

    private void writeOptions(ObjectNode root) {
        each(
                root,
                "per_option",
                result.options().stream()
                        .filter(row -> row.oiBasis() == OiBasis.TOTAL)
                        .toList(),
                (node, row) -> {
                    node.put("ticker", row.id());
                    node.put("index", row.index());
                    put(node, "iv", row.volatility());
                    node.put("iv_source", row.ivSource().name());
                    put(node, "delta", row.delta());
                    put(node, "gamma", row.gamma());
                    put(node, "gex", row.gex());
                });
    }

    private static <T> void each(ObjectNode root, String field, Iterable<T> items, BiConsumer<ObjectNode, T> writer) {
        ArrayNode array = root.putArray(field);
        items.forEach(item -> writer.accept(array.addObject(), item));
    }

    private static Double orZero(@Nullable Double value) {
        return value == null ? 0.0 : value;
    }

    /** A number or null; a zero has no sign. */
    private static void put(ObjectNode node, String field, @Nullable Double value) {
        if (value == null) {
            node.putNull(field);
        } else {
            node.put(field, value + 0.0);
        }
    }
}
