package b3.stream.gammalevels;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one calculation is for.
 *
 * @param underlying the underlying, such as {@code DOL}
 * @param session the session at whose end, or within which, the levels stand
 * @param at the moment of the price within the session; null: the session's end, at its own settlement
 */
record Target(
        String underlying, LocalDate session, @Nullable Instant at) {

    /** One text per target; later sessions sort behind earlier ones. */
    String key() {
        return session + "|" + underlying + "|" + (at == null ? "" : at);
    }

    /** The target of a {@link #key}. */
    static Target parse(String key) {
        String[] parts = key.split("\\|", -1);
        return new Target(parts[1], LocalDate.parse(parts[0]), parts[2].isEmpty() ? null : Instant.parse(parts[2]));
    }
}
