package b3.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RunningStreamsTest {

    @Test
    void theBrokerAndTheDiskAreOutages() {
        assertThat(RunningStreams.isOutage(new StreamsException("x", new DisconnectException("gone"))))
                .isTrue();
        assertThat(RunningStreams.isOutage(new StreamsException("x", new IOException("disk full"))))
                .isTrue();
        assertThat(RunningStreams.isOutage(new StreamsException("no leader"))).isTrue();
    }

    @Test
    void whatThisProgramThrowsIsABug() {
        assertThat(RunningStreams.isOutage(new StreamsException("x", new IllegalStateException("broken"))))
                .isFalse();
        assertThat(RunningStreams.isOutage(new NullPointerException())).isFalse();
    }
}
