package b3.stream.normalize.revisions;

import b3.schema.document.RawScrape;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document that was read, as it is remembered.
 *
 * @param feed name of the feed
 * @param part which of the feed's documents of a session; null when it was not fetched as one of several
 * @param sha256 SHA-256 of the bytes, lower-case hexadecimal
 * @param knownAt since when it is known
 * @param preliminary whether the source says that a final document of the same session follows
 * @param reader version of the normalizer that read it
 * @param url address of the document, without secrets
 * @param raw topic/partition/offset of the raw record
 * @param scopes keys of the {@link Listing}s that it has a share in
 */
public record Document(
        String feed,
        @Nullable String part,
        String sha256,
        Instant knownAt,
        boolean preliminary,
        int reader,
        String url,
        String raw,
        Set<String> scopes) {

    private static final int IDENTITY_DIGITS = 32;

    public Document {
        scopes = Set.copyOf(scopes);
    }

    static Document of(
            RawScrape scrape, String sha256, boolean preliminary, int reader, String raw, Set<String> scopes) {
        return new Document(
                scrape.feed(),
                scrape.part(),
                sha256,
                scrape.fetchedAt(),
                preliminary,
                reader,
                scrape.url(),
                raw,
                scopes);
    }

    /** The same with a share in these listings. */
    Document in(Set<String> listings) {
        return new Document(feed, part, sha256, knownAt, preliminary, reader, url, raw, listings);
    }

    /** The same, from where it was read first. */
    Document as(Document first) {
        return new Document(feed, part, sha256, knownAt, preliminary, reader, first.url, first.raw, scopes);
    }

    /** Identity of the bytes, as statements have it. */
    String identity() {
        return sha256.substring(0, IDENTITY_DIGITS);
    }

    /** Key in the store of documents: a document and its time of knowledge. */
    String key() {
        return key(feed, identity(), knownAt);
    }

    static String key(String feed, String identity, Instant knownAt) {
        return feed + "|" + identity + "|" + knownAt;
    }

    /** Name and version of what read it. */
    String readerName() {
        return feed + "/" + reader;
    }

    /** This reading of this document, among all. */
    String reading() {
        return feed + "|" + (part == null ? "" : part) + "|" + reader + "|" + knownAt + "|" + sha256;
    }

    /** What it says about a key. */
    Statement says(@Nullable String content) {
        return new Statement(feed, preliminary, knownAt, identity(), reader, content);
    }
}
