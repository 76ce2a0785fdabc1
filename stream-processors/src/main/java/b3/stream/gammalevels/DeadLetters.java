package b3.stream.gammalevels;

import b3.schema.Topic;
import b3.schema.document.DeadLetter;
import b3.schema.document.Reason;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages that cannot be processed to the dead letters, with their own key, bytes and headers. */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final ProcessorContext<? super byte[], ? super byte[]> context;
    private final GammaObserver observer;

    DeadLetters(ProcessorContext<? super byte[], ? super byte[]> context, GammaObserver observer) {
        this.context = context;
        this.observer = observer;
    }

    /** Sends a message that has just been processed. */
    void send(Record<byte[], byte[]> message, Throwable cause) {
        String from = context.recordMetadata()
                .map(at -> at.topic() + "/" + at.partition() + "/" + at.offset())
                .orElse("unknown");
        LOG.warn("dead letter {}: {}", from, cause.toString());
        Headers headers = DeadLetter.headers(message.headers(), Reason.UNREADABLE_DOCUMENT, cause.toString(), from);
        context.forward(message.withHeaders(headers), Topic.DEAD_LETTERS);
        observer.deadLetter();
    }
}
