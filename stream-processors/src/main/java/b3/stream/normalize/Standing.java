package b3.stream.normalize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one business key: every revision of every source, the last one of each in full. The
 * last revision of the most trusted source stands. A pure value: {@link #offer} answers what follows from one more
 * revision, and the answers are the same whatever order the revisions come in, except for what was published on the way.
 *
 * @param revisions in no particular order
 */
record Standing(List<Revision> revisions) {

    /** Nothing is known. */
    static final Standing NONE = new Standing(List.of());

    /**
     * What follows from an offered revision.
     *
     * @param next what is known from now on
     * @param messages what to publish, in this order; the last one is the standing revision
     * @param rivals the last revisions of other sources that the offered one, now its source's last, must agree with: all of
     *     them if it stands, else the standing one
     * @param clash the revision of the same source known at the very same instant with other content; null when there is
     *     none
     */
    record Answer(
            Standing next,
            List<Message> messages,
            List<Revision> rivals,
            @Nullable Revision clash) {}

    /**
     * Takes a revision.
     *
     * @param trust the most trusted source first
     *
     * <ul>
     *   <li>What its source already said at that time: nothing is published.
     *   <li>Something new, later than all else of its source: it is published.
     *   <li>Something new, earlier: it is published, and the standing revision once more behind it, so that the last
     *       message of a key on a compacted topic is always the one that stands.
     *   <li>Something preliminary, when its source's final word is already known: nothing is published, because readers of the
     *       tables take the revision that became known last. A final revision comes later than every preliminary one.
     *   <li>Another source stands: nothing is published; the revision is kept for comparison.
     *   <li>The same source said something else at the same instant: the document with the higher SHA-256 stands. That is
     *       arbitrary, but it does not depend on the order of arrival.
     * </ul>
     */
    Answer offer(Revision offered, Comparator<Revision> trust) {
        List<Revision> own = revisions.stream()
                .filter(offered::isOf)
                .sorted(Revision.BY_TIME)
                .toList();
        Revision before = own.stream()
                .filter(revision -> !revision.isAfter(offered))
                .reduce((earlier, later) -> later)
                .orElse(null);
        boolean said = before != null && before.fingerprint().equals(offered.fingerprint());
        if (before != null && said && before.preliminary().equals(offered.preliminary())) {
            return new Answer(this, List.of(), List.of(), null);
        }
        Revision clash = before != null && !offered.isAfter(before) ? before : null;
        if (clash != null && clash.document().compareTo(offered.document()) >= 0) {
            return new Answer(this, List.of(), List.of(), clash);
        }
        Revision newer = own.stream()
                .filter(revision -> revision.isAfter(offered))
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (said || own.stream().anyMatch(offered::isOvertakenBy)) {
            return new Answer(with(offered, newer == null, null), List.of(), List.of(), null);
        }
        List<Revision> others = others(offered, trust);
        boolean stands = others.isEmpty() || trust.compare(offered, others.get(0)) < 0;
        Standing next = with(offered, newer == null, clash);
        List<Message> messages = new ArrayList<>();
        if (stands) {
            messages.add(Objects.requireNonNull(offered.message(), "an offered revision has its message"));
            if (newer != null) {
                messages.add(Objects.requireNonNull(newer.message(), "the last revision keeps its message"));
            }
        }
        List<Revision> rivals = stands ? others : others.subList(0, 1);
        return new Answer(next, List.copyOf(messages), newer == null ? rivals : List.of(), clash);
    }

    /** The last revision of each other source, the most trusted first. */
    private List<Revision> others(Revision offered, Comparator<Revision> trust) {
        return revisions.stream()
                .filter(revision -> !offered.isOf(revision) && revision.message() != null)
                .sorted(trust)
                .toList();
    }

    private Standing with(Revision offered, boolean newest, @Nullable Revision replaced) {
        List<Revision> all = new ArrayList<>();
        for (Revision revision : revisions) {
            if (!revision.equals(replaced)) {
                all.add(newest && revision.isOf(offered) ? revision.withoutMessage() : revision);
            }
        }
        all.add(newest ? offered : offered.withoutMessage());
        return new Standing(List.copyOf(all));
    }
}
