package b3.stream.normalize.revisions;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.MarketRecord;
import b3.schema.RawScrape;
import b3.schema.Reason;
import b3.schema.Rejection;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.revisions.Timelines.Passage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document as statements: what it says of every key that it lists, and that it no longer says the others of its scopes.
 */
public final class Statements {

    /**
     * What became of a document.
     *
     * @param document SHA-256 of the bytes
     * @param published places of the records that said something new
     * @param rejections what is to be said about them besides
     */
    public record Taken(String document, Set<Integer> published, List<Rejection> rejections) {}

    private final KeyValueStore<String, Document> documents;
    private final KeyValueStore<String, Listing> listings;
    private final Timelines timelines;

    public Statements(
            KeyValueStore<String, Document> documents, KeyValueStore<String, Listing> listings, Timelines timelines) {
        this.documents = documents;
        this.listings = listings;
        this.timelines = timelines;
    }

    /** @param contents the records as JSON without their provenance, in their order */
    public Taken take(
            RawScrape scrape, int reader, Normalized found, List<? extends ObjectNode> contents, Outbox outbox) {
        Document unscoped =
                Document.of(scrape, scrape.sha256(), found.preliminary(), reader, outbox.rawPosition(), Set.of());
        Map<String, Set<String>> listed = new LinkedHashMap<>();
        Map<String, LocalDate> first = new HashMap<>();
        found.records().forEach(record -> {
            String scope = Listing.scope(unscoped, record);
            listed.computeIfAbsent(scope, any -> new TreeSet<>()).add(record.businessKey());
            if (Listing.isList(scope)) {
                first.merge(scope, record.session(), (one, other) -> one.isBefore(other) ? one : other);
            }
        });
        Document before = documents.get(unscoped.key());
        if (before != null && before.reader() > reader) {
            return new Taken(before.sha256(), Set.of(), List.of());
        }
        Document document = (before == null ? unscoped : unscoped.as(before)).in(listed.keySet());
        documents.put(document.key(), document);
        Passage passage = new Passage(document, outbox, new ArrayList<>());
        Set<Integer> published = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < contents.size(); i++) {
            MarketRecord record = found.records().get(i);
            if (!seen.add(Datasets.of(record).name() + "|" + record.businessKey())) {
                passage.rejections().add(twice(record, document));
            } else if (timelines.say(record, Datasets.of(record), contents.get(i), passage)) {
                published.add(i);
            }
        }
        listed.forEach((scope, keys) -> leaveOut(scope, first.get(scope), keys, passage));
        if (before != null) {
            before.scopes().stream()
                    .filter(scope -> !listed.containsKey(scope))
                    .sorted()
                    .forEach(scope -> leave(scope, passage));
        }
        return new Taken(document.sha256(), published, passage.rejections());
    }

    private static Rejection twice(MarketRecord record, Document document) {
        return new Rejection(
                document.feed(),
                record.session(),
                Reason.DUPLICATE_KEY,
                record.businessKey(),
                "the same key twice in one document; the first stands",
                document.sha256());
    }

    /** Withdraws what the scope had and the document does not list, and what the document lists and later ones do not. */
    private void leaveOut(String scope, @Nullable LocalDate from, Set<String> keys, Passage passage) {
        Dataset<?> dataset = Listing.dataset(scope);
        Document document = passage.document();
        Listing listing = Objects.requireNonNullElse(listings.get(scope), Listing.NONE);
        boolean rows = Listing.isRows(scope);
        // a preliminary document is not complete: it takes nothing back
        if (rows || !document.preliminary()) {
            listing.keys().stream().filter(key -> !keys.contains(key)).forEach(key -> {
                if (rows) {
                    timelines.retract(dataset, key, passage);
                } else {
                    timelines.withdraw(dataset, key, from, passage);
                }
            });
        }
        for (String key : keys) {
            if (!rows && !listing.keys().contains(key)) {
                for (Listing.Member member : listing.documents()) {
                    Document other = documents.get(Document.key(document.feed(), member.document(), member.knownAt()));
                    if (other != null && !member.is(document)) {
                        timelines.withdraw(dataset, key, member.from(), passage.of(other));
                    }
                }
            }
        }
        Listing next = listing.and(document, from, keys);
        if (!next.equals(listing)) {
            listings.put(scope, next);
        }
    }

    /** A newer reading finds nothing of a scope in the document. */
    private void leave(String scope, Passage passage) {
        Listing listing = listings.get(scope);
        if (listing != null) {
            listing.keys().forEach(key -> timelines.retract(Listing.dataset(scope), key, passage));
            listings.put(scope, listing.without(passage.document()));
        }
    }
}
