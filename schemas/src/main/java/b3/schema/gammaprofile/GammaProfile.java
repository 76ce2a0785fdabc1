package b3.schema.gammaprofile;

import static b3.schema.columns.Code.LEVELS;
import static b3.schema.columns.Code.SCOPE;
import static b3.schema.columns.Descriptions.EXPIRIES;
import static b3.schema.columns.Descriptions.GEX;
import static b3.schema.columns.Descriptions.LEVELS_AT;
import static b3.schema.columns.Descriptions.LEVELS_OF;
import static b3.schema.columns.Descriptions.OI_BASIS;
import static b3.schema.columns.Descriptions.OI_SESSION;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
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
        @Column(value = LEVELS_OF, key = true, distinct = 4096, code = LEVELS)
        String instrument,

        @Column(value = EXPIRIES, key = true, distinct = 4096, code = SCOPE)
        String scope,

        @Column(value = OI_BASIS, key = true, oneOf = "TOTAL UNCOVERED")
        String oiBasis,

        @Column(OI_SESSION) LocalDate session,

        @Column(value = LEVELS_AT, key = true, name = "ts") Instant asOf,

        @Nested("The points, ascending in price") List<Point> points,
        Provenance provenance)
        implements MarketRecord {

    /**
     * Exposure if the price moved there at once and every strike kept its volatility.
     */
    public record Point(
            @Column(value = "Price of the reference instrument", unit = "points", key = true)
            double price,

            @Column(value = "Net exposure if the price moved there at once", unit = GEX)
            double netGex,

            @Column(value = "Sum of the absolute exposures at that price", unit = GEX)
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
