package b3.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that a test turns; waiting turns it too. */
final class ManualTime implements Time {

    final List<Instant> waitedFor = new ArrayList<>();
    private Instant now;

    ManualTime(String now) {
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

    void set(String instant) {
        now = Instant.parse(instant);
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }
}
