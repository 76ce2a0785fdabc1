package b3.stream.running;

import java.io.IOException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What kind of failure has ended a processor. */
enum Failure {
    /** The broker, the network or the disk failed: the failure passes, and nothing in the program has to change. */
    OUTAGE,
    /** Anything else, such as a missing right or a message that is too large: a person has to change something. */
    BUG;

    /**
     * The kind of a failure. A failure is an outage if one of its causes is in this list: what Kafka itself calls
     * retriable or recoverable (time-outs, disconnections, a fenced producer), a task or a state directory that has
     * another owner or has to be restored, and a store that the disk refuses. A client that the broker refuses has no
     * outage, although the cause of a failed TLS handshake is an {@link IOException}.
     */
    static Failure of(Throwable thrown) {
        boolean outage = false;
        boolean store = false;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                return BUG;
            }
            store |= cause instanceof ProcessorStateException;
            outage |= isTransient(cause) || (store && isOfTheDisk(cause));
        }
        return outage ? OUTAGE : BUG;
    }

    private static boolean isTransient(Throwable cause) {
        return cause instanceof RetriableException
                || cause instanceof ApplicationRecoverableException
                || cause instanceof TaskCorruptedException
                || cause instanceof TaskMigratedException
                || cause instanceof LockException;
    }

    /**
     * An {@link IOException} of this program's own code is no outage: only Kafka Streams itself works with the disk.
     */
    private static boolean isOfTheDisk(Throwable cause) {
        return cause instanceof IOException
                || (cause instanceof RocksDBException rocks
                        && rocks.getStatus() != null
                        && rocks.getStatus().getCode() == Status.Code.IOError);
    }
}
