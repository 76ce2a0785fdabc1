package b3.stream.normalize.rates;

import b3.schema.document.Reason;
import b3.schema.rates.RatesCurve.Vertex;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The vertices of one curve while its file is read. */
final class CurveLines {

    private final String name;
    private final TreeMap<Integer, Vertex> byCalendarDays = new TreeMap<>();
    private final Set<Integer> contradicted = new HashSet<>();

    CurveLines(String name) {
        this.name = name;
    }

    /** The exchange's description. */
    String name() {
        return name;
    }

    /** Takes a vertex; a vertex that comes twice counts once, and a vertex with two different rates is rejected. */
    void add(Vertex vertex) {
        Vertex earlier = byCalendarDays.get(vertex.calendarDays());
        if (earlier == null && !contradicted.contains(vertex.calendarDays())) {
            byCalendarDays.put(vertex.calendarDays(), vertex);
        } else if (!vertex.equals(earlier)) {
            byCalendarDays.remove(vertex.calendarDays());
            contradicted.add(vertex.calendarDays());
            throw new UnreadableFieldException(
                    Reason.DUPLICATE_KEY, "the same vertex twice: " + earlier + " and " + vertex);
        }
    }

    boolean isEmpty() {
        return byCalendarDays.isEmpty();
    }

    /** Every vertex, nearest first. */
    List<Vertex> vertices() {
        return List.copyOf(byCalendarDays.values());
    }
}
