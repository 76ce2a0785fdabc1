package b3.collector.fetch;

import b3.schema.jobs.Job.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each host may be asked: the pace that the collectors of one process keep together, and its wish to be left alone.
 * Thread-safe.
 */
final class Hosts {

    /** A host that asked to be left alone was not asked. */
    static final class LeftAloneException extends IOException {

        private final Duration rest;

        private LeftAloneException(String host, Instant until, Instant now) {
            super(host + " was not asked: it wants to be left alone until " + until);
            rest = Duration.between(now, until);
        }

        /** What it means for an attempt. */
        Fetched answer() {
            return new Fetched(Outcome.BLOCKED, null, null, rest, getMessage());
        }
    }

    private final Map<String, Instant> next = new ConcurrentHashMap<>();
    private final Map<String, Instant> leftAlone = new ConcurrentHashMap<>();

    /** Takes the next turn at a host, at this pace, and says when it is. */
    Instant turn(String host, Duration pace, Instant now) {
        return next.merge(host, now.plus(pace), (free, earliest) -> {
                    Instant afterIt = free.plus(pace);
                    return afterIt.isAfter(earliest) ? afterIt : earliest;
                })
                .minus(pace);
    }

    /** Takes note that the host refuses us until then. */
    void leaveAlone(String host, Instant until) {
        leftAlone.merge(host, until, (known, said) -> known.isAfter(said) ? known : said);
    }

    /** @throws LeftAloneException while the host is left alone */
    void check(String host, Instant now) throws LeftAloneException {
        Instant until = leftAlone.get(host);
        if (until != null && until.isAfter(now)) {
            throw new LeftAloneException(host, until, now);
        }
    }
}
