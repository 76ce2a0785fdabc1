package b3.collector;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;
import static b3.schema.jobs.Job.Outcome.REJECTED;
import static b3.schema.jobs.Job.Outcome.UNCHANGED;

import b3.collector.CollectorLoop.Shared;
import b3.collector.due.Agenda;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Http;
import b3.collector.publish.DocumentTooLargeException;
import b3.collector.source.Collector;
import b3.schema.Provenance;
import b3.schema.document.RawScrape;
import b3.schema.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the attempts of one collector and records each one with its document.
 *
 * <p>The bytes that were published last for a session are not published again, whichever process published them; other
 * bytes are a correction. Bytes that were served for another session are not the document of this session, unless the source
 * keeps one document up to date: then they are compared with those that were published last, for whatever session. An
 * attempt that cannot be recorded counts as not made, and it is made again.
 */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private record Attempt(
            LocalDate session,
            Instant startedAt,
            Instant endedAt,
            @Nullable String sha256) {}

    private final Collector collector;
    private final Http http;
    private final Shared shared;
    private final Agenda agenda;

    Attempts(Collector collector, Http http, Shared shared, Agenda agenda) {
        this.collector = collector;
        this.http = http;
        this.shared = shared;
        this.agenda = agenda;
    }

    /** Asks for the document of this session, records the attempt and returns the record. */
    Job make(LocalDate session) throws InterruptedException {
        Instant startedAt = shared.time().now();
        Fetched answer = ask(session);
        Instant endedAt = shared.time().now();
        RawScrape scrape = scrape(session, answer, endedAt);
        String sha256 = scrape == null ? null : scrape.sha256();
        Attempt attempt = new Attempt(session, startedAt, endedAt, sha256);
        Fetched judged = compare(attempt, answer);
        Job job;
        try {
            job = record(attempt, judged, judged.outcome() == FETCHED ? scrape : null);
        } catch (DocumentTooLargeException e) {
            job = record(attempt, judged.as(REJECTED, e.getMessage()), null);
        }
        if (answer.document() != null && Agenda.isFound(job.outcome())) {
            http.remember(answer.document());
        }
        return job;
    }

    private Fetched ask(LocalDate session) throws InterruptedException {
        if (!agenda.mayHave(session, shared.time().now())) {
            return Fetched.nothing(NOT_PUBLISHED, null, "not asked: the source has the current session only");
        }
        try {
            return collector.fetch(session, http);
        } catch (RuntimeException bug) {
            LOG.error("{} has a bug, which it shows for {}", collector.name(), session, bug);
            return Fetched.nothing(FAILED, null, "a bug: " + bug.getClass().getSimpleName());
        }
    }

    private @Nullable RawScrape scrape(LocalDate session, Fetched answer, Instant fetchedAt) {
        Document document = answer.document();
        if (document == null) {
            return null;
        }
        int status = Objects.requireNonNullElse(answer.httpStatus(), 0);
        return new RawScrape(
                collector.feed().name(),
                session,
                part(),
                document.bytes(),
                document.contentType(),
                document.url(),
                fetchedAt,
                status);
    }

    private Fetched compare(Attempt attempt, Fetched answer) {
        Optional<Job> before = collector.keepsOneDocument() ? agenda.lastFound() : agenda.found(attempt.session());
        if (answer.outcome() == UNCHANGED && before.isEmpty()) {
            return answer.as(NOT_PUBLISHED, "the source still serves the document of another session");
        }
        if (answer.outcome() != FETCHED || attempt.sha256() == null) {
            return answer;
        }
        if (before.isPresent() && attempt.sha256().equals(before.get().sha256())) {
            return answer.as(UNCHANGED, "the source serves the bytes that were published before");
        }
        if (collector.keepsOneDocument()) {
            return answer;
        }
        return agenda.sessionOf(attempt.sha256())
                .map(other -> answer.as(NOT_PUBLISHED, "the source still serves the document of " + other))
                .orElse(answer);
    }

    private Job record(Attempt attempt, Fetched judged, @Nullable RawScrape document) {
        LocalDate session = attempt.session();
        Agenda.Next next = agenda.next(new Agenda.Attempt(
                session, attempt.startedAt(), attempt.endedAt(), judged.outcome(), judged.retryAfter()));
        String sha256 = judged.outcome() == UNCHANGED && attempt.sha256() == null
                ? agenda.found(session).map(Job::sha256).orElse(null)
                : attempt.sha256();
        String feed = collector.feed().name();
        Job job = new Job(
                feed,
                part(),
                session,
                attempt.startedAt(),
                judged.outcome(),
                judged.httpStatus(),
                judged.document() == null ? null : (long) judged.document().bytes().length,
                sha256,
                Duration.between(attempt.startedAt(), attempt.endedAt()).toMillis(),
                agenda.nextAttempt(session),
                next.at(),
                judged.detail(),
                new Provenance(feed, attempt.endedAt(), Objects.requireNonNullElse(sha256, "")));
        shared.publisher().publish(job, document);
        agenda.conclude(job, next);
        LOG.info(
                "{} {} session={} attempt={} status={} bytes={} sha256={} millis={} next={} {}",
                job.outcome(),
                collector.name(),
                session,
                job.attempt(),
                job.httpStatus(),
                job.bytes(),
                sha256,
                job.durationMillis(),
                job.nextAttemptAt(),
                Objects.requireNonNullElse(job.detail(), ""));
        return job;
    }

    /** Returns the product as records carry it: null for a feed with one document a session. */
    private @Nullable String part() {
        return collector.product().isEmpty() ? null : collector.product();
    }
}
