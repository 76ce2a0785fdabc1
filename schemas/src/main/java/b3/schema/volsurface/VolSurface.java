package b3.schema.volsurface;

import static b3.schema.columns.Code.CONTRACT_MONTH;
import static b3.schema.columns.Code.UNDERLYING;
import static b3.schema.columns.Descriptions.NOT_GIVEN;

import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.columns.Column;
import b3.schema.columns.Nested;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The implied-volatility surface of one asset in one session, whole: half a surface is not a surface.
 */
public record VolSurface(
        @Column(
                value = "Underlying whose options the surface prices, such as DOL or IBOV",
                key = true,
                distinct = 64,
                code = UNDERLYING)
        String asset,

        @Column(value = "Session at whose close the surface was valued", key = true)
        LocalDate session,

        @Nested("Every point, by expiry and then delta") List<Point> points,
        Provenance provenance)
        implements MarketRecord {

    /**
     * One point.
     */
    public record Point(
            @Column(
                    value = "Contract month of the expiry, such as X25",
                    orNull = "when the source gives days only",
                    key = true,
                    field = "contract",
                    distinct = 512,
                    code = CONTRACT_MONTH)
            @Nullable
            String contractMonth,

            @Column(
                    value = "Expiry as the exchange's page labels it, such as nov-25",
                    orNull = "when the source gives days only",
                    field = "contractMonth",
                    distinct = 512)
            @Nullable
            String monthLabel,

            @Column(value = "Expiry date", orNull = "when the source gives days only", key = true) @Nullable
            LocalDate expiry,

            @Column(
                    value = "Business days from the session to the expiry (252-day calendar)",
                    unit = "days",
                    orNull = NOT_GIVEN,
                    key = true)
            @Nullable
            Integer businessDays,

            @Column(
                    value = "Calendar days from the session to the expiry",
                    unit = "days",
                    orNull = NOT_GIVEN,
                    key = true)
            @Nullable
            Integer calendarDays,

            @Column(value = "Call delta: 1, 5, 10, 25, 37, 50, 63, 75, 90, 95 or 99", unit = "percent", key = true)
            int delta,

            @Column(value = "Implied volatility on 252 business days: 12.11 is 12.11 %", unit = "percent a year")
            double volatility) {}

    public VolSurface {
        points = List.copyOf(points);
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
}
