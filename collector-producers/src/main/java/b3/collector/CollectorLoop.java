package b3.collector;

import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.NOT_PUBLISHED;
import static b3.schema.jobs.Job.Outcome.REJECTED;
import static b3.schema.jobs.Job.Outcome.UNCHANGED;

import b3.collector.due.Agenda;
import b3.collector.due.Time;
import b3.collector.fetch.Fetched;
import b3.collector.fetch.Fetched.Document;
import b3.collector.fetch.Http;
import b3.collector.publish.DocumentTooLargeException;
import b3.collector.publish.Publisher;
import b3.collector.source.Collector;
import b3.schema.Provenance;
import b3.schema.RawScrape;
import b3.schema.calendar.TradingCalendar;
import b3.schema.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one collector: makes the attempts that its {@link Agenda} asks for, and records each one.
 *
 * <p>The bytes that were published last for a session are not published again, whoever published them; other bytes are
 * a correction. Bytes that were served for another session are not this session's document. An attempt that cannot be
 * recorded did not happen: it is made again.
 */
final class CollectorLoop implements Runnable {

    private static final Duration LOOK_UP = Duration.ofMinutes(1);
    private static final int TRIES_BY_HAND = 4;
    private static final Duration PATIENCE_BY_HAND = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(CollectorLoop.class);

    /**
     * What the loops of one process share.
     *
     * @param publisher where attempts and documents go
     * @param time the time
     * @param jitter keeps several collectors from coming back at the same moment
     */
    record Shared(Publisher publisher, Time time, RandomGenerator jitter) {}

    /**
     * How a collector is doing.
     *
     * @param problem why it is not healthy; null when it is
     * @param last the last attempt since the program started; null before the first
     * @param found the last attempt ever that found a document; null when there is none
     * @param overdue sessions past their deadline without a document, as far back as the source has them
     */
    record Condition(
            @Nullable String problem,
            @Nullable Job last,
            @Nullable Job found,
            List<LocalDate> overdue) {}

    private record Attempt(
            LocalDate session,
            Instant startedAt,
            Instant endedAt,
            @Nullable String sha256) {}

    private final Collector collector;
    private final String feed;
    private final String name;
    private final Http http;
    private final Shared shared;
    private final Agenda agenda;
    private boolean learned;
    private volatile Condition condition = new Condition("not started", null, null, List.of());

    CollectorLoop(Collector collector, Http http, Shared shared) {
        this.collector = collector;
        this.feed = collector.feed().name();
        this.name = collector.name();
        this.http = http;
        this.shared = shared;
        this.agenda = new Agenda(collector.source().plan(), collector.calendar(), shared.jitter());
    }

    /** Name of the feed. */
    String feed() {
        return feed;
    }

    /** Which of the feed's documents; empty for a feed with one a session. */
    String part() {
        return collector.part();
    }

    /** The days that the source publishes for. */
    TradingCalendar calendar() {
        return collector.calendar();
    }

    /** Feed and part in one word. */
    String name() {
        return name;
    }

    /** How the collector is doing; may be asked from any thread. */
    Condition condition() {
        return condition;
    }

    /** Keeps the schedule until interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                shared.time().waitUntil(step());
            }
        } catch (InterruptedException stop) {
            LOG.info("stopped {}", name);
        } finally {
            condition = new Condition("stopped", condition.last(), condition.found(), condition.overdue());
        }
    }

    /** Makes the attempt that has been due longest, if there is one, and says when to come back. */
    Instant step() throws InterruptedException {
        Instant now = shared.time().now();
        try {
            List<LocalDate> due = due();
            if (!due.isEmpty()) {
                attempt(due.get(0));
                return now;
            }
            observe(condition.last(), null);
            Instant lookUp = now.plus(LOOK_UP);
            return agenda.entries(now).stream()
                    .map(Agenda.Entry::at)
                    .filter(lookUp::isAfter)
                    .findFirst()
                    .orElse(lookUp);
        } catch (RuntimeException outage) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Instant next = agenda.pauseAll(shared.time().now());
            LOG.warn("cannot record attempts at {}, next try {}", name, next, outage);
            observe(condition.last(), "cannot record attempts: " + outage);
            return next;
        }
    }

    /** The sessions that are due now, the longest due first. */
    List<LocalDate> due() {
        if (!learned) {
            agenda.learn(shared.publisher().found(feed, part()));
            learned = true;
        }
        Instant now = shared.time().now();
        return agenda.entries(now).stream()
                .filter(entry -> !entry.at().isAfter(now))
                .map(Agenda.Entry::session)
                .toList();
    }

    /**
     * Asks for these sessions now, whatever the schedule says, each a few times if the source is in trouble.
     *
     * @param done told of each session's last attempt
     */
    void fetch(List<LocalDate> sessions, Consumer<Job> done) throws InterruptedException {
        due();
        for (LocalDate session : sessions) {
            Job job = attempt(session);
            for (int tries = 1; tries < TRIES_BY_HAND && Agenda.isTrouble(job.outcome()); tries++) {
                Instant next = job.nextAttemptAt();
                if (next == null || next.isAfter(shared.time().now().plus(PATIENCE_BY_HAND))) {
                    break;
                }
                shared.time().waitUntil(next);
                job = attempt(session);
            }
            done.accept(job);
        }
    }

    private Job attempt(LocalDate session) throws InterruptedException {
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
            LOG.error("{} cannot deal with what it met for {}", name, session, bug);
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
                feed,
                session,
                partOrNull(),
                document.bytes(),
                document.contentType(),
                document.url(),
                fetchedAt,
                status);
    }

    private Fetched compare(Attempt attempt, Fetched answer) {
        Optional<Job> before = agenda.found(attempt.session());
        if (answer.outcome() == UNCHANGED && before.isEmpty()) {
            return answer.as(NOT_PUBLISHED, "the source still serves another session's document");
        }
        if (answer.outcome() != FETCHED || attempt.sha256() == null) {
            return answer;
        }
        if (before.isPresent() && attempt.sha256().equals(before.get().sha256())) {
            return answer.as(UNCHANGED, "the bytes published before");
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
        Job job = new Job(
                feed,
                partOrNull(),
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
        observe(job, null);
        LOG.info(
                "{} {} session={} attempt={} status={} bytes={} sha256={} millis={} next={} {}",
                job.outcome(),
                name,
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

    /** The part as records have it. */
    private @Nullable String partOrNull() {
        return part().isEmpty() ? null : part();
    }

    private void observe(@Nullable Job last, @Nullable String problem) {
        String trouble = agenda.isBreakerOpen() && last != null
                ? "the source is in trouble: " + last.outcome() + " " + last.detail()
                : null;
        condition = new Condition(
                problem == null ? trouble : problem,
                last,
                agenda.lastFound().orElse(null),
                agenda.overdue(shared.time().now()));
    }
}
