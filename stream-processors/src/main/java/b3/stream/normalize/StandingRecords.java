package b3.stream.normalize;

import static b3.schema.Json.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Feeds;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.Provenance;
import b3.schema.Reason;
import b3.schema.Rejection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;
import tools.jackson.databind.JsonNode;

/** Every record on its way out is held against what is known of its business key; see {@link Standing} for the rules. */
final class StandingRecords {

    /**
     * What became of a record.
     *
     * @param published whether it said something new and stands, or stood, for its key
     * @param rejections what to say about it
     */
    record Outcome(boolean published, List<Rejection> rejections) {
        Outcome {
            rejections = List.copyOf(rejections);
        }
    }

    private final KeyValueStore<String, Standing> store;

    StandingRecords(KeyValueStore<String, Standing> store) {
        this.store = store;
    }

    /**
     * Publishes a record as far as it says something new.
     *
     * @param found the record's document
     * @param position the record's place in its document
     * @param content the record as JSON without its provenance
     */
    Outcome publish(Normalized found, int position, JsonNode content, Outbox outbox) {
        MarketRecord record = found.records().get(position);
        Dataset<?> dataset = Datasets.of(record);
        Message message = outbox.message(
                dataset.topic(), record.topicKey(), Integer.toString(position), record.session(), record);
        Provenance provenance = record.provenance();
        Revision offered = new Revision(
                provenance.source(),
                record.ts(),
                provenance.knownAt(),
                found.preliminary(),
                provenance.document(),
                sha256(bytes(content)),
                message);
        String key = dataset.name() + "|" + record.businessKey();
        Standing known = Objects.requireNonNullElse(store.get(key), Standing.NONE);
        Standing.Answer answer = known.offer(offered, Revision.byRank(dataset));
        if (!answer.next().equals(known)) {
            store.put(key, answer.next());
        }
        answer.messages().forEach(outbox::send);
        boolean published = !answer.messages().isEmpty();
        if (answer.clash() != null) {
            return new Outcome(published, List.of(clash(record, offered, answer.clash())));
        }
        return new Outcome(
                published,
                answer.rivals().stream()
                        .flatMap(rival -> disagreement(record, dataset, rival).stream())
                        .toList());
    }

    /** Two contents of one source for one instant. */
    private static Rejection clash(MarketRecord record, Revision offered, Revision other) {
        boolean sameDocument = offered.document().equals(other.document());
        Revision loser = offered.document().compareTo(other.document()) > 0 ? other : offered;
        String detail = sameDocument
                ? "the same key twice in one document; the first stands"
                : "documents " + offered.document() + " and " + other.document() + " of the same instant "
                        + offered.knownAt() + " differ; " + loser.document() + " is not taken";
        return new Rejection(
                offered.source(),
                record.session(),
                sameDocument ? Reason.DUPLICATE_KEY : Reason.SOURCES_DISAGREE,
                record.businessKey(),
                detail,
                loser.document());
    }

    /** The figures that both sources give and that differ, told in the same words whichever came first. */
    private static Optional<Rejection> disagreement(MarketRecord record, Dataset<?> dataset, Revision rival) {
        Message message = Objects.requireNonNull(rival.message(), "a rival is the last of its source");
        MarketRecord other = Json.read(message.json().getBytes(UTF_8), dataset.type());
        boolean recordStands = Feeds.rank(dataset, record.provenance().source()) < Feeds.rank(dataset, rival.source());
        MarketRecord winner = recordStands ? record : other;
        MarketRecord loser = recordStands ? other : record;
        Map<String, String> differences = new TreeMap<>();
        winner.figures().forEach((name, figure) -> {
            Double others = loser.figures().get(name);
            if (others != null && !others.equals(figure)) {
                differences.put(name, figure + " / " + others);
            }
        });
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        String sources =
                winner.provenance().source() + " / " + loser.provenance().source();
        return Optional.of(new Rejection(
                loser.provenance().source(),
                record.session(),
                Reason.SOURCES_DISAGREE,
                record.businessKey(),
                sources + ": " + differences + "; " + winner.provenance().source() + " stands",
                loser.provenance().document()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
