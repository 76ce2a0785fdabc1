package b3.sink.gammaprofile;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.gammaprofile.GammaStrikes;
import b3.sink.Row;
import b3.sink.Table;

/** One row per strike of a ladder and revision; a revision is the whole ladder. */
public final class GammaStrikesTable implements Table<GammaStrikes> {

    @Override
    public Dataset<GammaStrikes> dataset() {
        return Datasets.GAMMA_STRIKES;
    }

    @Override
    public void write(GammaStrikes ladder, Row row) {
        for (GammaStrikes.Strike strike : ladder.strikes()) {
            row.begin(ladder)
                    .symbol("instrument", ladder.instrument())
                    .symbol("scope", ladder.scope())
                    .symbol("oi_basis", ladder.oiBasis())
                    .day("session", ladder.session())
                    .number("strike", strike.strike())
                    .number("call_gex", strike.callGex())
                    .number("put_gex", strike.putGex())
                    .number("net_gex", strike.netGex())
                    .number("call_oi", strike.callOi())
                    .number("put_oi", strike.putOi())
                    .number("dex", strike.dex())
                    .number("vanna", strike.vanna())
                    .number("charm", strike.charm())
                    .end();
        }
    }
}
