package b3.stream.gammalevels;

import java.time.Duration;

/**
 * Settings of the gamma topology.
 *
 * @param interval shortest time between two calculations of one underlying
 * @param surfaceMaxAgeSessions how many sessions old a surface may be to stand in for a missing one
 */
public record GammaConfig(Duration interval, int surfaceMaxAgeSessions) {

    /** One second; five sessions. */
    public static final GammaConfig DEFAULT = new GammaConfig(Duration.ofSeconds(1), 5);

    public GammaConfig {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("gamma interval: expected a positive time, saw " + interval);
        }
        if (surfaceMaxAgeSessions < 0) {
            throw new IllegalArgumentException(
                    "gamma surface-max-age-sessions: expected 0 or more, saw " + surfaceMaxAgeSessions);
        }
    }
}
