package b3.stream.normalize;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import b3.schema.Feed;
import b3.stream.normalize.reading.UnreadableDocumentException;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Documents that are not taken. */
public final class Refusals {

    private Refusals() {}

    /** Why a document as a whole is refused. */
    public static UnreadableDocumentException of(Feed feed, byte[] document, @Nullable LocalDate session) {
        return Objects.requireNonNull(catchThrowableOfType(
                UnreadableDocumentException.class, () -> SampleFiles.read(feed, document, session)));
    }
}
