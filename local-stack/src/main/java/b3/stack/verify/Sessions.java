package b3.stack.verify;

import b3.stack.access.UsageException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that a command compares.
 *
 * @param first the first session
 * @param last the last session
 */
record Sessions(LocalDate first, LocalDate last) implements Predicate<LocalDate> {

    private static final Sessions ALL = new Sessions(LocalDate.EPOCH, LocalDate.of(9999, 12, 31));

    /** The moments of a session lie after its midnight; live levels go on until the next session, over weekends and holidays. */
    private static final int LONGEST_DAYS = 12;

    /** Reads {@code FROM} or {@code FROM..TO}; null stands for every session. */
    static Sessions parse(String option, @Nullable String text) {
        if (text == null) {
            return ALL;
        }
        String[] ends = text.split("\\.\\.", 2);
        try {
            return new Sessions(LocalDate.parse(ends[0]), LocalDate.parse(ends[ends.length - 1]));
        } catch (DateTimeException e) {
            throw new UsageException(option + ": expected 2025-02-03 or 2025-02-03..2025-02-28, saw \"" + text + "\"");
        }
    }

    @Override
    public boolean test(LocalDate session) {
        return !session.isBefore(first) && !session.isAfter(last);
    }

    /** Returns the time in which the moments of these sessions lie. */
    Span span() {
        return equals(ALL)
                ? Span.ALL
                : new Span(
                        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        last.plusDays(LONGEST_DAYS).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
