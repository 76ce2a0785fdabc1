package b3.stack.golden;

import static b3.stack.golden.ImportedSamples.assertSame;
import static b3.stack.golden.ImportedSamples.golden;
import static b3.stack.golden.ImportedSamples.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Volatility surfaces and interest-rate curves of real documents, as the API answers them. */
@ExtendWith(SamplesExtension.class)
class GoldenSurfacesIT {

    private static final String SURFACES = "/vol-surface?session=2014-08-12";
    private static final String CURVES = "/rates?session=2019-09-10";

    private final ImportedSamples samples;

    GoldenSurfacesIT(ImportedSamples samples) {
        this.samples = samples;
    }

    @ParameterizedTest
    @CsvSource({"DOL, dollar, DL", "IBOV, ibov, IN"})
    void servesEveryPointOfASurface(String asset, String name, String family) throws Exception {
        JsonNode expected = golden("vol_surface.json").path("SupVol");
        Map<String, JsonNode> points = new LinkedHashMap<>();
        samples.all(SURFACES + "&asset=" + asset)
                .forEach(point -> points.put(point.path("calendarDays") + "|" + point.path("delta"), point));

        assertThat(points).hasSize(expected.path("families").path(family).asInt());
        for (JsonNode smile : expected.path(name)) {
            for (Map.Entry<String, JsonNode> cell : smile.properties()) {
                if (cell.getKey().matches("d\\d+")) {
                    String place = smile.path("dc") + "|" + cell.getKey().substring(1);
                    JsonNode point = row(points, place);
                    assertSame(point, "volatility", cell.getValue());
                    assertSame(point, "businessDays", smile.path("du"));
                }
            }
        }
    }

    @Test
    void servesTheSurfacesOfAllAssets() throws Exception {
        JsonNode expected = golden("vol_surface.json").path("SupVol");
        List<JsonNode> points = samples.all(SURFACES);

        assertThat(points).hasSize(expected.path("rows").asInt());
        assertThat(points.stream().map(point -> point.path("asset").asString()).distinct())
                .hasSize(expected.path("families").size());
        Comparator<JsonNode> byVolatility =
                Comparator.comparing(point -> point.path("volatility").decimalValue());
        assertSame(points.stream().min(byVolatility).orElseThrow(), "volatility", expected.path("min"));
        assertSame(points.stream().max(byVolatility).orElseThrow(), "volatility", expected.path("max"));
    }

    @Test
    void servesEveryVertexOfTheCurvePre() throws Exception {
        JsonNode expected = golden("rates_curve.json").path("TS190910");
        Map<String, JsonNode> vertices = samples.allBy("calendarDays", CURVES + "&curve=PRE");

        assertThat(vertices).hasSize(expected.path("pre_rows").asInt());
        assertThat(vertices.values().stream()
                        .filter(vertex -> vertex.path("fixed").asBoolean()))
                .hasSize(expected.path("fixed").asInt());
        for (JsonNode spot : expected.path("pre_spot")) {
            JsonNode vertex = row(vertices, spot.path("dc").asString());
            assertSame(vertex, "rate", spot.path("rate"));
            assertSame(vertex, "businessDays", spot.path("du"));
            assertThat(vertex.path("fixed").asBoolean())
                    .isEqualTo(spot.path("fm").asString().equals("F"));
        }
    }

    @Test
    void servesEveryCurve() throws Exception {
        JsonNode expected = golden("rates_curve.json").path("TS190910");
        List<JsonNode> vertices = samples.all(CURVES);

        assertThat(vertices).hasSize(expected.path("rows").asInt());
        assertThat(vertices.stream().filter(vertex -> vertex.path("rate").asDouble() < 0))
                .hasSize(expected.path("negative").asInt());
        Map<String, Integer> counts = new LinkedHashMap<>();
        vertices.forEach(vertex -> counts.merge(
                vertex.path("curve").asString() + "|" + vertex.path("name").asString(), 1, Integer::sum));
        assertThat(counts).hasSize(expected.path("n_curves").asInt());
        expected.path("curves").properties().forEach(curve -> assertThat(counts)
                .containsEntry(curve.getKey(), curve.getValue().asInt()));
    }
}
