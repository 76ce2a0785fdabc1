package b3.collector.due;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock of the program, which can also wait. A test brings its own. */
public interface Time {

    /** Returns the present, to the millisecond. */
    Instant now();

    /**
     * Waits until that time, and returns at once if it has passed.
     *
     * @throws InterruptedException when the program is stopping
     */
    void waitUntil(Instant instant) throws InterruptedException;

    /** Returns the time that this clock shows. */
    static Time of(Clock clock) {
        return new Time() {
            @Override
            public Instant now() {
                return clock.instant().truncatedTo(ChronoUnit.MILLIS);
            }

            @Override
            public void waitUntil(Instant instant) throws InterruptedException {
                if (instant.isAfter(now())) {
                    Thread.sleep(Duration.between(now(), instant).abs().toMillis());
                }
            }
        };
    }
}
