package b3.stream.normalize;

import static org.assertj.core.api.Assumptions.assumeThat;

import b3.schema.Json;
import b3.schema.document.RawScrape;
import b3.stream.normalize.reading.Normalized;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Real documents of the sources and what an independent reader found in them, read where they lie; a test that asks for
 * one where they are not at hand is skipped.
 */
public final class RealDocuments {

    private RealDocuments() {}

    /** What the feed's normalizer says of a real document, imported as a file. */
    public static Normalized normalize(String feed, String file) {
        return normalize(feed, file, "file:" + Path.of(file).getFileName());
    }

    /** What the feed's normalizer says of a real document, fetched from this address. */
    public static Normalized normalize(String feed, String file, String url) {
        byte[] bytes = sample(file);
        Instant fetchedAt = Instant.parse("2026-10-05T12:00:00Z");
        RawScrape document = new RawScrape(feed, null, bytes, "", url, fetchedAt, 0);
        return Registry.read(document);
    }

    /** A real document. */
    public static byte[] sample(String file) {
        return read("B3_SAMPLES_DIR", file);
    }

    /** A document of a kind that was once read wrongly. */
    public static byte[] caseOf(String file) {
        return read("B3_CASES_DIR", file);
    }

    /** What the independent reader found. */
    public static JsonNode golden(String file) {
        return Json.MAPPER.readTree(read("B3_GOLDEN_DIR", file));
    }

    private static byte[] read(String variable, String file) {
        String directory = System.getenv(variable);
        assumeThat(directory)
                .as(variable + " names no folder: real documents are not tested")
                .isNotBlank();
        try {
            return Files.readAllBytes(Path.of(Objects.requireNonNull(directory), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
