package b3.stream.normalize;

import b3.schema.Feed;
import b3.schema.MarketRecord;
import b3.schema.document.RawScrape;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.reading.Normalized;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Documents to read: real ones where they lie, else the test is skipped, and our own in the sources' formats. */
public final class SampleFiles {

    private SampleFiles() {}

    /** What a feed's normalizer says of a document. */
    public static Normalized read(Feed feed, byte[] document, @Nullable LocalDate session) {
        RawScrape scrape = new RawScrape(
                feed.name(),
                session,
                document,
                "application/octet-stream",
                "file:document",
                Instant.parse("2026-03-11T09:00:00Z"),
                0);
        return Registry.read(scrape);
    }

    /** One of our own documents. */
    public static byte[] fixture(String file) {
        try (InputStream in = Objects.requireNonNull(SampleFiles.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<OptionSeriesBook> seriesBooks(Normalized found) {
        return of(OptionSeriesBook.class, found);
    }

    public static List<OpenInterestBook> openInterest(Normalized found) {
        return of(OpenInterestBook.class, found);
    }

    public static List<OptionPricesBook> prices(Normalized found) {
        return of(OptionPricesBook.class, found);
    }

    public static List<UnderlyingPrice> underlyings(Normalized found) {
        return of(UnderlyingPrice.class, found);
    }

    private static <T extends MarketRecord> List<T> of(Class<T> type, Normalized found) {
        return found.records().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
