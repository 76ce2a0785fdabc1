package b3.collector.publish;

import b3.schema.RawScrape;
import b3.schema.jobs.Job;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where attempts are recorded and documents go. An exception other than the one named is an outage: try again later. */
public interface Publisher {

    /**
     * The last attempt at each session that found its document (FETCHED or UNCHANGED), as recorded so far.
     *
     * @param part which of the feed's documents; empty for a feed with one a session
     */
    Map<LocalDate, Job> found(String feed, String part);

    /**
     * Publishes the document, if there is one, and then the record of the attempt; returns once both are safe.
     *
     * @throws DocumentTooLargeException if the document cannot be carried; nothing is published then
     */
    void publish(Job job, @Nullable RawScrape document);
}
