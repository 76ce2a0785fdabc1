package b3.stream.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartsTest {

    @Test
    void aBugStopsTheProcessorAfterAFewGrowingPauses() {
        assertThat(pauses(Failure.BUG, 6))
                .containsExactly(seconds(1), seconds(2), seconds(4), seconds(8), seconds(16), Optional.empty());
    }

    @Test
    void anOutageIsWaitedForMinuteByMinuteForADay() {
        List<Optional<Duration>> pauses = pauses(Failure.OUTAGE, 1441);

        assertThat(pauses.subList(0, 7))
                .containsExactly(seconds(1), seconds(2), seconds(4), seconds(8), seconds(16), seconds(32), seconds(60));
        assertThat(pauses.subList(7, 1440)).containsOnly(seconds(60));
        assertThat(pauses.get(1440)).isEmpty();
    }

    private static List<Optional<Duration>> pauses(Failure failure, int failures) {
        return IntStream.rangeClosed(1, failures)
                .mapToObj(number -> Restarts.DEFAULT.pause(failure, number))
                .toList();
    }

    private static Optional<Duration> seconds(int seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
