package b3.stream.normalize.optionchain;

import static org.assertj.core.api.Assumptions.assumeThat;

import b3.schema.Feed;
import b3.schema.Json;
import b3.schema.MarketRecord;
import b3.schema.RawScrape;
import b3.schema.optionchain.OpenInterestBook;
import b3.schema.optionchain.OptionPricesBook;
import b3.schema.optionchain.OptionSeriesBook;
import b3.schema.optionchain.UnderlyingPrice;
import b3.stream.normalize.Normalized;
import b3.stream.normalize.Normalizer;
import b3.stream.normalize.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Documents to read: real ones where they lie, else the test is skipped, and our own in the sources' formats. */
final class SampleFiles {

    private SampleFiles() {}

    /** What a feed's normalizer says of a document. */
    static Normalized read(Feed feed, byte[] document, @Nullable LocalDate session) {
        RawScrape scrape = new RawScrape(
                feed.name(),
                session,
                document,
                "application/octet-stream",
                "file:document",
                Instant.parse("2026-03-11T09:00:00Z"),
                0);
        Normalizer normalizer = Registry.ALL.stream()
                .filter(each -> each.feed().equals(feed))
                .findFirst()
                .orElseThrow();
        return normalizer.normalize(scrape);
    }

    /** A real document; without the folder the test is skipped. */
    static byte[] sample(String file) {
        return real("B3_SAMPLES_DIR", file);
    }

    /** What an independent reader found; without the folder the test is skipped. */
    static JsonNode golden(String file) {
        return Json.MAPPER.readTree(real("B3_GOLDEN_DIR", file));
    }

    /** One of our own documents. */
    static byte[] fixture(String file) {
        try (InputStream in = Objects.requireNonNull(SampleFiles.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<OptionSeriesBook> seriesBooks(Normalized found) {
        return of(OptionSeriesBook.class, found);
    }

    static List<OpenInterestBook> openInterest(Normalized found) {
        return of(OpenInterestBook.class, found);
    }

    static List<OptionPricesBook> prices(Normalized found) {
        return of(OptionPricesBook.class, found);
    }

    static List<UnderlyingPrice> underlyings(Normalized found) {
        return of(UnderlyingPrice.class, found);
    }

    private static <T extends MarketRecord> List<T> of(Class<T> type, Normalized found) {
        return found.records().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static byte[] real(String variable, String file) {
        String folder = System.getenv(variable);
        assumeThat(folder)
                .as(variable + " names no folder: real documents are not read")
                .isNotBlank();
        try {
            return Files.readAllBytes(Path.of(Objects.requireNonNull(folder), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
