package b3.stream.normalize.dxy;

import static org.assertj.core.api.Assertions.assertThat;

import b3.schema.Provenance;
import b3.schema.dxy.DxyTick;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DxySeriesTest {

    private static final Instant OPENING = Instant.parse("2025-02-03T11:30:00Z");
    private static final Instant EVENING = Instant.parse("2025-02-03T22:30:00Z");

    @Test
    void aBucketOfShortBarsIsTheLevelAtItsMomentAndALaterDocumentSaysTheSame() {
        // bars of five minutes from 08:30 in São Paulo, each closing a tenth higher
        DxyTick early = bucket(ticks(5, 5, OPENING.plus(Duration.ofMinutes(21))));
        DxyTick late = bucket(ticks(5, 40, EVENING));

        assertThat(early.level()).as("close of the bar 08:45 to 08:50").isEqualTo(100.3);
        assertThat(late.level()).isEqualTo(early.level());
        assertThat(late.at()).isEqualTo("2025-02-03T11:50:00Z");
    }

    @Test
    void aBucketOfLongBarsIsTheBarThatHadBegun() {
        assertThat(bucket(ticks(30, 4, EVENING)).level()).isEqualTo(100.0);
    }

    private static DxyTick bucket(List<DxyTick> ticks) {
        return ticks.stream()
                .filter(tick -> tick.bucket().equals("dxy_08h50"))
                .findFirst()
                .orElseThrow();
    }

    private static List<DxyTick> ticks(int minutes, int bars, Instant fetchedAt) {
        List<DxyBar> series = new ArrayList<>();
        for (int i = 0; i < bars; i++) {
            series.add(DxyBar.within(
                    OPENING.plus(Duration.ofMinutes((long) minutes * i)), BigDecimal.valueOf(1000 + i, 1)));
        }
        return new DxySeries(series).ticks(fetchedAt, new Provenance("yahoo-dxy", fetchedAt, "aa".repeat(32)));
    }
}
