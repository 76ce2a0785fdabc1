package b3.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPauseTest {

    private final RetryPause pause = new RetryPause(Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void doublesUpToTheLimitWithinTheSpread() {
        for (int expected : new int[] {1000, 2000, 4000, 5000, 5000}) {
            assertThat(pause.failed().toMillis()).isBetween(expected * 8L / 10, expected * 12L / 10);
        }
    }

    @Test
    void startsOverAfterASuccess() {
        pause.failed();
        pause.failed();
        pause.succeeded();

        assertThat(pause.failed()).isLessThan(Duration.ofMillis(1201));
    }
}
