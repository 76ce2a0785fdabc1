package b3.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import b3.stream.gammalevels.GammaObserver.Round;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GammaMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GammaMetrics metrics = new GammaMetrics(meters);

    @Test
    void theLastRoundTellsWhatIsPendingAndFailedAndHowLargeStoresAre() {
        metrics.round(new Round(3, 5_000_000, 40, 2, Map.of("gamma-inputs", 1000L)));
        metrics.round(new Round(2, 4_000_000, 38, 1, Map.of("gamma-inputs", 1001L)));
        assertThat(metrics.pending()).isEqualTo(38);
        assertThat(meters.get("b3.gamma.pending").gauge().value()).isEqualTo(38);
        assertThat(meters.get("b3.gamma.failed").gauge().value()).isEqualTo(1);
        assertThat(meters.get("b3.gamma.store.entries")
                        .tag("store", "gamma-inputs")
                        .gauge()
                        .value())
                .isEqualTo(1001);
        assertThat(meters.get("b3.gamma.calculations").counter().count()).isEqualTo(5);
        assertThat(meters.get("b3.gamma.rounds").timer().count()).isEqualTo(2);
    }

    @Test
    void anIdleRoundIsNoRound() {
        metrics.round(new Round(0, 1_000, 0, 0, Map.of()));
        assertThat(meters.find("b3.gamma.rounds").timer()).isNull();
    }

    @Test
    void deadLettersAndWhatIsForgottenAreCounted() {
        metrics.deadLetter();
        metrics.forgotten();
        metrics.forgotten();
        assertThat(meters.get("b3.gamma.dead.letters").counter().count()).isEqualTo(1);
        assertThat(meters.get("b3.gamma.forgotten").counter().count()).isEqualTo(2);
    }
}
