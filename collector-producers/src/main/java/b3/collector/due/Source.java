package b3.collector.due;

import java.net.URI;
import java.time.Duration;

/**
 * How one source is asked: the settings {@code b3.collectors.<feed>.*} that every feed has, one component for each. Their
 * defaults are in {@code b3-collector.yml}. {@link Agenda} uses the schedule, the deadline and the number of sessions to
 * catch up; the HTTP client uses the time-out, the pace and the fallback.
 *
 * @param enabled whether the source is asked at all
 * @param url the address of the source, without a slash at the end
 * @param schedule when the source is asked, São Paulo time: {@code 18:30-23:00/30m, +1d 06:00}
 * @param deadline until when an absent document is asked for again: {@code +1d 12:00}
 * @param catchUpSessions how many sessions past their deadline the source still has
 * @param timeout the time-out of one request, from the first byte sent to the last byte received
 * @param pace the least time between two requests to the same host
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

    /** Returns the settings of the same source at another address. */
    public Source at(URI other) {
        return new Source(enabled, other, schedule, deadline, catchUpSessions, timeout, pace, fallback);
    }

    /** Returns the plan by which the source is asked. */
    public Plan plan() {
        return new Plan(schedule, deadline, catchUpSessions);
    }
}
