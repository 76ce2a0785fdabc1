package b3.stream.running;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a processor is started again after failures in a row, and after which pause: each is twice as long as the one
 * before.
 *
 * @param first pause after the first failure
 * @param longest longest pause
 * @param well after having run for so long, a failure counts as the first
 * @param bugs restarts before a bug stops the processor for good
 * @param outages restarts before an outage does
 */
public record Restarts(Duration first, Duration longest, Duration well, int bugs, int outages) {

    /** A bug is retried for half a minute, an outage for a day. */
    public static final Restarts DEFAULT =
            new Restarts(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10), 5, 24 * 60);

    /** How often a failure of this kind is answered by a restart. */
    int limit(Failure failure) {
        return switch (failure) {
            case BUG -> bugs;
            case OUTAGE -> outages;
        };
    }

    /**
     * The pause before the next start; empty when there is none.
     *
     * @param failures failures in a row, this one included
     */
    Optional<Duration> pause(Failure failure, int failures) {
        if (failures > limit(failure)) {
            return Optional.empty();
        }
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return Optional.of(pause.compareTo(longest) < 0 ? pause : longest);
    }
}
