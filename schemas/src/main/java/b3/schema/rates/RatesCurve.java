package b3.schema.rates;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One interest-rate curve of one session, whole.
 *
 * @param curve the exchange's code, {@code PRE}, {@code DOL}, {@code DOC}
 * @param session the session after whose close it was valued
 * @param name the exchange's description, {@code DIxPRE}
 * @param vertices every vertex, nearest first
 * @param provenance source and time of knowledge
 */
public record RatesCurve(String curve, LocalDate session, String name, List<Vertex> vertices, Provenance provenance)
        implements MarketRecord {

    /**
     * One vertex.
     *
     * @param businessDays business days from the session (252-day calendar)
     * @param calendarDays calendar days from the session
     * @param rate percent a year; PRE compounds over 252 business days, DOL and DOC are linear over 360 days. Curves
     *     that are prices (INP: the index) carry the price
     * @param fixed whether the vertex is one of the exchange's fixed terms, not a contract's own date
     */
    public record Vertex(int businessDays, int calendarDays, double rate, boolean fixed) {}

    public RatesCurve {
        vertices = List.copyOf(vertices);
    }

    @Override
    public String businessKey() {
        return curve + "|" + session;
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        vertices.forEach(vertex -> figures.put(vertex.calendarDays() + " days", vertex.rate()));
        return figures;
    }

    @Override
    public int rows() {
        return vertices.size();
    }
}
