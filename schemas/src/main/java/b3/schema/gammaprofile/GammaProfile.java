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
 * Net exposure repriced over a range of prices, behind one record of gamma levels, whole.
 */
public record GammaProfile(
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

        @Nested("Ascending in price") List<Point> points,
        Provenance provenance)
        implements MarketRecord {

    /**
     * Exposure if the price moved there now, volatilities sticky to strikes.
     */
    public record Point(
            @Column(value = "Price of the reference instrument", unit = "points", key = true)
            double price,

            @Column(value = "Net exposure if the price moved there now", unit = "BRL per 1 %")
            double netGex,

            @Column(value = "Absolute sum of the exposures there", unit = "BRL per 1 %")
            double grossGex) {}

    public GammaProfile {
        points = List.copyOf(points);
    }

    @Override
    @JsonIgnore
    public Instant ts() {
        return asOf;
    }
}
