package b3.collector;

import b3.collector.due.Agenda;
import b3.collector.due.Time;
import b3.collector.fetch.Http;
import b3.collector.publish.Publisher;
import b3.collector.source.Collector;
import b3.schema.calendar.TradingCalendar;
import b3.schema.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one collector: it makes the {@link Attempts} that the {@link Agenda} asks for, and tells how the collector is doing. */
final class CollectorLoop implements Runnable {

    private static final Duration LOOK_UP = Duration.ofMinutes(1);
    private static final int TRIES_BY_HAND = 4;
    private static final Duration PATIENCE_BY_HAND = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(CollectorLoop.class);

    /**
     * What the loops of one process share.
     *
     * @param publisher publishes documents and records of attempts
     * @param time the clock
     * @param jitter keeps several collectors from returning to a source at the same moment
     */
    record Shared(Publisher publisher, Time time, RandomGenerator jitter) {}

    /**
     * How a collector is doing.
     *
     * @param problem why the collector is not healthy; null when it is
     * @param last the last attempt since the program started; null before the first
     * @param found the last attempt ever that found a document; null when there is none
     * @param overdue sessions past their deadline without a document, as far back as the source has them
     */
    record Condition(
            @Nullable String problem,
            @Nullable Job last,
            @Nullable Job found,
            List<LocalDate> overdue) {}

    private final Collector collector;
    private final Shared shared;
    private final Agenda agenda;
    private final Attempts attempts;
    private boolean learned;
    private volatile Condition condition = new Condition("not started", null, null, List.of());

    CollectorLoop(Collector collector, Http http, Shared shared) {
        this.collector = collector;
        this.shared = shared;
        this.agenda = new Agenda(collector.source().plan(), collector.calendar(), shared.jitter());
        this.attempts = new Attempts(collector, http, shared, agenda);
    }

    /** Name of the feed. */
    String feed() {
        return collector.feed().name();
    }

    /** The product of the feed that is asked for; empty for a feed with one document a session. */
    String product() {
        return collector.product();
    }

    /** The days that the source publishes for. */
    TradingCalendar calendar() {
        return collector.calendar();
    }

    /** Feed and product in one word. */
    String name() {
        return collector.name();
    }

    /** How the collector is doing. Any thread may ask. */
    Condition condition() {
        return condition;
    }

    /** Keeps the schedule until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                shared.time().waitUntil(step());
            }
        } catch (InterruptedException stop) {
            LOG.info("stopped {}", name());
        } finally {
            condition = new Condition("stopped", condition.last(), condition.found(), condition.overdue());
        }
    }

    /** Makes the attempt that has been due longest, if one is due, and returns when the next step is to be made. */
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
            LOG.warn("cannot record attempts at {}, next try {}", name(), next, outage);
            observe(condition.last(), "cannot record attempts: " + outage);
            return next;
        }
    }

    /** Returns the sessions that are due now, the longest due first. */
    List<LocalDate> due() {
        if (!learned) {
            agenda.learn(shared.publisher().found(feed(), product()));
            learned = true;
        }
        Instant now = shared.time().now();
        return agenda.entries(now).stream()
                .filter(entry -> !entry.at().isAfter(now))
                .map(Agenda.Entry::session)
                .toList();
    }

    /**
     * Asks for these sessions now, whatever the schedule says. A session is asked for a few times if the source is in
     * trouble.
     *
     * @param done receives the last attempt at each session
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
        Job job = attempts.make(session);
        observe(job, null);
        return job;
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
