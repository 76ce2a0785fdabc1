package b3.sink;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: doubling up to a limit, with a random part so that programs spread out. */
final class RetryPause {

    private static final double SPREAD = 0.2;

    private final Duration initial;
    private final Duration max;
    private Duration next;

    RetryPause(Duration initial, Duration max) {
        this.initial = initial;
        this.max = max;
        this.next = initial;
    }

    /** The pause after one more failure. */
    Duration failed() {
        Duration pause = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(max) > 0 ? max : twice;
        double factor = ThreadLocalRandom.current().nextDouble(1 - SPREAD, 1 + SPREAD);
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }

    /** Starts over. */
    void succeeded() {
        next = initial;
    }
}
