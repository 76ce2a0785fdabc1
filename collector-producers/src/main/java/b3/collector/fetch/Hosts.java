package b3.collector.fetch;

import b3.collector.due.Time;
import b3.schema.jobs.Job.Outcome;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each host may be asked. The collectors of one process keep the pace of a host together: each host has a bucket of
 * one token, and a request takes a token. A host that asked to be left alone is not asked. Thread-safe.
 */
final class Hosts {

    /** A bucket needs a pace above zero. */
    private static final Duration SHORTEST_PACE = Duration.ofNanos(1);

    /** A host that asked to be left alone was not asked. */
    static final class LeftAloneException extends IOException {

        private final Duration rest;

        private LeftAloneException(String host, Instant until, Instant now) {
            super(host + " was not asked: it wants to be left alone until " + until);
            rest = Duration.between(now, until);
        }

        /** The answer of an attempt that met this host. */
        Fetched answer() {
            return new Fetched(Outcome.BLOCKED, null, null, rest, getMessage());
        }
    }

    private record Turns(Duration pace, Bucket bucket) {}

    private final Time time;
    private final TimeMeter meter;
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();
    private final Map<String, Instant> leftAlone = new ConcurrentHashMap<>();

    Hosts(Time time) {
        this.time = time;
        this.meter = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return ChronoUnit.NANOS.between(Instant.EPOCH, time.now());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /**
     * Takes the next turn at a host and returns when that turn is.
     *
     * @param pace least time between two turns; of several paces that are asked for at one host, the longest counts
     */
    Instant turn(String host, Duration pace) {
        Duration wanted = pace.isZero() ? SHORTEST_PACE : pace;
        long wait = turns.merge(host, turns(wanted), Hosts::slower).bucket().consumeIgnoringRateLimits(1);
        return time.now().plusNanos(wait);
    }

    private Turns turns(Duration pace) {
        return new Turns(
                pace,
                Bucket.builder()
                        .withCustomTimePrecision(meter)
                        .addLimit(limit -> limit.capacity(1).refillGreedy(1, pace))
                        .build());
    }

    private static Turns slower(Turns known, Turns wanted) {
        Duration pace = wanted.pace();
        if (pace.compareTo(known.pace()) <= 0) {
            return known;
        }
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(1, pace))
                .build();
        known.bucket().replaceConfiguration(configuration, TokensInheritanceStrategy.AS_IS);
        return new Turns(pace, known.bucket());
    }

    /** Takes note that the host wants to be left alone for so long from now on. */
    void leaveAlone(String host, Duration rest) {
        leftAlone.merge(host, time.now().plus(rest), (known, said) -> known.isAfter(said) ? known : said);
    }

    /** @throws LeftAloneException while the host wants to be left alone */
    void check(String host) throws LeftAloneException {
        Instant until = leftAlone.get(host);
        Instant now = time.now();
        if (until != null && until.isAfter(now)) {
            throw new LeftAloneException(host, until, now);
        }
    }
}
