package b3.collector.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body and hangs up as soon as it is larger than allowed, whether its length was announced or not. It is
 * written by hand because the JDK offers a limited body from Java 25 on only.
 */
final class LimitedBody implements BodySubscriber<byte[]> {

    /** The body, or the document in it, is larger than allowed. */
    static final class TooLargeException extends IOException {
        TooLargeException(long limit) {
            super("expected at most " + limit + " bytes, saw more");
        }
    }

    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final long limit;
    private final long announced;
    private long received;
    private @Nullable Subscription subscription;

    private LimitedBody(long limit, long announced) {
        this.limit = limit;
        this.announced = announced;
    }

    static BodyHandler<byte[]> of(long limit) {
        return answer -> new LimitedBody(
                limit, answer.headers().firstValueAsLong("Content-Length").orElse(0));
    }

    @Override
    public void onSubscribe(Subscription body) {
        subscription = body;
        whole.onSubscribe(body);
        if (announced > limit) {
            hangUp();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (received > limit) {
            hangUp();
        } else {
            whole.onNext(buffers);
        }
    }

    private void hangUp() {
        // The reason is told first because hanging up ends the exchange with an error of its own.
        whole.onError(new TooLargeException(limit));
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.onError(failure);
    }

    @Override
    public void onComplete() {
        whole.onComplete();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole.getBody();
    }
}
