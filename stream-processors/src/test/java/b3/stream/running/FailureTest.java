package b3.stream.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class FailureTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new StreamsException("x", new DisconnectException("gone")),
                new StreamsException("x", new TimeoutException("no answer")),
                new KafkaException("x", new CoordinatorNotAvailableException("starting")),
                new StreamsException("x", new NotEnoughReplicasException("one left")),
                new StreamsException("x", new InvalidProducerEpochException("fenced")),
                new StreamsException("x", new ProducerFencedException("fenced")),
                new TaskMigratedException("another one has it", new ProducerFencedException("fenced")),
                new TaskCorruptedException(Set.of(new TaskId(0, 0))),
                new LockException("another process has the directory"),
                new ProcessorStateException(
                        "opening", new FileSystemException("store", null, "No space left on device")),
                new ProcessorStateException("writing", rocks(Status.Code.IOError)));
    }

    static Stream<Throwable> bugs() {
        return Stream.of(
                new NullPointerException(),
                new StackOverflowError(),
                new StreamsException("x", new IllegalStateException("broken")),
                new StreamsException("x", new UncheckedIOException(new EOFException("a document of ours is cut off"))),
                new StreamsException("x", new TopicAuthorizationException(Set.of("b3.adjustments.v1"))),
                new StreamsException("x", new ClusterAuthorizationException("no transactions for you")),
                new StreamsException("x", new SslAuthenticationException("x", new SSLHandshakeException("expired"))),
                new StreamsException("x", new RecordTooLargeException("40 MiB")),
                new StreamsException("x", new SerializationException("no bytes")),
                new StreamsException("x", new UnsupportedVersionException("an old broker")),
                new StreamsException("no leader"),
                new KafkaException("something"),
                new TopologyException("broken"),
                new MissingSourceTopicException("deleted"),
                new ProcessorStateException("reading", rocks(Status.Code.Corruption)),
                new IOException("whose"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void theBrokerTheNetworkAndTheDiskAreOutages(Throwable thrown) {
        assertThat(Failure.of(thrown)).isEqualTo(Failure.OUTAGE);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void whatSomebodyHasToChangeIsABug(Throwable thrown) {
        assertThat(Failure.of(thrown)).isEqualTo(Failure.BUG);
    }

    private static RocksDBException rocks(Status.Code code) {
        return new RocksDBException(new Status(code, Status.SubCode.None, "store"));
    }
}
