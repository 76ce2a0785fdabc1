package b3.stream.normalize.revisions;

import static java.util.Objects.requireNonNull;

import b3.schema.Dataset;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.stream.normalize.reading.NormalizedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** Statements about one key that contradict each other, as rejections of the one that is not current. */
final class Conflicts {

    private final KeyValueStore<String, Document> documents;
    private final Contents contents;

    Conflicts(KeyValueStore<String, Document> documents, Contents contents) {
        this.documents = documents;
        this.contents = contents;
    }

    /**
     * The conflicts that a statement has caused.
     *
     * @param stated the record of the statement
     * @param said the statement
     * @param known what is known of the key, the statement included
     */
    List<Rejection> of(NormalizedRecord stated, Statement said, Timeline known) {
        List<Rejection> conflicts = new ArrayList<>();
        known.contradiction(said).ifPresent(other -> conflicts.add(contradiction(stated.record(), said, other)));
        known.conflicting(said, known.now(Sources.of(stated.dataset()))).stream()
                .filter(other -> !requireNonNull(said.content()).equals(other.content()))
                .flatMap(other -> disagreement(stated, said, other).stream())
                .forEach(conflicts::add);
        return conflicts;
    }

    /** The document of a statement. */
    Document document(Statement statement) {
        return requireNonNull(
                documents.get(Document.key(statement.source(), statement.document(), statement.knownAt())),
                () -> "no document of " + statement);
    }

    /** A statement that should be current, but whose content has been deleted. */
    static Rejection forgotten(Timeline timeline, String key, Statement lost) {
        return new Rejection(
                lost.source(),
                timeline.session(),
                Reason.FORGOTTEN,
                key,
                "the document of " + lost.knownAt() + " would be current, but its content has been deleted; read the"
                        + " document again",
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

    private Optional<Rejection> disagreement(NormalizedRecord stated, Statement said, Statement other) {
        MarketRecord record = stated.record();
        Dataset<?> dataset = stated.dataset();
        byte[] content = contents.get(
                dataset, record.businessKey(), record.session(), requireNonNull(other.content(), other.source()));
        if (content == null) {
            return Optional.empty();
        }
        MarketRecord opposed = Json.read(Contents.withProvenance(content, document(other)), dataset.type());
        Sources sources = Sources.of(dataset);
        boolean first = sources.priority(said.source()) < sources.priority(other.source());
        MarketRecord current = first ? record : opposed;
        MarketRecord loser = first ? opposed : record;
        return Disagreement.between(current, loser)
                .map(detail -> new Rejection(
                        loser.provenance().source(),
                        record.session(),
                        Reason.SOURCES_DISAGREE,
                        record.businessKey(),
                        current.provenance().source() + " / "
                                + loser.provenance().source() + ": " + detail + "; "
                                + current.provenance().source() + " is current",
                        loser.provenance().document()));
    }
}
