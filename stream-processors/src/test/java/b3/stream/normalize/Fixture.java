package b3.stream.normalize;

import b3.schema.document.RawScrape;
import b3.stream.normalize.reading.Normalized;
import b3.stream.normalize.reading.Normalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A document as a collector would have brought it, on the day after the session that the fixtures are of.
 *
 * @param bytes the document
 * @param session the session that was asked for
 * @param url where it was fetched
 * @param fetchedAt when
 */
public record Fixture(byte[] bytes, @Nullable LocalDate session, String url, Instant fetchedAt) {

    /** The session that the fixtures are of. */
    public static final LocalDate SESSION = LocalDate.of(2025, 1, 6);

    private static final Instant NEXT_MORNING = Instant.parse("2025-01-07T02:30:00Z");

    /** A file beside the tests: {@code rates/TaxaSwap.txt}. */
    public static Fixture of(String file) {
        try (InputStream in = Fixture.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no fixture " + file);
            }
            return of(in.readAllBytes()).at("file:" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document made by the test. */
    public static Fixture of(byte[] bytes) {
        return new Fixture(bytes, null, "file:document", NEXT_MORNING);
    }

    /** The same, asked for as this session. */
    public Fixture asked(LocalDate day) {
        return new Fixture(bytes, day, url, fetchedAt);
    }

    /** The same, from this address. */
    public Fixture at(String address) {
        return new Fixture(bytes, session, address, fetchedAt);
    }

    /** The same, fetched at this moment. */
    public Fixture fetched(Instant moment) {
        return new Fixture(bytes, session, url, moment);
    }

    /** What the normalizer says of it. */
    public Normalized read(Normalizer normalizer) {
        String feed = Registry.ALL.stream()
                .filter(reader -> reader.normalizer().getClass().equals(normalizer.getClass()))
                .findFirst()
                .orElseThrow()
                .feed()
                .name();
        return normalizer.normalize(new RawScrape(feed, session, bytes, "", url, fetchedAt, 200));
    }
}
