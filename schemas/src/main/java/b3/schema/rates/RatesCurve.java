package b3.schema.rates;

import static b3.schema.columns.Code.CURVE;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import b3.schema.columns.Nested;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One interest-rate curve of one session, whole.
 */
public record RatesCurve(
        @Column(
                value = "Code that the exchange gives to the curve, such as PRE",
                key = true,
                distinct = 512,
                code = CURVE)
        String curve,

        @Column(value = "Session at whose close the curve was valued", key = true)
        LocalDate session,

        @Column(value = "Description that the exchange gives, such as DIxPRE", distinct = 512)
        String name,

        @Nested("Every vertex, nearest first") List<Vertex> vertices,
        Provenance provenance)
        implements MarketRecord {

    /**
     * One vertex.
     */
    public record Vertex(
            @Column(value = "Business days from the session (252-day calendar)", unit = "days", key = true)
            int businessDays,

            @Column(value = "Calendar days from the session", unit = "days", key = true)
            int calendarDays,

            @Column(
                    value =
                            "The rate: PRE compounds over 252 business days, DOL and DOC are linear over 360 days; a curve that is a price (INP: the index) carries the price",
                    unit = "percent a year")
            double rate,

            @Column(
                    value = "Whether the vertex is one of the exchange's fixed terms, not a contract's own date",
                    key = true)
            boolean fixed) {}

    public RatesCurve {
        vertices = List.copyOf(vertices);
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        vertices.forEach(vertex -> figures.put(vertex.calendarDays() + " days", vertex.rate()));
        return figures;
    }
}
