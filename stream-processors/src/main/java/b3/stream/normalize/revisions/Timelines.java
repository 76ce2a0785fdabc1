package b3.stream.normalize.revisions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import b3.schema.Dataset;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Reason;
import b3.schema.Rejection;
import b3.schema.Revision;
import b3.schema.Revision.Change;
import b3.stream.normalize.revisions.Timeline.Step;
import java.nio.ByteBuffer;
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
import tools.jackson.databind.node.ObjectNode;

/** Every statement on its way out is held against what is known of its key; see {@link Timeline} for the rule. */
public final class Timelines {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final KeyValueStore<String, Timeline> timelines;
    private final KeyValueStore<String, Document> documents;
    private final Contents contents;

    public Timelines(
            KeyValueStore<String, Timeline> timelines, KeyValueStore<String, Document> documents, Contents contents) {
        this.timelines = timelines;
        this.documents = documents;
        this.contents = contents;
    }

    /**
     * One document on its way through.
     *
     * @param document the document
     * @param outbox where messages go
     * @param rejections what is to be said about them besides
     */
    record Passage(Document document, Outbox outbox, List<Rejection> rejections) {

        /** The same on behalf of another document. */
        Passage of(Document other) {
            return new Passage(other, outbox, rejections);
        }
    }

    /**
     * A document says a record.
     *
     * @param content the record as JSON without its provenance
     * @return whether anything was published
     */
    boolean say(MarketRecord record, Dataset<?> dataset, ObjectNode content, Passage passage) {
        String key = record.businessKey();
        byte[] json = Json.bytes(content);
        String fingerprint = Fingerprint.of(json);
        contents.put(
                dataset,
                key,
                record.session(),
                fingerprint,
                json,
                passage.outbox().now());
        Statement said = passage.document().says(fingerprint);
        Timeline known = Objects.requireNonNullElseGet(timelines.get(place(dataset, key)), () -> Timeline.of(record));
        boolean published = change(dataset, key, known, known.with(said), passage);
        if (!known.statements().contains(said)) {
            Timeline next = requireNonNull(timelines.get(place(dataset, key)), key);
            next.contradiction(said).ifPresent(other -> passage.rejections().add(contradiction(record, said, other)));
            next.rivals(said, next.now(Sources.of(dataset))).stream()
                    .filter(rival -> !fingerprint.equals(rival.content()))
                    .flatMap(rival -> disagreement(dataset, record, said, rival).stream())
                    .forEach(passage.rejections()::add);
        }
        return published;
    }

    /**
     * A document does not list a key of its scope. Before the first session that it states whole, it says nothing of the key.
     *
     * @param from that session; null if it states every one
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

    /** A newer reading of a document does not find a key in it. */
    void retract(Dataset<?> dataset, String key, Passage passage) {
        change(dataset, key, passage, known -> known.without(passage.document().says(null)));
    }

    private void change(Dataset<?> dataset, String key, Passage passage, UnaryOperator<Timeline> step) {
        Timeline known = timelines.get(place(dataset, key));
        if (known != null) {
            change(dataset, key, known, step.apply(known), passage);
        }
    }

    /** Remembers what is known now and publishes what that changes. */
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
            passage.rejections().add(forgotten(next, key, lost.get()));
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
                .map(Step::stands)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(statement -> content(dataset, key, next, statement) == null)
                .findFirst();
    }

    private byte @Nullable [] content(Dataset<?> dataset, String key, Timeline timeline, Statement statement) {
        return contents.get(dataset, key, timeline.session(), requireNonNull(statement.content(), key));
    }

    private void publish(Dataset<?> dataset, String key, Timeline timeline, long number, Step step, Passage passage) {
        Statement statement = step.stands();
        Document document = statement == null ? passage.document() : document(statement, passage.document());
        Revision revision = new Revision(number, step.from(), timeline.ts(), kind(step), document.readerName());
        byte[] record = statement == null
                ? null
                : withProvenance(requireNonNull(content(dataset, key, timeline, statement), key), document);
        passage.outbox().send(dataset, key, timeline.session(), document, revision, record, timeline.isLast(step));
    }

    /** A record's JSON: its provenance is its last component. */
    private static byte[] withProvenance(byte[] content, Document document) {
        byte[] provenance = Json.bytes(new Provenance(document.feed(), document.knownAt(), document.sha256()));
        byte[] name = ",\"provenance\":".getBytes(UTF_8);
        return ByteBuffer.allocate(content.length + name.length + provenance.length)
                .put(content, 0, content.length - 1)
                .put(name)
                .put(provenance)
                .put((byte) '}')
                .array();
    }

    private Document document(Statement statement, Document passing) {
        boolean same = passing.says(statement.content()).isReadingOf(statement);
        return same ? passing : document(statement);
    }

    private Document document(Statement statement) {
        return requireNonNull(
                documents.get(Document.key(statement.source(), statement.document(), statement.knownAt())),
                () -> "no document of " + statement);
    }

    private static Change kind(Step step) {
        Statement before = step.before();
        Statement stands = step.stands();
        if (stands == null) {
            return Change.WITHDRAWN;
        }
        if (before == null) {
            return Change.NEW;
        }
        if (before.isReadingOf(stands)) {
            return Change.REREAD;
        }
        return Objects.equals(before.content(), stands.content()) ? Change.RESTATED : Change.CORRECTED;
    }

    private static Rejection forgotten(Timeline timeline, String key, Statement lost) {
        return new Rejection(
                lost.source(),
                timeline.session(),
                Reason.FORGOTTEN,
                key,
                "what the document of " + lost.knownAt() + " says would stand now and is no longer held; read it again",
                lost.document());
    }

    /** Two documents of one source, known at one instant, with different contents. */
    private static Rejection contradiction(MarketRecord record, Statement said, Statement other) {
        Statement loser = Statement.ORDER.compare(said, other) > 0 ? other : said;
        return new Rejection(
                said.source(),
                record.session(),
                Reason.SOURCES_DISAGREE,
                record.businessKey(),
                "documents " + said.document() + " and " + other.document() + " of the same instant " + said.knownAt()
                        + " differ; " + loser.document() + " is not taken",
                loser.document());
    }

    private Optional<Rejection> disagreement(Dataset<?> dataset, MarketRecord record, Statement said, Statement rival) {
        byte[] content = contents.get(
                dataset, record.businessKey(), record.session(), requireNonNull(rival.content(), rival.source()));
        if (content == null) {
            return Optional.empty();
        }
        MarketRecord other = Json.read(withProvenance(content, document(rival)), dataset.type());
        boolean stands = Feeds.carried(said.source(), dataset).priority()
                < Feeds.carried(rival.source(), dataset).priority();
        MarketRecord winner = stands ? record : other;
        MarketRecord loser = stands ? other : record;
        return Disagreement.between(winner, loser)
                .map(detail -> new Rejection(
                        loser.provenance().source(),
                        record.session(),
                        Reason.SOURCES_DISAGREE,
                        record.businessKey(),
                        winner.provenance().source() + " / "
                                + loser.provenance().source() + ": " + detail + "; "
                                + winner.provenance().source() + " stands",
                        loser.provenance().document()));
    }

    /** Keys of one session lie together: they share documents, so that they pack well. */
    private static String place(Dataset<?> dataset, String key) {
        Matcher day = DAY.matcher(key);
        return dataset.name() + "|" + (day.find() ? day.group() : "") + "|" + key;
    }

    /** What is known of a key, for tests and checks. */
    @Nullable
    Timeline of(Dataset<?> dataset, String key) {
        return timelines.get(place(dataset, key));
    }
}
