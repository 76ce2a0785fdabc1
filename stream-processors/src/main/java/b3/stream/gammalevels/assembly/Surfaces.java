package b3.stream.gammalevels.assembly;

import b3.schema.calendar.BusinessDays;
import b3.schema.volsurface.VolSurface;
import b3.stream.gamma.inputs.VolatilitySurface;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The exchange's volatility surface, as one flat volatility or by tenor and delta. */
final class Surfaces {

    private static final int LEAST_FLAT_POINTS = 3;

    private Surfaces() {}

    /**
     * The volatility of a surface that has the same volatility at every point, null otherwise. A surface with too few
     * points or a single delta may be truncated and counts as not flat.
     */
    static @Nullable Double flatVolatility(VolSurface surface) {
        boolean whole = surface.points().size() >= LEAST_FLAT_POINTS
                && surface.points().stream()
                                .mapToDouble(VolSurface.Point::delta)
                                .distinct()
                                .count()
                        > 1;
        if (!whole) {
            return null;
        }
        double[] distinct = surface.points().stream()
                .mapToDouble(VolSurface.Point::volatility)
                .distinct()
                .toArray();
        return distinct.length == 1 ? distinct[0] / 100 : null;
    }

    /** The surface as the method takes it: points in fractions, by business days from the session of the surface. */
    static VolatilitySurface of(VolSurface surface, LocalDate session, BusinessDays calendar) {
        Map<Integer, List<VolatilitySurface.Pillar>> tenors = new TreeMap<>();
        for (VolSurface.Point point : surface.points()) {
            Integer days = point.businessDays();
            if (days == null && point.expiry() != null) {
                days = calendar.between(surface.session(), point.expiry());
            }
            if (days != null && days > 0 && point.volatility() > 0) {
                tenors.computeIfAbsent(days, any -> new ArrayList<>())
                        .add(new VolatilitySurface.Pillar(point.delta() / 100.0, point.volatility() / 100));
            }
        }
        return new VolatilitySurface(
                surface.session(),
                surface.session().isBefore(session),
                tenors.entrySet().stream()
                        .map(tenor -> new VolatilitySurface.Tenor(tenor.getKey(), tenor.getValue()))
                        .toList());
    }
}
