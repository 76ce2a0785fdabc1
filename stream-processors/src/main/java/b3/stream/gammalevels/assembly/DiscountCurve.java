package b3.stream.gammalevels.assembly;

import b3.schema.rates.RatesCurve;
import java.util.Comparator;
import java.util.List;

/**
 * Discount factors of a curve quoted in percent a year over 252 business days, compounded: DF(du) = (1 + r)^(−du/252) at
 * a vertex, ln DF linear in du between vertices (flat forward), the first and the last vertex's rate outside.
 */
public final class DiscountCurve {

    private final List<RatesCurve.Vertex> vertices;

    DiscountCurve(RatesCurve curve) {
        vertices = curve.vertices().stream()
                .filter(vertex -> vertex.businessDays() > 0)
                .sorted(Comparator.comparingInt(RatesCurve.Vertex::businessDays))
                .toList();
        if (vertices.isEmpty()) {
            throw new IllegalArgumentException("curve " + curve.businessKey() + " has no vertex after its own session");
        }
    }

    /** Value today of one BRL in {@code businessDays} business days, which may be a fraction within a session. */
    double factor(double businessDays) {
        if (businessDays <= 0) {
            return 1;
        }
        RatesCurve.Vertex below = vertices.get(0);
        if (businessDays <= below.businessDays()) {
            return Math.exp(logFactor(below) * businessDays / below.businessDays());
        }
        for (RatesCurve.Vertex above : vertices) {
            if (above.businessDays() >= businessDays) {
                double share = (businessDays - below.businessDays())
                        / Math.max(1, above.businessDays() - below.businessDays());
                return Math.exp(logFactor(below) + share * (logFactor(above) - logFactor(below)));
            }
            below = above;
        }
        return Math.exp(logFactor(below) * businessDays / below.businessDays());
    }

    private static double logFactor(RatesCurve.Vertex vertex) {
        return -Math.log1p(vertex.rate() / 100) * vertex.businessDays() / 252;
    }
}
