package b3.stream.normalize.reading;

import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The session of a document whose every row repeats it: the first row's, which must be the one that was asked for. */
public final class Sessions {

    private final RawScrape document;

    @Nullable
    private LocalDate session;

    public Sessions(RawScrape document) {
        this.document = document;
    }

    /**
     * Takes a row's date and returns it.
     *
     * @throws UnreadableDocumentException if it is the first one and not the session that was asked for
     * @throws UnreadableFieldException if it is not the first row's
     */
    public LocalDate take(LocalDate date) {
        if (session == null) {
            check(document, date);
            session = date;
        } else if (!session.equals(date)) {
            throw new UnreadableFieldException(
                    Reason.WRONG_SESSION, "expected " + session + " as in the first row, saw " + date);
        }
        return date;
    }

    /** The session of the rows; without rows the one that was asked for, if any. */
    @Nullable
    public LocalDate found() {
        return session == null ? document.session() : session;
    }

    /** Refuses a document of another session than the one that was asked for. */
    public static void check(RawScrape document, LocalDate seen) {
        LocalDate asked = document.session();
        if (asked != null && !asked.equals(seen)) {
            throw new UnreadableDocumentException(
                    Reason.WRONG_SESSION, "expected a document of " + asked + ", saw one of " + seen);
        }
    }
}
