package b3.collector.testing;

import b3.collector.due.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that a test turns; waiting turns it too. */
public final class ManualTime implements Time {

    /** Every time that was waited for. */
    public final List<Instant> waitedFor = new ArrayList<>();

    private Instant now;

    /** A clock that shows this time, such as {@code 2025-02-03T12:00:00Z}. */
    public ManualTime(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void waitUntil(Instant instant) {
        waitedFor.add(instant);
        if (instant.isAfter(now)) {
            now = instant;
        }
    }

    /** Turns the clock to this time. */
    public void set(String instant) {
        now = Instant.parse(instant);
    }

    /** Turns the clock on by so much. */
    public void advance(Duration duration) {
        now = now.plus(duration);
    }
}
