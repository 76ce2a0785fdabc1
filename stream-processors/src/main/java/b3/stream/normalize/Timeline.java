package b3.stream.normalize;

import b3.schema.MarketRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one business key: every statement of every source. What stands at a time of knowledge is
 * a function of the statements known by then, so it does not depend on the order in which they came:
 *
 * <ol>
 *   <li>A source says what its last statement says ({@link Statement#ORDER}).
 *   <li>A source whose last statement withdraws the key says nothing.
 *   <li>Of the sources that say something the most trusted one stands.
 *   <li>Where a source repeated itself, the first statement of the repetition stands: since then it is known.
 * </ol>
 *
 * <p>A pure value. {@link #to} answers what one more statement changes, step by step.
 *
 * @param session the session that the key belongs to
 * @param ts the exchange's own time of the key
 * @param revision number of the last message about the key; 0 when there was none
 * @param statements by source, each source's in its order; at most {@value #MOST_OF_A_SOURCE} of one source, the oldest but
 *     the first are forgotten then
 */
record Timeline(LocalDate session, Instant ts, long revision, List<Statement> statements) {

    /** Most statements of one source that are remembered. */
    static final int MOST_OF_A_SOURCE = 256;

    private static final Comparator<Statement> BY_SOURCE =
            Comparator.comparing(Statement::source).thenComparing(Statement.ORDER);

    Timeline {
        statements = List.copyOf(statements);
    }

    /** Nothing is known of a record's key. */
    static Timeline of(MarketRecord record) {
        return new Timeline(record.session(), record.ts(), 0, List.of());
    }

    /**
     * From one time of knowledge on, until the next step, something else stands than was thought.
     *
     * @param from the time of knowledge
     * @param before what was thought to stand; null: nothing
     * @param stands what stands; null: nothing
     */
    record Step(
            Instant from,
            @Nullable Statement before,
            @Nullable Statement stands) {}

    /**
     * The steps that have changed, oldest first.
     *
     * @param standing whether the last of them is what stands now
     */
    record Changes(List<Step> steps, boolean standing) {}

    /**
     * With one more statement. The same document again, read by the same reader or a newer one, replaces what it said before;
     * an older reader changes nothing. Every time at which something was known remains a step, for something may have been
     * published there.
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
        return new Timeline(session, ts, revision, next);
    }

    /** Without what a document said, as if it never had; the same if it said nothing. */
    Timeline without(Statement said) {
        return reading(said) == null ? this : with(said.retracted(said.reader()));
    }

    /** What changes on the way to another timeline of the same key. Only what is known since the first difference can. */
    Changes to(Timeline next, ToIntFunction<String> priority) {
        Set<Statement> differences = new HashSet<>(statements);
        next.statements.stream()
                .filter(statement -> !differences.remove(statement))
                .toList()
                .forEach(differences::add);
        TreeSet<Instant> times = new TreeSet<>();
        next.statements.forEach(statement -> times.add(statement.knownAt()));
        Instant since = differences.stream()
                .map(Statement::knownAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        List<Step> steps = new ArrayList<>();
        for (Instant time : times.tailSet(since)) {
            Statement before = at(time, priority).orElse(null);
            Statement after = next.at(time, priority).orElse(null);
            if (!same(before, after)) {
                steps.add(new Step(time, before, after));
            }
        }
        boolean standing =
                !steps.isEmpty() && steps.get(steps.size() - 1).from().equals(times.last());
        return new Changes(List.copyOf(steps), standing);
    }

    /** What stands as of a time of knowledge, if anything does. */
    Optional<Statement> at(Instant time, ToIntFunction<String> priority) {
        Statement best = null;
        Statement last = null;
        Statement first = null;
        for (Statement statement : statements) {
            if (statement.isRetracted() || statement.knownAt().isAfter(time)) {
                continue;
            }
            if (last == null || !last.isOf(statement)) {
                best = better(best, first, priority);
                first = statement;
            } else if (!Objects.equals(last.content(), statement.content())) {
                first = statement;
            }
            last = statement;
        }
        return Optional.ofNullable(better(best, first, priority));
    }

    /** What stands now, if anything does. */
    Optional<Statement> now(ToIntFunction<String> priority) {
        return at(Instant.MAX, priority);
    }

    /** The last statement of every other source, if this one is the last of its own; those that withdraw aside. */
    List<Statement> rivals(Statement said) {
        Map<String, Statement> last = new TreeMap<>();
        statements.stream()
                .filter(statement -> !statement.isRetracted())
                .forEach(statement -> last.put(statement.source(), statement));
        return said.equals(last.remove(said.source()))
                ? last.values().stream().filter(other -> !other.withdraws()).toList()
                : List.of();
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

    Timeline numbered(long number) {
        return new Timeline(session, ts, number, statements);
    }

    private @Nullable Statement reading(Statement said) {
        return statements.stream().filter(said::isReadingOf).findFirst().orElse(null);
    }

    private static @Nullable Statement better(
            @Nullable Statement best, @Nullable Statement other, ToIntFunction<String> priority) {
        if (other == null || other.withdraws()) {
            return best;
        }
        if (best == null) {
            return other;
        }
        int compared = Integer.compare(priority.applyAsInt(best.source()), priority.applyAsInt(other.source()));
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
