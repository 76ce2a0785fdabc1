package b3.collector.due;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of day and the patience to wait for another; a test brings its own. */
public interface Time {

    /** The present, to the millisecond. */
    Instant now();

    /**
     * Returns at that time, at once if it has passed.
     *
     * @throws InterruptedException when the program is stopping
     */
    void waitUntil(Instant instant) throws InterruptedException;

    /** The time that this clock shows. */
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
