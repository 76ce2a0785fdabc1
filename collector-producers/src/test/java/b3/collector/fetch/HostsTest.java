package b3.collector.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import b3.collector.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostsTest {

    private static final Duration PACE = Duration.ofSeconds(1);

    private final ManualTime time = new ManualTime("2025-02-03T12:00:00Z");
    private final Hosts hosts = new Hosts(time);

    @Test
    void turnsOfOneHostAreAPaceApartAndOtherHostsDoNotWait() {
        assertThat(hosts.turn("one", PACE)).isEqualTo(at("12:00:00"));
        assertThat(hosts.turn("one", PACE)).isEqualTo(at("12:00:01"));
        assertThat(hosts.turn("one", PACE)).isEqualTo(at("12:00:02"));
        assertThat(hosts.turn("two", PACE)).isEqualTo(at("12:00:00"));
    }

    @Test
    void aLongSilenceSavesNoTurns() {
        assertThat(hosts.turn("one", PACE)).isEqualTo(at("12:00:00"));
        time.set("2025-02-03T13:00:00Z");
        assertThat(hosts.turn("one", PACE)).isEqualTo(at("13:00:00"));
        assertThat(hosts.turn("one", PACE)).isEqualTo(at("13:00:01"));
    }

    @Test
    void theLongestPaceOfAHostCountsForAll() {
        assertThat(hosts.turn("one", Duration.ZERO)).isEqualTo(at("12:00:00"));
        time.advance(PACE);
        assertThat(hosts.turn("one", Duration.ofSeconds(5))).isEqualTo(at("12:00:01"));
        assertThat(hosts.turn("one", PACE)).isEqualTo(at("12:00:06"));
        assertThat(hosts.turn("one", Duration.ZERO)).isEqualTo(at("12:00:11"));
    }

    private static Instant at(String time) {
        return Instant.parse("2025-02-03T" + time + "Z");
    }
}
