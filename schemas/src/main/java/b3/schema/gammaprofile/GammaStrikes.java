package b3.schema.gammaprofile;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Code;
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
        @Column(value = "Instrument of the levels", key = true, distinct = 4096, code = Code.LEVELS)
        String instrument,

        @Column(value = "Expiries covered, as in the levels", key = true, distinct = 4096, code = Code.SCOPE)
        String scope,

        @Column(
                value = "Open interest used: TOTAL or that of UNCOVERED writers",
                key = true,
                oneOf = {"TOTAL", "UNCOVERED"})
        String oiBasis,

        @Column("Session of the open interest") LocalDate session,

        @Column(value = "Moment of the reference price, UTC, as in the levels", key = true, name = "ts")
        Instant asOf,

        @Nested("Ascending") List<Strike> strikes,
        Provenance provenance)
        implements MarketRecord {

    /**
     * Exposures at one strike, summed over the expiries in scope.
     */
    public record Strike(
            @Column(value = "Price of the reference instrument at the strike", unit = "points", key = true)
            double strike,

            @Column(value = "Exposure of calls", unit = "BRL per 1 %")
            double callGex,

            @Column(value = "Exposure of puts", unit = "BRL per 1 %")
            double putGex,

            @Column(value = "Calls minus puts under the sign convention", unit = "BRL per 1 %")
            double netGex,

            @Column(value = "Open calls", unit = "contracts; shares for options on shares")
            double callOi,

            @Column(value = "Open puts", unit = "contracts; shares for options on shares")
            double putOi,

            @Column(value = "Delta exposure", unit = "BRL") double dex,

            @Column(value = "Change of the delta exposure with volatility", unit = "BRL per volatility point")
            double vanna,

            @Column(value = "Change of the delta exposure with time", unit = "BRL per business day")
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
