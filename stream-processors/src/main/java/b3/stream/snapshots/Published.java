package b3.stream.snapshots;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has been published of one snapshot.
 *
 * @param number number of its last message; 0 when there was none
 * @param steps its history as its readers know it, oldest first
 */
record Published(long number, List<Step> steps) {

    /** Nothing has been published. */
    static final Published NOTHING = new Published(0, List.of());

    Published {
        steps = List.copyOf(steps);
    }

    /**
     * From a time of knowledge on, until the next step, this is the snapshot.
     *
     * @param from the time of knowledge, UTC
     * @param latest the snapshot; null: there is none
     */
    record Step(Instant from, @Nullable Latest latest) {}

    /**
     * A step that readers have to be told of.
     *
     * @param from the time of knowledge, UTC
     * @param before the snapshot that readers know as of that time; null: none
     * @param latest what it is; null: there is none
     * @param current whether it is the last step, which is current now
     */
    record Change(
            Instant from, @Nullable Latest before, @Nullable Latest latest, boolean current) {}

    /**
     * The changes that readers have to be told of so that they know the snapshots that follow from the inputs, oldest
     * first; nothing is published twice.
     */
    List<Change> to(Inputs inputs) {
        NavigableMap<Instant, Optional<Latest>> known = known();
        List<Change> changes = new ArrayList<>();
        for (Instant from : inputs.boundaries()) {
            Optional<Latest> wanted = inputs.at(from);
            Map.Entry<Instant, Optional<Latest>> told = known.floorEntry(from);
            Optional<Latest> before = told == null ? Optional.empty() : told.getValue();
            if (!wanted.equals(before)) {
                known.put(from, wanted);
                changes.add(new Change(from, before.orElse(null), wanted.orElse(null), false));
            }
        }
        if (!changes.isEmpty()) {
            Change last = changes.get(changes.size() - 1);
            if (last.from().equals(known.lastKey())) {
                changes.set(changes.size() - 1, new Change(last.from(), last.before(), last.latest(), true));
            }
        }
        return changes;
    }

    /** After a change has been told. */
    Published with(Change change, long newNumber) {
        NavigableMap<Instant, Optional<Latest>> known = known();
        known.put(change.from(), Optional.ofNullable(change.latest()));
        return new Published(
                newNumber,
                known.entrySet().stream()
                        .map(step -> new Step(step.getKey(), step.getValue().orElse(null)))
                        .toList());
    }

    private NavigableMap<Instant, Optional<Latest>> known() {
        NavigableMap<Instant, Optional<Latest>> known = new TreeMap<>();
        steps.forEach(step -> known.put(step.from(), Optional.ofNullable(step.latest())));
        return known;
    }
}
