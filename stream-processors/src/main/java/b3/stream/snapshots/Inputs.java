package b3.stream.snapshots;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is known of one instrument in one session, and the snapshot that follows from it at each time of
 * knowledge: a pure function, whatever the order of the steps.
 *
 * @param steps of all its contracts, in no particular order
 */
record Inputs(List<InputStep> steps) {

    private static final Comparator<Latest> FRONT_FIRST = Comparator.comparing(Inputs::expiry);

    Inputs {
        steps = List.copyOf(steps);
    }

    /** The times of knowledge at which the snapshot may change. */
    NavigableSet<Instant> boundaries() {
        return steps.stream().map(InputStep::from).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The snapshot as of a time of knowledge: the front contract among the contracts that are current at that time, or
     * the indicator.
     */
    Optional<Latest> at(Instant time) {
        Map<String, InputStep> current = new HashMap<>();
        steps.stream()
                .filter(step -> !step.from().isAfter(time))
                .forEach(step -> current.merge(
                        step.contract(), step, (one, other) -> one.from().isAfter(other.from()) ? one : other));
        return current.values().stream()
                .flatMap(step -> Stream.ofNullable(step.latest()))
                .min(FRONT_FIRST);
    }

    private static LocalDate expiry(Latest latest) {
        LocalDate expiry = latest.snapshot().expiry();
        return expiry == null ? LocalDate.MAX : expiry;
    }
}
