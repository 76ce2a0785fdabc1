package b3.stream.normalize.revisions;

import static java.util.Objects.requireNonNull;

import b3.schema.Dataset;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Revision;
import b3.schema.Revision.Change;
import b3.schema.document.Rejection;
import b3.stream.normalize.reading.NormalizedRecord;
import b3.stream.normalize.revisions.Timeline.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Compares every statement with what is known of its key, remembers it, and publishes the revisions that follow.
 * {@link Timeline} says which statement is current; {@link Conflicts} reports statements that contradict each other.
 */
public final class Timelines {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final KeyValueStore<String, Timeline> timelines;
    private final Contents contents;
    private final Conflicts conflicts;

    public Timelines(
            KeyValueStore<String, Timeline> timelines, KeyValueStore<String, Document> documents, Contents contents) {
        this.timelines = timelines;
        this.contents = contents;
        this.conflicts = new Conflicts(documents, contents);
    }

    /**
     * The processing of one document.
     *
     * @param document the document
     * @param outbox sends the revisions
     * @param rejections collects the conflicts with other documents
     */
    record Passage(Document document, Outbox outbox, List<Rejection> rejections) {

        /** Returns the same processing on behalf of another document. */
        Passage of(Document other) {
            return new Passage(other, outbox, rejections);
        }
    }

    /**
     * Takes a record of a document as a statement about its key.
     *
     * @return whether a revision was published
     */
    boolean say(NormalizedRecord stated, Passage passage) {
        MarketRecord record = stated.record();
        Dataset<?> dataset = stated.dataset();
        String key = record.businessKey();
        byte[] json = Json.bytes(stated.content());
        String fingerprint = contents.put(
                dataset, key, record.session(), json, passage.outbox().now());
        Statement said = passage.document().says(fingerprint);
        Timeline known = Objects.requireNonNullElseGet(timelines.get(place(dataset, key)), () -> Timeline.of(record));
        boolean published = change(dataset, key, known, known.with(said), passage);
        if (!known.statements().contains(said)) {
            Timeline next = requireNonNull(timelines.get(place(dataset, key)), key);
            passage.rejections().addAll(conflicts.of(stated, said, next));
        }
        return published;
    }

    /**
     * Takes the silence of a document that states the whole scope of a key: the document withdraws the key. Of a key before
     * the first session that the document states completely, it says nothing.
     *
     * @param from that session; null if the document states every session of the scope
     */
    void withdraw(Dataset<?> dataset, String key, @Nullable LocalDate from, Passage passage) {
        Statement withdrawal = passage.document().says(null);
        change(
                dataset,
                key,
                passage,
                known -> from != null && known.session().isBefore(from)
                        ? known.without(withdrawal)
                        : known.with(withdrawal));
    }

    /** Removes what a document said of a key, because a newer reader of the document does not find the key in it. */
    void retract(Dataset<?> dataset, String key, Passage passage) {
        change(dataset, key, passage, known -> known.without(passage.document().says(null)));
    }

    private void change(Dataset<?> dataset, String key, Passage passage, UnaryOperator<Timeline> step) {
        Timeline known = timelines.get(place(dataset, key));
        if (known != null) {
            change(dataset, key, known, step.apply(known), passage);
        }
    }

    /** Remembers what is known now and publishes the revisions that follow from the change. */
    private boolean change(Dataset<?> dataset, String key, Timeline known, Timeline wanted, Passage passage) {
        if (wanted.equals(known)) {
            return false;
        }
        Sources sources = Sources.of(dataset);
        Timeline next = wanted;
        List<Step> steps = known.to(next, sources);
        for (Optional<Statement> lost = forgotten(dataset, key, next, steps);
                lost.isPresent();
                lost = forgotten(dataset, key, next, steps)) {
            passage.rejections().add(Conflicts.forgotten(next, key, lost.get()));
            next = next.without(lost.get());
            steps = known.to(next, sources);
        }
        long number = known.revision();
        Timeline told = next.told(steps, number);
        for (Step step : steps) {
            number = Revision.numberAfter(
                    number, Instant.ofEpochMilli(passage.outbox().now()));
            publish(dataset, key, told, number, step, passage);
        }
        timelines.put(place(dataset, key), next.told(steps, number));
        return !steps.isEmpty();
    }

    private Optional<Statement> forgotten(Dataset<?> dataset, String key, Timeline next, List<Step> steps) {
        return steps.stream()
                .map(Step::current)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(statement -> content(dataset, key, next, statement) == null)
                .findFirst();
    }

    private byte @Nullable [] content(Dataset<?> dataset, String key, Timeline timeline, Statement statement) {
        return contents.get(dataset, key, timeline.session(), requireNonNull(statement.content(), key));
    }

    private void publish(Dataset<?> dataset, String key, Timeline timeline, long number, Step step, Passage passage) {
        Statement statement = step.current();
        Document document = statement == null ? passage.document() : document(statement, passage.document());
        Revision revision = new Revision(number, step.from(), timeline.ts(), kind(step), document.readerName());
        byte[] record = statement == null
                ? null
                : Contents.withProvenance(requireNonNull(content(dataset, key, timeline, statement), key), document);
        passage.outbox().send(dataset, key, timeline.session(), document, revision, record, timeline.isLast(step));
    }

    private Document document(Statement statement, Document passing) {
        boolean same = passing.says(statement.content()).isReadingOf(statement);
        return same ? passing : conflicts.document(statement);
    }

    private static Change kind(Step step) {
        Statement before = step.before();
        Statement current = step.current();
        if (current == null) {
            return Change.WITHDRAWN;
        }
        if (before == null) {
            return Change.NEW;
        }
        if (before.isReadingOf(current)) {
            return Change.REREAD;
        }
        return Objects.equals(before.content(), current.content()) ? Change.RESTATED : Change.CORRECTED;
    }

    /** The place of a key in the store: keys of one session lie together, because they share documents and pack well. */
    private static String place(Dataset<?> dataset, String key) {
        Matcher day = DAY.matcher(key);
        return dataset.name() + "|" + (day.find() ? day.group() : "") + "|" + key;
    }

    /** The timeline of a key; null when nothing is known of it. */
    @Nullable
    Timeline of(Dataset<?> dataset, String key) {
        return timelines.get(place(dataset, key));
    }
}
