package b3.collector.publish;

import b3.schema.document.RawScrape;
import b3.schema.jobs.Job;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes documents and records attempts. Any exception but the one named is an outage: the caller tries again later. */
public interface Publisher {

    /**
     * Returns, for each session, the last recorded attempt that found the document (FETCHED or UNCHANGED).
     *
     * @param product the product of the feed, which records carry as their {@code part}; empty for a feed with one document
     *     a session
     */
    Map<LocalDate, Job> found(String feed, String product);

    /**
     * Publishes the document, if there is one, and then the record of the attempt. It returns once both are safe.
     *
     * @throws DocumentTooLargeException if the document cannot be carried; nothing is published then
     */
    void publish(Job job, @Nullable RawScrape document);
}
