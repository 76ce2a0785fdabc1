package b3.stream.normalize.revisions;

import b3.schema.MarketRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one business key: every statement of every source. Which statement is current at a time
 * of knowledge follows from the statements known by then, whatever the order in which they came:
 *
 * <ol>
 *   <li>A source says what its last statement says ({@link Statement#ORDER}).
 *   <li>A source whose last statement withdraws the key says nothing. If it is a source that decides which keys exist
 *       ({@link Sources#decides}) and it has stated the key before, then nothing is current.
 *   <li>Of the sources that say something, the statement of the source with the highest priority is current.
 *   <li>Where a source repeated itself, the first statement of the repetition is current, because its content has been
 *       known since then.
 * </ol>
 *
 * <p>A pure value. {@link #to} gives the revisions that one more statement makes, step by step.
 *
 * @param session the session that the key belongs to
 * @param ts the exchange's own time of the key
 * @param revision number of the last message about the key; 0 when there was none
 * @param steps the times of knowledge of which something was published
 * @param statements by source, each source's in its order; at most {@value #MOST_OF_A_SOURCE} of one source, the oldest but
 *     the first are forgotten then
 */
public record Timeline(LocalDate session, Instant ts, long revision, List<Instant> steps, List<Statement> statements) {

    /** Most statements of one source that are remembered. */
    static final int MOST_OF_A_SOURCE = 256;

    private static final Comparator<Statement> BY_SOURCE =
            Comparator.comparing(Statement::source).thenComparing(Statement.ORDER);

    public Timeline {
        steps = List.copyOf(steps);
        statements = List.copyOf(statements);
    }

    /** The timeline of a key of which nothing is known yet. */
    static Timeline of(MarketRecord record) {
        return new Timeline(record.session(), record.ts(), 0, List.of(), List.of());
    }

    /**
     * A revision that is missing: from one time of knowledge on, until the next step, another statement is current than the
     * one that was published.
     *
     * @param from the time of knowledge
     * @param before the statement that was published; null: none
     * @param current the current statement; null: none
     */
    record Step(
            Instant from,
            @Nullable Statement before,
            @Nullable Statement current) {}

    /**
     * Returns this timeline with one more statement. When the same reader or a newer one reads a document again, its
     * statement replaces the earlier one; an older reader changes nothing. Every time of knowledge remains a step, because a
     * revision may have been published for it.
     */
    Timeline with(Statement said) {
        Statement before = reading(said);
        if (before != null && (before.reader() > said.reader() || before.equals(said))) {
            return this;
        }
        List<Statement> next = new ArrayList<>(statements);
        next.remove(before);
        next.add(said);
        next.sort(BY_SOURCE);
        forgetOldest(next, said);
        return new Timeline(session, ts, revision, steps, next);
    }

    /** Returns this timeline without the statement of a document; the same if the document made none. */
    Timeline without(Statement said) {
        return reading(said) == null ? this : with(said.retracted(said.reader()));
    }

    /**
     * What must be published so that readers know another timeline of the same key, oldest first. A reader takes the last
     * step at or before a time of knowledge, so there is a step wherever that step would give another statement than the
     * current one.
     */
    List<Step> to(Timeline next, Sources sources) {
        TreeSet<Instant> times = new TreeSet<>(steps);
        next.statements.forEach(statement -> times.add(statement.knownAt()));
        List<Step> missing = new ArrayList<>();
        Statement told = null;
        for (Instant time : times) {
            Statement current = next.at(time, sources).orElse(null);
            if (steps.contains(time)) {
                told = at(time, sources).orElse(null);
            }
            if (!same(told, current)) {
                missing.add(new Step(time, told, current));
                told = current;
            }
        }
        return List.copyOf(missing);
    }

    /** Returns this timeline after these steps have been published, the last one under this number. */
    Timeline told(List<Step> published, long number) {
        TreeSet<Instant> all = new TreeSet<>(steps);
        published.forEach(step -> all.add(step.from()));
        return new Timeline(session, ts, number, List.copyOf(all), statements);
    }

    /** Whether a step is the last one, so that its statement is current now. */
    boolean isLast(Step step) {
        return steps.isEmpty() || !step.from().isBefore(steps.get(steps.size() - 1));
    }

    /** The statement that is current as of a time of knowledge, if there is one. */
    Optional<Statement> at(Instant time, Sources sources) {
        Statement best = null;
        Statement last = null;
        Statement first = null;
        boolean said = false;
        for (Statement statement : statements) {
            if (statement.isRetracted() || statement.knownAt().isAfter(time)) {
                continue;
            }
            if (last == null || !last.isOf(statement)) {
                if (said && endsWith(last, sources)) {
                    return Optional.empty();
                }
                best = better(best, first, sources);
                first = statement;
                said = false;
            } else if (!Objects.equals(last.content(), statement.content())) {
                first = statement;
            }
            said = said || !statement.withdraws();
            last = statement;
        }
        return said && endsWith(last, sources) ? Optional.empty() : Optional.ofNullable(better(best, first, sources));
    }

    /** Whether a key that was said before exists no more after this last statement of a source. */
    private static boolean endsWith(@Nullable Statement last, Sources sources) {
        return last != null && last.withdraws() && sources.decides(last.source());
    }

    /** The statement that is current now, if there is one. */
    Optional<Statement> now(Sources sources) {
        return at(Instant.MAX, sources);
    }

    /**
     * The last statements of other sources that a statement has to agree with, if it is the last one of its own source: all
     * of them if its own source is current, else only the current one.
     */
    List<Statement> conflicting(Statement said, Optional<Statement> current) {
        Map<String, Statement> last = new TreeMap<>();
        statements.stream()
                .filter(statement -> !statement.isRetracted())
                .forEach(statement -> last.put(statement.source(), statement));
        if (!said.equals(last.remove(said.source()))) {
            return List.of();
        }
        String source = current.map(Statement::source).orElse(said.source());
        return last.values().stream()
                .filter(other -> !other.withdraws())
                .filter(other -> source.equals(said.source()) || source.equals(other.source()))
                .toList();
    }

    /** What another document of the same source said at the very same instant, if it said something else. */
    Optional<Statement> contradiction(Statement said) {
        return statements.stream()
                .filter(other -> other.isOf(said)
                        && other.knownAt().equals(said.knownAt())
                        && other.preliminary() == said.preliminary()
                        && !other.document().equals(said.document())
                        && !other.withdraws()
                        && !other.isRetracted()
                        && !Objects.equals(other.content(), said.content()))
                .findFirst();
    }

    private @Nullable Statement reading(Statement said) {
        return statements.stream().filter(said::isReadingOf).findFirst().orElse(null);
    }

    private static @Nullable Statement better(@Nullable Statement best, @Nullable Statement other, Sources sources) {
        if (other == null || other.withdraws()) {
            return best;
        }
        if (best == null) {
            return other;
        }
        int compared = Integer.compare(sources.priority(best.source()), sources.priority(other.source()));
        return compared < 0 || (compared == 0 && best.source().compareTo(other.source()) < 0) ? best : other;
    }

    /** The same statement, whoever read it. */
    private static boolean same(@Nullable Statement one, @Nullable Statement other) {
        if (one == null || other == null) {
            return Objects.equals(one, other);
        }
        return one.isReadingOf(other) && Objects.equals(one.content(), other.content());
    }

    private static void forgetOldest(List<Statement> statements, Statement said) {
        long own = statements.stream().filter(said::isOf).count();
        if (own > MOST_OF_A_SOURCE) {
            int first = 0;
            while (!statements.get(first).isOf(said)) {
                first++;
            }
            statements.remove(first + 1);
        }
    }
}
