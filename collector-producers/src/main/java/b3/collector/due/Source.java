package b3.collector.due;

import java.net.URI;
import java.time.Duration;

/**
 * How one source is asked: the settings {@code b3.collectors.<feed>.*} that every collector has. The defaults stand in
 * {@code b3-collector.yml}.
 *
 * @param enabled false: this source is left alone
 * @param url address of the source, without a slash at the end
 * @param schedule when to ask, São Paulo time: {@code 18:30-23:00/30m, +1d 06:00}
 * @param deadline until when an absent document is asked for again: {@code +1d 12:00}
 * @param catchUpSessions how many sessions past their deadline the source still has
 * @param timeout for one request, from the first byte sent to the last one received
 * @param pace least time between two requests to the same host
 * @param fallback whether a refused page may be asked for through the Firecrawl service, if one is set up
 */
public record Source(
        boolean enabled,
        URI url,
        Plan.Schedule schedule,
        Plan.Slot deadline,
        int catchUpSessions,
        Duration timeout,
        Duration pace,
        boolean fallback) {

    public Source {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("url: expected http(s)://host, saw \"" + url + "\"");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: expected more than 0, saw " + timeout);
        }
        if (pace.isNegative()) {
            throw new IllegalArgumentException("pace: expected 0 or more, saw " + pace);
        }
        new Plan(schedule, deadline, catchUpSessions);
    }

    /** The same source at another address. */
    public Source at(URI other) {
        return new Source(enabled, other, schedule, deadline, catchUpSessions, timeout, pace, fallback);
    }

    /** When the source is asked. */
    public Plan plan() {
        return new Plan(schedule, deadline, catchUpSessions);
    }
}
