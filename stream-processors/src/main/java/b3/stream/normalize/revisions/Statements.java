package b3.stream.normalize.revisions;

import b3.schema.Dataset;
import b3.schema.MarketRecord;
import b3.schema.document.RawScrape;
import b3.schema.document.Reason;
import b3.schema.document.Rejection;
import b3.stream.normalize.reading.NormalizedRecord;
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

/**
 * Turns a document into statements: it states a content for every key that it lists, and it withdraws the other keys of
 * its scopes.
 */
public final class Statements {

    /**
     * What a document has changed.
     *
     * @param document SHA-256 of the bytes
     * @param published the records that made a revision, in the document's order
     * @param rejections conflicts of its records with other documents, and keys that it gives twice
     */
    public record Taken(String document, List<NormalizedRecord> published, List<Rejection> rejections) {}

    private final KeyValueStore<String, Document> documents;
    private final KeyValueStore<String, Listing> listings;
    private final Timelines timelines;

    public Statements(
            KeyValueStore<String, Document> documents, KeyValueStore<String, Listing> listings, Timelines timelines) {
        this.documents = documents;
        this.listings = listings;
        this.timelines = timelines;
    }

    /**
     * Takes what one document says and publishes the revisions that follow.
     *
     * @param preliminary whether the source says that a final document of the same session follows
     * @param reader version of the normalizer that read the document
     * @param records the records of the document, in its order
     */
    public Taken take(
            RawScrape scrape, boolean preliminary, int reader, List<NormalizedRecord> records, Outbox outbox) {
        Document unscoped = Document.of(scrape, scrape.sha256(), preliminary, reader, outbox.rawPosition(), Set.of());
        Map<String, Set<String>> listed = new LinkedHashMap<>();
        Map<String, LocalDate> first = new HashMap<>();
        for (NormalizedRecord each : records) {
            String scope = Listing.scope(unscoped, each.record());
            listed.computeIfAbsent(scope, any -> new TreeSet<>())
                    .add(each.record().businessKey());
            if (Listing.isList(scope)) {
                first.merge(scope, each.record().session(), (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        Document before = documents.get(unscoped.key());
        if (before != null && before.reader() > reader) {
            return new Taken(before.sha256(), List.of(), List.of());
        }
        Document document = (before == null ? unscoped : unscoped.as(before)).in(listed.keySet());
        documents.put(document.key(), document);
        Passage passage = new Passage(document, outbox, new ArrayList<>());
        List<NormalizedRecord> published = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NormalizedRecord each : records) {
            if (!seen.add(each.key())) {
                passage.rejections().add(twice(each.record(), document));
            } else if (timelines.say(each, passage)) {
                published.add(each);
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
                "the same key twice in one document; the first is current",
                document.sha256());
    }

    /**
     * Withdraws the keys of the scope that the document does not list, and on behalf of the other documents of the scope the
     * keys that only this document lists.
     *
     * @param from the first session that the document states completely; null if it states the whole scope
     */
    private void leaveOut(String scope, @Nullable LocalDate from, Set<String> keys, Passage passage) {
        Dataset<?> dataset = Listing.dataset(scope);
        Document document = passage.document();
        Listing listing = Objects.requireNonNullElse(listings.get(scope), Listing.NONE);
        boolean rows = Listing.isRows(scope);
        // a preliminary document is not complete, so it withdraws nothing
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

    /** Retracts what an older reader found of a scope in the document, because a newer reader finds nothing of it. */
    private void leave(String scope, Passage passage) {
        Listing listing = listings.get(scope);
        if (listing != null) {
            listing.keys().forEach(key -> timelines.retract(Listing.dataset(scope), key, passage));
            listings.put(scope, listing.without(passage.document()));
        }
    }
}
