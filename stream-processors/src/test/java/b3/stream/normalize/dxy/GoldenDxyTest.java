package b3.stream.normalize.dxy;

import static b3.stream.normalize.RealDocuments.golden;
import static b3.stream.normalize.RealDocuments.normalize;
import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.document.Rejection;
import b3.schema.dxy.DxyTick;
import b3.stream.normalize.reading.Normalized;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GoldenDxyTest {

    private static final String FILE = "DX-Y.NYB_yfinance_30min_20250514_20250711.csv";

    @ParameterizedTest
    @ValueSource(strings = {"dxy-captures", "yahoo-dxy"})
    void readsEveryBarOfACapture(String feed) {
        Normalized found = normalize(feed, "dxy/" + FILE);
        JsonNode golden = golden("dxy.json").get(FILE);
        List<DxyTick> ticks = found.records().stream().map(DxyTick.class::cast).toList();
        Map<Instant, DxyTick> byMoment = ticks.stream().collect(Collectors.toMap(DxyTick::at, Function.identity()));
        assertThat(found.rejections())
                .as("the bars of 3 July end at 12:30 in New York: its close is not among them")
                .extracting(Rejection::where)
                .containsExactly("session 2025-07-04");
        assertThat(ticks.stream().filter(tick -> tick.at().getEpochSecond() % 1800 == 0))
                .hasSize(golden.get("rows").intValue());
        golden.get("spot").forEach(spot -> compare(byMoment, spot));
        compare(byMoment, golden.get("first"));
        compare(byMoment, golden.get("last"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dxy_08h50", "dxy_08h55", "dxy_09h00"})
    void givesTheThreeBucketsOfEverySession(String bucket) {
        List<DxyTick> ticks = normalize("dxy-captures", "dxy/" + FILE).records().stream()
                .map(DxyTick.class::cast)
                .filter(tick -> tick.bucket().equals(bucket))
                .toList();
        assertThat(ticks).hasSize(41).allMatch(tick -> tick.level() != null);
        assertThat(ticks.stream().filter(tick -> tick.percentChange() == null))
                .extracting(DxyTick::session)
                .containsExactly(LocalDate.of(2025, 7, 4));
        DxyTick first = ticks.get(0);
        assertThat(first.session()).isEqualTo(LocalDate.of(2025, 5, 15));
        // the last bar before 17:00 in New York on 14 May is 20:30 UTC
        assertThat(first.previousClose()).isEqualTo(101.069);
    }

    private static void compare(Map<Instant, DxyTick> byMoment, JsonNode spot) {
        Instant at = Instant.parse(spot.get("Date").stringValue().replace(' ', 'T') + "Z");
        DxyTick tick = Objects.requireNonNull(byMoment.get(at), at.toString());
        Double level = Objects.requireNonNull(tick.level());
        assertThat(level.floatValue())
                .isEqualTo(Float.parseFloat(spot.get("Close").stringValue()));
        assertThat(level.toString().length()).isLessThan(9);
    }
}
