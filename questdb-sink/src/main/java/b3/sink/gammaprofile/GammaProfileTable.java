package b3.sink.gammaprofile;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.gammaprofile.GammaProfile;
import b3.sink.Row;
import b3.sink.Table;

/** One row per price of a curve and revision; a revision is the whole curve. */
public final class GammaProfileTable implements Table<GammaProfile> {

    @Override
    public Dataset<GammaProfile> dataset() {
        return Datasets.GAMMA_PROFILE;
    }

    @Override
    public void write(GammaProfile profile, Row row) {
        for (GammaProfile.Point point : profile.points()) {
            row.begin(profile)
                    .symbol("instrument", profile.instrument())
                    .symbol("scope", profile.scope())
                    .symbol("oi_basis", profile.oiBasis())
                    .day("session", profile.session())
                    .number("price", point.price())
                    .number("net_gex", point.netGex())
                    .number("gross_gex", point.grossGex())
                    .end();
        }
    }
}
