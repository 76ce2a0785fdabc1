package b3.schema.gammaprofile;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Exposures by strike behind one record of gamma levels, whole.
 *
 * @param instrument as in the levels
 * @param scope as in the levels
 * @param oiBasis as in the levels
 * @param session as in the levels
 * @param asOf as in the levels
 * @param strikes ascending
 * @param provenance as in the levels
 */
public record GammaStrikes(
        String instrument,
        String scope,
        String oiBasis,
        LocalDate session,
        Instant asOf,
        List<Strike> strikes,
        Provenance provenance)
        implements MarketRecord {

    /**
     * Exposures at one strike, summed over the expiries in scope.
     *
     * @param strike points
     * @param callGex BRL per 1 %
     * @param putGex BRL per 1 %
     * @param netGex BRL per 1 %
     * @param callOi contracts; shares for stock options
     * @param putOi contracts; shares for stock options
     * @param dex BRL
     * @param vanna BRL of delta per volatility point
     * @param charm BRL of delta per business day
     */
    public record Strike(
            double strike,
            double callGex,
            double putGex,
            double netGex,
            double callOi,
            double putOi,
            double dex,
            double vanna,
            double charm) {}

    public GammaStrikes {
        strikes = List.copyOf(strikes);
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
        return strikes.size();
    }
}
