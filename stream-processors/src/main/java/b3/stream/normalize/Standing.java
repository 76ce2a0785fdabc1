package b3.stream.normalize;

import java.util.ArrayList;
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
     * @param rival the standing revision of another source that the offered one, now its source's last, must agree with;
     *     null when there is none
     * @param clash the revision of the same source known at the very same instant with other content; null when there is
     *     none
     */
    record Answer(
            Standing next,
            List<Message> messages,
            @Nullable Revision rival,
            @Nullable Revision clash) {}

    /**
     * Takes a revision.
     *
     * <ul>
     *   <li>What its source already said at that time: nothing follows.
     *   <li>Something new, known later than all else of its source: it is published.
     *   <li>Something new, known earlier: it is published, and the standing revision once more behind it, so that the last
     *       message of a key on a compacted topic is always the one that stands.
     *   <li>Another source stands: nothing is published; the revision is kept for comparison.
     *   <li>The same source said something else at the same instant: the document with the higher SHA-256 stands. That is
     *       arbitrary, but it does not depend on the order of arrival.
     * </ul>
     */
    Answer offer(Revision offered) {
        List<Revision> own = revisions.stream()
                .filter(offered::isOf)
                .sorted(Revision.BY_TIME)
                .toList();
        Revision before = own.stream()
                .filter(revision -> !revision.knownAt().isAfter(offered.knownAt()))
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (before != null && before.fingerprint().equals(offered.fingerprint())) {
            return new Answer(this, List.of(), null, null);
        }
        Revision clash = before != null && before.knownAt().equals(offered.knownAt()) ? before : null;
        if (clash != null && clash.document().compareTo(offered.document()) >= 0) {
            return new Answer(this, List.of(), null, clash);
        }
        Revision newer = own.stream()
                .filter(revision -> revision.knownAt().isAfter(offered.knownAt()))
                .reduce((earlier, later) -> later)
                .orElse(null);
        Revision rival = rival(offered);
        Standing next = with(offered, newer == null, clash);
        List<Message> messages = new ArrayList<>();
        if (rival == null || Revision.BY_RANK.compare(offered, rival) < 0) {
            messages.add(Objects.requireNonNull(offered.message(), "an offered revision has its message"));
            if (newer != null) {
                messages.add(Objects.requireNonNull(newer.message(), "the last revision keeps its message"));
            }
        }
        return new Answer(next, List.copyOf(messages), newer == null ? rival : null, clash);
    }

    /** The standing revision of the other sources. */
    private @Nullable Revision rival(Revision offered) {
        return revisions.stream()
                .filter(revision -> !offered.isOf(revision) && revision.message() != null)
                .min(Revision.BY_RANK)
                .orElse(null);
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
