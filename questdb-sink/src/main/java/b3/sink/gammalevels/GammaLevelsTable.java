package b3.sink.gammalevels;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Json;
import b3.schema.gammalevels.GammaLevels;
import b3.schema.gammalevels.GammaLevels.Exposures;
import b3.schema.gammalevels.GammaLevels.Inputs;
import b3.schema.gammalevels.GammaLevels.Levels;
import b3.sink.Row;
import b3.sink.Table;

/** One row per instrument, kind of levels, scope, basis, moment and revision. Every figure has a column; what has no fixed
 * shape is JSON text. */
public final class GammaLevelsTable implements Table<GammaLevels> {

    @Override
    public Dataset<GammaLevels> dataset() {
        return Datasets.GAMMA_LEVELS;
    }

    @Override
    public void write(GammaLevels levels, Row row) {
        Exposures exposures = levels.exposures();
        Inputs inputs = levels.inputs();
        row.begin(levels)
                .symbol("instrument", levels.instrument())
                .symbol("level_source", levels.source())
                .symbol("scope", levels.scope())
                .symbol("oi_basis", levels.oiBasis())
                .symbol("status", levels.status())
                .label("quality", levels.quality());
        if (exposures != null) {
            row.symbol("regime", exposures.regime());
        }
        if (inputs != null) {
            row.symbol("reference_instrument", inputs.referenceInstrument())
                    .symbol("anchor", inputs.anchor())
                    .symbol("method_version", inputs.methodVersion());
        }
        row.day("session", levels.session());
        write(row.required("levels", levels.levels()), row);
        if (exposures != null) {
            write(exposures, row);
        }
        if (inputs != null) {
            write(inputs, row);
        }
        row.text("reasons", Json.text(levels.reasons()))
                .text("raw_payload", levels.rawPayload())
                .end();
    }

    private static void write(Levels levels, Row row) {
        row.number("call_wall", levels.callWall())
                .number("put_wall", levels.putWall())
                .number("gamma_flip", levels.gammaFlip())
                .number("call_wall_any", levels.callWallAny())
                .number("put_wall_any", levels.putWallAny())
                .number("call_wall_oi", levels.callWallOi())
                .number("put_wall_oi", levels.putWallOi())
                .number("abs_gamma_strike", levels.absGammaStrike())
                .number("max_pos_strike", levels.maxPosStrike())
                .number("max_neg_strike", levels.maxNegStrike())
                .number("gamma_flip_cumulative", levels.gammaFlipCumulative())
                .number("max_pain", levels.maxPain())
                .text("flips", Json.text(levels.flips()));
    }

    private static void write(Exposures exposures, Row row) {
        row.number("net_gex", exposures.netGex())
                .number("call_gex", exposures.callGex())
                .number("put_gex", exposures.putGex())
                .number("gross_gex", exposures.grossGex())
                .number("gamma_tilt", exposures.gammaTilt())
                .number("put_call_gamma_ratio", exposures.putCallGammaRatio())
                .number("net_contracts_per_1pct", exposures.netContractsPer1Pct())
                .number("dex", exposures.dex())
                .number("vanna", exposures.vanna())
                .number("charm", exposures.charm())
                .number("atm_vol", exposures.atmVol())
                .number("expected_move", exposures.expectedMove())
                .number("next_expiry_share", exposures.nextExpiryShare());
    }

    private static void write(Inputs inputs, Row row) {
        row.number("spot", inputs.spot())
                .number("oi_coverage", inputs.oiCoverage())
                .whole("rows_in", inputs.rowsIn())
                .whole("rows_used", inputs.rowsUsed())
                .day("valuation_date", inputs.valuationDate())
                .day("oi_date", inputs.oiDate())
                .text("sign_convention", inputs.signConvention())
                .text("inputs", Json.text(inputs));
    }
}
