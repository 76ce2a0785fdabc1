package b3.schema.volsurface;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The implied-volatility surface of one asset in one session, whole: half a surface is not a surface.
 *
 * @param asset {@code DOL}, {@code IBOV}: the underlying whose options the surface prices
 * @param session the session after whose close it was valued
 * @param points every point, by expiry and then delta
 * @param provenance source and time of knowledge
 */
public record VolSurface(String asset, LocalDate session, List<Point> points, Provenance provenance)
        implements MarketRecord {

    /**
     * One point.
     *
     * @param contractMonth contract code of the expiry, {@code X25}; null when the source gives days only
     * @param monthLabel the expiry as the source's page labels it, {@code nov-25}; null when the source gives days only
     * @param expiry expiry date; null when the source gives days only
     * @param businessDays business days from the session to the expiry (252-day calendar); null when not given
     * @param calendarDays calendar days from the session to the expiry; null when not given
     * @param delta call delta in percent: 1, 5, 10, 25, 37, 50, 63, 75, 90, 95, 99
     * @param volatility percent a year on 252 business days, 12.11 = 12.11 %
     */
    public record Point(
            @Nullable String contractMonth,
            @Nullable String monthLabel,
            @Nullable LocalDate expiry,
            @Nullable Integer businessDays,
            @Nullable Integer calendarDays,
            int delta,
            double volatility) {}

    public VolSurface {
        points = List.copyOf(points);
    }

    @Override
    public String businessKey() {
        return asset + "|" + session;
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        for (Point point : points) {
            Object expiry = point.expiry() != null ? point.expiry() : point.businessDays() + " business days";
            figures.put(expiry + " delta " + point.delta(), point.volatility());
        }
        return figures;
    }

    @Override
    public int rows() {
        return points.size();
    }
}
