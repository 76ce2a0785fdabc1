package b3.api.jobs;

import b3.api.query.Field;
import b3.api.query.Order;
import b3.api.query.Parameter;
import b3.api.query.Query;
import b3.api.query.Range;
import b3.schema.Datasets;
import b3.schema.Feed;
import b3.schema.Feeds;
import b3.schema.jobs.Job;
import java.util.List;

/** What {@code GET /jobs} asks the database. */
final class JobsQuery {

    /** A column of the order must not be null. */
    private static final String SQL = """
            select ts, feed, part, part_or_none, session, outcome, http_status, bytes, sha256, duration_millis, attempt,
                next_attempt_at, detail, known_at
            from (select *, coalesce(part, '') part_or_none from {standing})
            where true {outside}
            order by ts desc, feed, part_or_none, session
            {limit}
            """;

    private static final List<Field> FIELDS = List.of(
            Field.instant("timestamp", "When the attempt began, UTC.").from("ts"),
            Field.text("feed", "Name of the feed."),
            Field.text("part", "Which of the feed's documents of the session; null for a feed with one.")
                    .orNull(),
            Field.date("session", "The session asked for."),
            Field.text("outcome", "What came of it: FETCHED, UNCHANGED, NOT_PUBLISHED, BLOCKED, FAILED or REJECTED."),
            Field.whole("httpStatus", "Status of the source's last answer; null when there was none.")
                    .orNull(),
            Field.whole("bytes", "Size of the document as served; null when there was none.")
                    .orNull(),
            Field.text("sha256", "Identity of the document; null when there was none.")
                    .orNull(),
            Field.whole("durationMillis", "How long the attempt took, milliseconds."),
            Field.whole("attempt", "1 for the first attempt at this session since the collector started."),
            Field.instant("nextAttemptAt", "When the collector tries again, UTC; null when it does not.")
                    .orNull(),
            Field.text("detail", "What was seen and expected; null when there is nothing to say.")
                    .orNull(),
            Field.instant("knownAt", "When the attempt ended, UTC."));

    static final Query JOBS = new Query(
            Datasets.JOBS,
            Datasets.JOBS.path(),
            "What each collector tried and what came of it, newest first.",
            SQL,
            FIELDS,
            List.of(
                    Parameter.oneOf("feed", Feeds.ALL.stream().map(Feed::name).toList())
                            .means("Name of the feed.")
                            .severalAllowed()
                            .onKey("feed in (:feed)"),
                    Parameter.code("part", "[A-Z0-9]{1,12}", "parts of a feed such as DOL or 11", "DOL")
                            .means("Which of the feed's documents of the session, in any case.")
                            .severalAllowed()
                            .onKey("part in (:part)"),
                    Parameter.oneOf("outcome", Job.Outcome.class)
                            .means("What came of the attempt.")
                            .severalAllowed()
                            .onKey("outcome in (:outcome)"),
                    Range.FROM,
                    Range.TO,
                    Range.LIMIT,
                    Range.CURSOR),
            Order.newestThen("feed", "part_or_none", "session"));

    private JobsQuery() {}
}
