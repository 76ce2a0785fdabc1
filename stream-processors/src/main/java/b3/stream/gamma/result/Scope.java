package b3.stream.gamma.result;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which expiries a set of levels covers.
 *
 * @param kind how the expiries are chosen
 * @param expiry the one expiry of kind {@code EXPIRY}; null for every other kind
 */
public record Scope(Kind kind, @Nullable LocalDate expiry) {

    /** How the expiries of a scope are chosen. */
    public enum Kind {
        /** Every expiry that has not expired. */
        ALL,
        /** One expiry. */
        EXPIRY,
        /** The nearest expiry with a live row, today's included. */
        NEXT,
        /** The expiry of the valuation date while it still trades. */
        ZERO_DTE,
        /** Every live expiry but {@code NEXT}. */
        EX_NEXT
    }

    /** Every live expiry. */
    public static final Scope ALL = new Scope(Kind.ALL, null);
    /** The nearest live expiry. */
    public static final Scope NEXT = new Scope(Kind.NEXT, null);
    /** Today's expiry. */
    public static final Scope ZERO_DTE = new Scope(Kind.ZERO_DTE, null);
    /** All but the nearest live expiry. */
    public static final Scope EX_NEXT = new Scope(Kind.EX_NEXT, null);

    public Scope {
        if ((kind == Kind.EXPIRY) != (expiry != null)) {
            throw new IllegalArgumentException("scope " + kind + " with expiry " + expiry);
        }
    }

    /** One expiry. */
    public static Scope of(LocalDate expiry) {
        return new Scope(Kind.EXPIRY, expiry);
    }

    /** The name on the wire: {@code ALL}, {@code EXPIRY:2025-03-03}, {@code NEXT}, {@code 0DTE}, {@code EX_NEXT}. */
    public String label() {
        return switch (kind) {
            case ALL -> "ALL";
            case EXPIRY -> "EXPIRY:" + requireNonNull(expiry);
            case NEXT -> "NEXT";
            case ZERO_DTE -> "0DTE";
            case EX_NEXT -> "EX_NEXT";
        };
    }
}
