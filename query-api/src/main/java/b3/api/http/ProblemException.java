package b3.api.http;

import org.jspecify.annotations.Nullable;

/** A {@link Problem} on its way to the caller. */
@SuppressWarnings("serial")
public final class ProblemException extends RuntimeException {

    private final Problem problem;

    ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    /** What the caller is told. */
    public Problem problem() {
        return problem;
    }
}
