package b3.stream.normalize.volsurface;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import b3.schema.document.Reason;
import b3.schema.volsurface.VolSurface.Point;
import b3.stream.normalize.reading.UnreadableFieldException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The points of one surface while its document is read: every expiry and delta once. */
final class SurfacePoints {

    private record Place(
            @Nullable LocalDate expiry,
            @Nullable Integer calendarDays,
            @Nullable String month,
            int delta) {}

    private final Map<Place, Point> points = new LinkedHashMap<>();
    private final Set<Place> contradicted = new HashSet<>();

    /**
     * Takes a point; a point that comes twice counts once, and a point with two different volatilities is rejected.
     */
    void add(Point point) {
        Place place = new Place(point.expiry(), point.calendarDays(), point.contractMonth(), point.delta());
        Point earlier = points.get(place);
        if (earlier == null && !contradicted.contains(place)) {
            points.put(place, point);
        } else if (!point.equals(earlier)) {
            points.remove(place);
            contradicted.add(place);
            throw new UnreadableFieldException(
                    Reason.DUPLICATE_KEY, "the same point twice: " + earlier + " and " + point);
        }
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    /** Every point, by expiry and then delta. */
    List<Point> sorted() {
        return points.values().stream()
                .sorted(comparing(Point::expiry, nullsFirst(naturalOrder()))
                        .thenComparing(Point::calendarDays, nullsFirst(naturalOrder()))
                        .thenComparingInt(Point::delta))
                .toList();
    }
}
