package b3.collector;

import b3.collector.due.Agenda;
import b3.schema.calendar.TradingCalendar;
import b3.schema.jobs.Job;
import b3.schema.jobs.Job.Outcome;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;

/** Runs the collectors of this process: each on a thread of its own by its schedule, or all of them once in turn. */
final class CollectorThreads implements SmartLifecycle {

    private static final long STOP_MILLIS = 10_000;
    private static final int BAR = 30;

    private final List<CollectorLoop> loops;
    private final boolean scheduled;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * The threads of these collectors.
     *
     * @param scheduled whether the collectors keep their schedules from the start on
     */
    CollectorThreads(List<CollectorLoop> loops, boolean scheduled) {
        this.loops = List.copyOf(loops);
        this.scheduled = scheduled;
    }

    /** The collectors. */
    List<CollectorLoop> loops() {
        return loops;
    }

    /**
     * Asks once for the wanted sessions and shows the progress.
     *
     * @return exit code: 0 when every source answered as it should, 1 when a source was in trouble, 2 when the wish is wrong
     */
    int once(CollectorConfig.Run wish, PrintStream progress) throws InterruptedException {
        Optional<String> wrong = wrong(wish);
        if (wrong.isPresent()) {
            progress.println(wrong.get());
            return 2;
        }
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (CollectorLoop loop : loops) {
            List<LocalDate> sessions = sessions(wish, loop);
            List<Job> done = new ArrayList<>();
            loop.fetch(sessions, job -> {
                done.add(job);
                outcomes.merge(job.outcome(), 1, Integer::sum);
                int filled = BAR * done.size() / sessions.size();
                progress.printf(
                        "\r%s [%s%s] %d/%d %s %-13s",
                        loop.name(),
                        "#".repeat(filled),
                        ".".repeat(BAR - filled),
                        done.size(),
                        sessions.size(),
                        job.session(),
                        job.outcome());
            });
            progress.println(sessions.isEmpty() ? loop.name() + ": nothing is due" : "");
        }
        progress.println(outcomes);
        boolean trouble = outcomes.keySet().stream().anyMatch(o -> Agenda.isTrouble(o) || o == Outcome.REJECTED);
        return trouble ? 1 : 0;
    }

    /** Returns what is wrong with the wish itself; empty when nothing is. */
    private Optional<String> wrong(CollectorConfig.Run wish) {
        for (LocalDate day : Stream.of(wish.session(), wish.from(), wish.to())
                .filter(Objects::nonNull)
                .toList()) {
            if (!TradingCalendar.load().knows(day)) {
                return Optional.of("expected a day from " + TradingCalendar.FIRST_DAY + " to "
                        + TradingCalendar.LAST_DAY + ", which is as far as the calendars reach, saw " + day);
            }
        }
        LocalDate day = wish.session();
        return day == null || loops.stream().anyMatch(loop -> loop.calendar().isSession(day))
                ? Optional.empty()
                : Optional.of("session: expected a day that one of the sources publishes for, saw " + day);
    }

    private static List<LocalDate> sessions(CollectorConfig.Run wish, CollectorLoop loop) {
        if (wish.session() != null) {
            return loop.calendar().sessions(wish.session(), wish.session());
        }
        return wish.from() != null && wish.to() != null ? loop.calendar().sessions(wish.from(), wish.to()) : loop.due();
    }

    @Override
    public boolean isAutoStartup() {
        return scheduled;
    }

    @Override
    public synchronized void start() {
        for (CollectorLoop loop : loops) {
            Thread thread = new Thread(loop, loop.name());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }
}
