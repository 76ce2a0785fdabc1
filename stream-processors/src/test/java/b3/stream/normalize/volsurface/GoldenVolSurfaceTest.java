package b3.stream.normalize.volsurface;

import static b3.stream.normalize.RealDocuments.golden;
import static b3.stream.normalize.RealDocuments.normalize;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.MarketRecord;
import b3.schema.volsurface.VolSurface;
import b3.schema.volsurface.VolSurface.Point;
import b3.stream.normalize.reading.Normalized;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GoldenVolSurfaceTest {

    private static final Map<String, String> ASSETS = Map.of("DL", "DOL", "IN", "IBOV", "TS", "IDI");

    @ParameterizedTest
    @ValueSource(strings = {"b3-vol-surface-captures", "b3-dollar-vol-surface"})
    void readsEverySurfaceOfACapture(String feed) {
        Normalized found = normalize(feed, "vol_surface/SupVol_20140812.txt");
        JsonNode golden = golden("vol_surface.json").get("SupVol");
        Map<String, VolSurface> surfaces = found.records().stream()
                .map(VolSurface.class::cast)
                .collect(Collectors.toMap(VolSurface::asset, Function.identity()));
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(LocalDate.of(2014, 8, 12));
        assertThat(found.records().stream().mapToInt(MarketRecord::rows).sum())
                .isEqualTo(golden.get("rows").intValue());
        assertThat(surfaces).hasSize(golden.get("families").size());
        golden.get("families").properties().forEach(family -> {
            String asset = ASSETS.getOrDefault(family.getKey(), family.getKey());
            assertThat(Objects.requireNonNull(surfaces.get(asset), asset).points())
                    .hasSize(family.getValue().intValue());
        });
        assertThat(Objects.requireNonNull(surfaces.get("DOL")).points()).isEqualTo(points(golden.get("dollar")));
        assertThat(Objects.requireNonNull(surfaces.get("IBOV")).points()).isEqualTo(points(golden.get("ibov")));
    }

    private static List<Point> points(JsonNode expiries) {
        List<Point> points = new ArrayList<>();
        for (JsonNode expiry : expiries) {
            for (int delta : new int[] {1, 10, 25, 37, 50, 63, 75, 90, 99}) {
                points.add(new Point(
                        null,
                        null,
                        null,
                        expiry.get("du").intValue(),
                        expiry.get("dc").intValue(),
                        delta,
                        expiry.get("d" + delta).doubleValue()));
            }
        }
        return points;
    }
}
