package b3.schema.gammaprofile;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Net exposure repriced over a range of prices, behind one record of gamma levels, whole.
 *
 * @param instrument as in the levels
 * @param scope as in the levels
 * @param oiBasis as in the levels
 * @param session as in the levels
 * @param asOf as in the levels
 * @param points ascending in price
 * @param provenance as in the levels
 */
public record GammaProfile(
        String instrument,
        String scope,
        String oiBasis,
        LocalDate session,
        Instant asOf,
        List<Point> points,
        Provenance provenance)
        implements MarketRecord {

    /**
     * Exposure if the price moved there now, volatilities sticky to strikes.
     *
     * @param price points
     * @param netGex BRL per 1 %
     * @param grossGex BRL per 1 %
     */
    public record Point(double price, double netGex, double grossGex) {}

    public GammaProfile {
        points = List.copyOf(points);
    }

    @Override
    public String businessKey() {
        return instrument + "|" + scope + "|" + oiBasis + "|" + asOf;
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return asOf;
    }

    @Override
    public int rows() {
        return points.size();
    }
}
