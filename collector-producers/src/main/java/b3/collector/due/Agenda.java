package b3.collector.due;

import static b3.schema.jobs.Job.Outcome.BLOCKED;
import static b3.schema.jobs.Job.Outcome.FAILED;
import static b3.schema.jobs.Job.Outcome.FETCHED;
import static b3.schema.jobs.Job.Outcome.UNCHANGED;

import b3.schema.calendar.TradingCalendar;
import b3.schema.jobs.Job;
import b3.schema.jobs.Job.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when one collector asks for which session. It has no clock: every method is told the time. Not thread-safe.
 *
 * <ul>
 *   <li><b>When:</b> a session is due at its first slot after its document was last found. This one rule makes the
 *       schedule, the catch-up after a stop, and the search for corrections at later slots. The session that has been due
 *       longest goes first, because a source drops its oldest sessions next.
 *   <li><b>Again:</b> an attempt that found nothing is repeated after a pause that grows and has a random part. Past the
 *       deadline an absent document is given up; a source in trouble is asked again as long as it still has the session.
 *   <li><b>Breaker:</b> {@value #BREAKER} troubles in a row, at whatever sessions, or a {@code Retry-After} stop all
 *       attempts for the pause; then one attempt shows whether the source is back.
 * </ul>
 *
 * <p>The pauses are computed by hand because Spring's {@code ExponentialBackOff} advances whenever it is asked for a pause,
 * while {@link #next} must answer before the attempt is recorded, and more than once.
 */
public final class Agenda {

    static final int BREAKER = 3;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /**
     * A session and when to ask for it.
     *
     * @param session the session
     * @param at from when on the session is due; may have passed long ago
     */
    public record Entry(LocalDate session, Instant at) {}

    /**
     * An attempt that has ended.
     *
     * @param session the session that was asked for
     * @param startedAt when the attempt began
     * @param endedAt when the source had answered
     * @param outcome what came of it
     * @param retryAfter how long the source asks us to stay away; null when it does not
     */
    public record Attempt(
            LocalDate session,
            Instant startedAt,
            Instant endedAt,
            Outcome outcome,
            @Nullable Duration retryAfter) {}

    /**
     * What follows from an attempt once it is recorded.
     *
     * @param at when to ask for the session again; null when it is not asked for again
     * @param misses number of attempts at the session in a row that found nothing
     * @param troubles number of attempts in a row, at whatever sessions, that met a source in trouble
     * @param pausedUntil until when no attempt is made at all
     */
    public record Next(@Nullable Instant at, int misses, int troubles, Instant pausedUntil) {}

    private record Last(Job job, Next next) {}

    private final Plan plan;
    private final TradingCalendar calendar;
    private final RandomGenerator jitter;
    private final Map<LocalDate, Last> attempted = new HashMap<>();
    private final Map<LocalDate, Job> found = new HashMap<>();
    private Instant pausedUntil = Instant.MIN;
    private int troubles;
    private int unrecorded;

    /** An agenda that has made no attempt yet. */
    public Agenda(Plan plan, TradingCalendar calendar, RandomGenerator jitter) {
        this.plan = plan;
        this.calendar = calendar;
        this.jitter = jitter;
    }

    /** Takes note of documents that were found before the program started. */
    public void learn(Map<LocalDate, Job> before) {
        found.putAll(before);
    }

    /** Returns the sessions to ask for, the longest due first. */
    public List<Entry> entries(Instant now) {
        List<Entry> entries = new ArrayList<>();
        for (LocalDate session : window(now)) {
            Last last = attempted.get(session);
            Instant at = last == null
                    ? slotAfter(session, found.get(session))
                    : last.next().at();
            if (at != null) {
                entries.add(new Entry(session, at.isAfter(pausedUntil) ? at : pausedUntil));
            }
        }
        entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::session));
        return entries;
    }

    /** Returns the number of the next attempt at this session, counted since the program started. */
    public int nextAttempt(LocalDate session) {
        Last last = attempted.get(session);
        return last == null ? 1 : last.job().attempt() + 1;
    }

    /** Returns what follows from this attempt. It takes effect only when the attempt is {@link #conclude concluded}. */
    public Next next(Attempt attempt) {
        LocalDate session = attempt.session();
        if (isFound(attempt.outcome())) {
            return new Next(slotAfter(session, attempt.startedAt()), 0, 0, Instant.MIN);
        }
        Last last = attempted.get(session);
        int misses = last == null ? 1 : last.next().misses() + 1;
        boolean late = attempt.endedAt().isAfter(plan.deadline(session, calendar));
        if (!isTrouble(attempt.outcome())) {
            Instant slot = slotAfter(session, attempt.startedAt());
            Instant retry = attempt.endedAt().plus(pause(misses));
            boolean slotFirst = late || (slot != null && slot.isBefore(retry));
            return new Next(slotFirst ? slot : retry, misses, 0, Instant.MIN);
        }
        int inARow = troubles + 1;
        Duration pause = pause(inARow);
        Duration asked = attempt.retryAfter();
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked;
        }
        Instant retry = attempt.endedAt().plus(pause);
        boolean stop = inARow >= BREAKER || asked != null;
        return new Next(late && plan.catchUpSessions() == 0 ? null : retry, misses, inARow, stop ? retry : Instant.MIN);
    }

    /** Takes note of an attempt that is recorded. */
    public void conclude(Job job, Next next) {
        attempted.put(job.session(), new Last(job, next));
        if (isFound(job.outcome())) {
            found.put(job.session(), job);
        }
        troubles = next.troubles();
        unrecorded = 0;
        pausedUntil = next.pausedUntil();
    }

    /** Takes note that attempts cannot be recorded, and returns until when none is made. */
    public Instant pauseAll(Instant now) {
        unrecorded++;
        pausedUntil = now.plus(pause(unrecorded));
        return pausedUntil;
    }

    /** Returns whether the source has been in trouble so often that it is left alone for a while. */
    public boolean isBreakerOpen() {
        return troubles >= BREAKER;
    }

    /** Returns the last attempt that found the document of this session. */
    public Optional<Job> found(LocalDate session) {
        return Optional.ofNullable(found.get(session));
    }

    /** Returns the last attempt that found any document. */
    public Optional<Job> lastFound() {
        return found.values().stream().max(Comparator.comparing(Job::startedAt));
    }

    /** Returns the session whose document has this SHA-256. */
    public Optional<LocalDate> sessionOf(String sha256) {
        return found.values().stream()
                .filter(job -> sha256.equals(job.sha256()))
                .map(Job::session)
                .findFirst();
    }

    /**
     * Returns whether the source can have the document of this session. A source that overwrites its document has none of
     * the past: the document that it serves today would be taken for that of the wanted session.
     */
    public boolean mayHave(LocalDate session, Instant now) {
        return plan.catchUpSessions() > 0 || window(now).contains(session);
    }

    /** Returns the sessions past their deadline whose document was never found, as far back as the source has them. */
    public List<LocalDate> overdue(Instant now) {
        return window(now).stream()
                .filter(session -> !found.containsKey(session) && now.isAfter(plan.deadline(session, calendar)))
                .sorted()
                .toList();
    }

    /** Returns whether an attempt with this outcome found the document. */
    public static boolean isFound(Outcome outcome) {
        return outcome == FETCHED || outcome == UNCHANGED;
    }

    /** Returns whether an attempt with this outcome met a source in trouble. */
    public static boolean isTrouble(Outcome outcome) {
        return outcome == FAILED || outcome == BLOCKED;
    }

    /** Returns the sessions whose deadline is ahead, and those past it that the source still has; the latest first. */
    private List<LocalDate> window(Instant now) {
        LocalDate session = calendar.sessionOn(now);
        List<LocalDate> window = new ArrayList<>();
        int past = 0;
        while (true) {
            if (now.isAfter(plan.deadline(session, calendar))) {
                past++;
            }
            if (past > plan.catchUpSessions()) {
                return window;
            }
            window.add(session);
            session = calendar.previousSession(session);
        }
    }

    private @Nullable Instant slotAfter(LocalDate session, @Nullable Job success) {
        return slotAfter(session, success == null ? Instant.MIN : success.startedAt());
    }

    private @Nullable Instant slotAfter(LocalDate session, Instant instant) {
        return plan.slots(session, calendar).stream()
                .filter(slot -> slot.isAfter(instant))
                .findFirst()
                .orElse(null);
    }

    private Duration pause(int inARow) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(inARow - 1, 10));
        Duration capped = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return Duration.ofMillis(Math.round(capped.toMillis() * (0.8 + 0.4 * jitter.nextDouble())));
    }
}
