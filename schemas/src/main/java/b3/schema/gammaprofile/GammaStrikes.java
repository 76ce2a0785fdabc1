package b3.schema.gammaprofile;

import static b3.schema.columns.Code.LEVELS;
import static b3.schema.columns.Code.SCOPE;
import static b3.schema.columns.Descriptions.CHARM;
import static b3.schema.columns.Descriptions.EXPIRIES;
import static b3.schema.columns.Descriptions.GEX;
import static b3.schema.columns.Descriptions.LEVELS_AT;
import static b3.schema.columns.Descriptions.LEVELS_OF;
import static b3.schema.columns.Descriptions.OI_BASIS;
import static b3.schema.columns.Descriptions.OI_SESSION;
import static b3.schema.columns.Descriptions.POSITIONS;
import static b3.schema.columns.Descriptions.VANNA;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import b3.schema.columns.Nested;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Exposures by strike behind one record of gamma levels, whole.
 */
public record GammaStrikes(
        @Column(value = LEVELS_OF, key = true, distinct = 4096, code = LEVELS)
        String instrument,

        @Column(value = EXPIRIES, key = true, distinct = 4096, code = SCOPE)
        String scope,

        @Column(value = OI_BASIS, key = true, oneOf = "TOTAL UNCOVERED")
        String oiBasis,

        @Column(OI_SESSION) LocalDate session,

        @Column(value = LEVELS_AT, key = true, name = "ts") Instant asOf,

        @Nested("The strikes, ascending") List<Strike> strikes,
        Provenance provenance)
        implements MarketRecord {

    /**
     * Exposures at one strike, summed over the expiries in scope.
     */
    public record Strike(
            @Column(value = "Price of the reference instrument at the strike", unit = "points", key = true)
            double strike,

            @Column(value = "Exposure of calls", unit = GEX) double callGex,

            @Column(value = "Exposure of puts", unit = GEX) double putGex,

            @Column(value = "Exposure of calls minus that of puts under the sign convention", unit = GEX)
            double netGex,

            @Column(value = "Open interest of the calls", unit = POSITIONS)
            double callOi,

            @Column(value = "Open interest of the puts", unit = POSITIONS)
            double putOi,

            @Column(value = "Delta exposure", unit = "BRL") double dex,

            @Column(value = "Change of the delta exposure with volatility", unit = VANNA)
            double vanna,

            @Column(value = "Change of the delta exposure with time", unit = CHARM)
            double charm) {}

    public GammaStrikes {
        strikes = List.copyOf(strikes);
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return asOf;
    }
}
