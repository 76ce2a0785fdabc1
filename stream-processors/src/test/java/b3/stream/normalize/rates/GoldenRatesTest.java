package b3.stream.normalize.rates;

import static b3.stream.normalize.RealDocuments.golden;
import static b3.stream.normalize.RealDocuments.normalize;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.MarketRecord;
import b3.schema.rates.RatesCurve;
import b3.schema.rates.RatesCurve.Vertex;
import b3.stream.normalize.reading.Normalized;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GoldenRatesTest {

    @Test
    void readsEveryCurveOfASession() {
        Normalized found = normalize("b3-rates-curve", "rates_curve/TS190910.ex_");
        JsonNode golden = golden("rates_curve.json").get("TS190910");
        assertThat(found.rejections()).isEmpty();
        assertThat(found.session()).isEqualTo(LocalDate.of(2019, 9, 10));
        assertThat(found.records()).hasSize(golden.get("n_curves").intValue());
        assertThat(found.records().stream().mapToInt(MarketRecord::rows).sum())
                .isEqualTo(golden.get("rows").intValue());
        Map<String, RatesCurve> curves = found.records().stream()
                .map(RatesCurve.class::cast)
                .collect(Collectors.toMap(RatesCurve::curve, Function.identity()));
        golden.get("curves").properties().forEach(curve -> {
            String[] codeAndName = curve.getKey().split("\\|", -1);
            RatesCurve seen = Objects.requireNonNull(curves.get(codeAndName[0]), codeAndName[0]);
            assertThat(seen.name()).isEqualTo(codeAndName[1]);
            assertThat(seen.vertices()).hasSize(curve.getValue().intValue());
        });
        assertThat(curves.values().stream()
                        .flatMap(curve -> curve.vertices().stream())
                        .filter(vertex -> vertex.rate() < 0))
                .hasSize(golden.get("negative").intValue());
        RatesCurve pre = Objects.requireNonNull(curves.get("PRE"));
        assertThat(pre.vertices()).hasSize(golden.get("pre_rows").intValue());
        assertThat(pre.vertices().stream().filter(Vertex::fixed))
                .hasSize(golden.get("fixed").intValue());
        golden.get("pre_spot").forEach(spot -> assertThat(pre.vertices())
                .contains(new Vertex(
                        spot.get("du").intValue(),
                        spot.get("dc").intValue(),
                        spot.get("rate").doubleValue(),
                        spot.get("fm").stringValue().equals("F"))));
    }
}
