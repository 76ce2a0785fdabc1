package b3.stream.normalize.revisions;

import b3.schema.Dataset;
import b3.schema.Datasets;
import b3.schema.Feed.Carried;
import b3.schema.Feeds;
import b3.schema.MarketRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which business keys the documents of one scope have listed. A scope is the set of keys that a document states
 * completely: a session of one feed and dataset, one market of it, the list of one company, or, where documents state
 * single rows, the document itself. A key of the scope that a document does not list is withdrawn by it; see
 * {@link b3.schema.Feed.Scope}.
 *
 * @param documents the documents of the scope
 * @param keys every key that one of them has listed
 */
public record Listing(List<Member> documents, SortedSet<String> keys) {

    /** No document has been seen. */
    static final Listing NONE = new Listing(List.of(), new TreeSet<>());

    private static final int SHARE_LETTERS = 4;

    /**
     * A document of the scope.
     *
     * @param document its identity
     * @param knownAt since when it is known
     * @param from the first session that it states whole, where a scope has many; null where it states the whole scope
     */
    record Member(
            String document, Instant knownAt, @Nullable LocalDate from) {

        boolean is(Document other) {
            return document.equals(other.identity()) && knownAt.equals(other.knownAt());
        }
    }

    /** Key of the scope that a document's record belongs to; it begins with feed, dataset and kind of scope. */
    static String scope(Document document, MarketRecord record) {
        Dataset<?> dataset = Datasets.of(record);
        Carried<?> carried = Feeds.carried(document.feed(), dataset);
        String prefix = document.feed() + "|" + dataset.name() + "|" + carried.scope() + "|";
        return switch (carried.scope()) {
            case ROWS -> prefix + document.identity() + "|" + document.knownAt();
            case SESSION -> prefix + record.session();
            case MARKET -> prefix + record.session() + "|" + market(record);
            case RECENT, LIST -> prefix + owner(record);
        };
    }

    /** Whether a scope is a document that states single rows. */
    static boolean isRows(String scope) {
        return scope.split("\\|", 4)[2].equals("ROWS");
    }

    /** Whether a scope has many sessions, of which a document states those from the first one that it lists on. */
    static boolean isList(String scope) {
        String kind = scope.split("\\|", 4)[2];
        return kind.equals("RECENT") || kind.equals("LIST");
    }

    /** The dataset of a scope. */
    static Dataset<?> dataset(String scope) {
        return Datasets.named(scope.split("\\|", 4)[1]).orElseThrow();
    }

    /** Codes of commodities have three characters, those of shares, indexes and their roots four or more. */
    private static String market(MarketRecord record) {
        return owner(record).length() < SHARE_LETTERS ? "derivatives" : "equities";
    }

    /** The first part of a record's key. */
    private static String owner(MarketRecord record) {
        return record.businessKey().substring(0, record.businessKey().indexOf('|'));
    }

    /**
     * Returns this listing with one more document, unless that is preliminary: only a final document states everything.
     *
     * @param from the first session that the document states completely; null if it states the whole scope
     */
    Listing and(Document document, @Nullable LocalDate from, Set<String> listed) {
        Member member = new Member(document.identity(), document.knownAt(), from);
        List<Member> members = new ArrayList<>(documents);
        if (!document.preliminary() && !members.contains(member)) {
            members.removeIf(other -> other.is(document));
            members.add(member);
        }
        TreeSet<String> all = new TreeSet<>(keys);
        all.addAll(listed);
        return new Listing(members, all);
    }

    /** The same without a document. */
    Listing without(Document document) {
        return new Listing(
                documents.stream().filter(member -> !member.is(document)).toList(), keys);
    }
}
